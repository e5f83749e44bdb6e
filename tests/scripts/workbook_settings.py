"""What a workspace may say of its scorecard: logo, accent, paper, sheets, and a second name that moves last."""
import pathlib
import re
import sqlite3
import struct
import sys
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import ooxml  # noqa: E402
from kit import ROOT, main  # noqa: E402

SAMPLE = ROOT / "samples/acme"
ALWAYS = ["Summary", "Scorecard"]


def png(wide, high):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x7a\x1f\x5c" * wide) * high
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)) + \
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make(kit, name, settings):
    workspace = kit.workspace(name, SAMPLE)
    with open(workspace / "kpialign.yaml", "a", encoding="utf-8") as file:
        file.write(settings)
    return workspace


def only_book(workspace):
    return next((workspace / "scorecards").glob("*.xlsx"))


def parts(book):
    with zipfile.ZipFile(book) as z:
        return {n: z.read(n) for n in z.namelist()}


def sheet_names(found):
    return re.findall(r'<sheet name="([^"]+)"', found["xl/workbook.xml"].decode())


def test_look(kit):
    workspace = make(kit, "look", 'scorecard: {logo: logo.png, accent: "#7A1F5C", paper: letter}\n')
    (workspace / "logo.png").write_bytes(png(600, 200))
    kit.run("run", workspace)
    book = only_book(workspace)
    found = parts(book)
    kit.equal("the book is sound", ooxml.faults(book), [])
    kit.equal("the logo is in it as it is", found.get("xl/media/image1.png"), png(600, 200))
    drawings = b"".join(v for k, v in found.items() if k.startswith("xl/drawings/drawing"))
    kit.check("the logo has a text for those who do not see it", b'descr="Logo of Acme Outdoor"' in drawings)
    # 600 x 200 fits 160 x 52 pixels as 156 x 52; a pixel is 9525 EMU
    kit.check("and keeps its shape", b'cx="1485900" cy="495300"' in drawings, re.findall(rb"<a:ext [^>]*>", drawings)[:1])
    styles = found["xl/styles.xml"]
    kit.check("titles are in the accent", b"FF7A1F5C" in styles and b"FF12395B" not in styles)
    charts = b"".join(v for k, v in found.items() if k.startswith("xl/charts/"))
    kit.check("lines too", b"7A1F5C" in charts and b"12395B" not in charts)
    sheets = [v for k, v in found.items() if k.startswith("xl/worksheets/sheet")]
    kit.check("every sheet is for Letter", all(b'paperSize="1"' in s or b"paperSize" not in s for s in sheets), "A4")
    kit.check("no longer for A4", not any(b'paperSize="9"' in s for s in sheets))
    inputs = [r["path"] for r in kit.table("inputs", workspace)]
    kit.check("the logo is an input", "logo.png" in inputs, inputs)
    before = book.read_bytes()
    (workspace / "logo.png").write_bytes(png(600, 201))
    kit.run("run", workspace)
    kit.check("another logo is another book", only_book(workspace).read_bytes() != before)


def test_sheets(kit):
    full = make(kit, "full", "scorecard: {audience: full}\n")
    kit.run("run", full)
    names = sheet_names(parts(only_book(full)))
    kit.check("an analyst gets the series", "Series" in names and "Alignment" in names, names)
    few = make(kit, "few", "scorecard: {sheets: sources}\n")
    kit.run("run", few)
    found = parts(only_book(few))
    names = sheet_names(found)
    kit.equal("in front as ever", names[:2], ALWAYS)
    kit.equal("of the appendix what was asked for", [n for n in names if n in (
        "Alignment", "Series", "Map", "Maturity", "Definitions", "Data quality", "Sources")], ["Sources"])
    texts = b"".join(v for k, v in found.items() if k.startswith("xl/worksheets/")).decode()
    led = set(re.findall(r"location=\"'?([^'!\"]+)'?!", texts)) | set(re.findall(r'HYPERLINK\(&quot;#\'([^\']+)', texts))
    kit.check("links lead to sheets that are there", led and led <= set(names), led - set(names))
    kit.check("and no text to those that are not", b"on Alignment" not in found["xl/sharedStrings.xml"])
    none = make(kit, "none", "scorecard: {sheets: []}\n")
    kit.run("run", none)
    kit.equal("the appendix may be empty", ooxml.faults(only_book(none)), [])


def test_language(kit):
    """Dates in the words of a language for every reader, or in the reader's own."""
    for language, want in (("reader", "d mmm yyyy"), ("de", "[$-407]d. mmm yyyy"), ("en_us", "[$-409]mmm d, yyyy"),
                           ("iso", "yyyy-mm-dd")):
        workspace = make(kit, f"language-{language}", f"scorecard: {{language: {language}}}\n")
        kit.run("run", workspace)
        styles = parts(only_book(workspace))["xl/styles.xml"].decode()
        found = [f for f in re.findall(r'formatCode="([^"]*)"', styles) if "yy" in f]
        kit.equal(f"dates of {language}", found, [want])


def test_latest(kit):
    workspace = make(kit, "latest", 'scorecard: {latest: "share/{company}.xlsx"}\n')
    latest = workspace / "share/acme_outdoor.xlsx"

    def card(period):
        return (workspace / f"scorecards/acme_outdoor-{period}.xlsx").read_bytes()

    kit.run("run", workspace, "--period", "2026-Q2")
    kit.check("it is the newest", latest.read_bytes() == card("2026-Q2"))
    kit.run("run", workspace, "--period", "2026-Q3")
    kit.check("it moves", latest.read_bytes() == card("2026-Q3"))
    kit.run("run", workspace, "--period", "2026-Q2")
    kit.run("run", workspace, "--period", "2026-Q1", "--out", workspace / "elsewhere.xlsx")
    kit.check("an older period and a look elsewhere do not move it", latest.read_bytes() == card("2026-Q3"))
    kit.equal("it is a file, not a link", (latest.is_symlink(), latest.is_file()), (False, True))
    kit.equal("nothing else is left", sorted(p.name for p in latest.parent.iterdir()), [latest.name])
    taken = make(kit, "taken", "scorecard: {latest: goals.xlsx}\n")
    (taken / "goals.xlsx").mkdir()
    done = kit.run("run", taken, code=None)
    kit.check("a folder in its place stops the run", done.returncode == 73 and "K901" in done.stderr, done.stderr[-300:])
    kit.check("and no scorecard was written", not list(taken.glob("scorecards/*")), list(taken.glob("scorecards/*")))


def history(workspace):
    with sqlite3.connect(workspace / "kpialign.db") as db:
        found = sorted(map(repr, db.execute("SELECT * FROM run")))
    db.close()
    return found


def test_parts(kit):
    """A part's scorecard is a look at the company's run: history, latest and the company's scorecard stay."""
    workspace = make(kit, "parts", "scorecard: {latest: scorecards/latest.xlsx}\n")
    kit.run("run", workspace)
    before = history(workspace), only_book(workspace).read_bytes(), (workspace / "scorecards/latest.xlsx").read_bytes()
    goals = {r["objective"]: r for r in kit.table("objectives", workspace)}
    kit.run("run", workspace, "--for", "goal:known")
    kit.run("run", workspace, "--for", "department:HR")
    kit.check("nothing of the company's changes", before == (
        history(workspace), (workspace / "scorecards/acme_outdoor-2026-Q3.xlsx").read_bytes(),
        (workspace / "scorecards/latest.xlsx").read_bytes()))
    kit.equal("the files say whose they are", sorted(p.name for p in workspace.glob("scorecards/*")), [
        "acme_outdoor-2026-Q3-department-hr.xlsx", "acme_outdoor-2026-Q3-goal-known.xlsx", "acme_outdoor-2026-Q3.xlsx", "latest.xlsx"])
    known, hr = (parts(workspace / f"scorecards/acme_outdoor-2026-Q3-{n}.xlsx") for n in ("goal-known", "department-hr"))
    kit.equal("one goal, one sheet", sheet_names(known)[:4], [*ALWAYS, "Be known by people who go", "Alignment"])
    kit.equal("a department has its goals", sheet_names(hr)[2:5], ["Attract good people", "People belong", "Alignment"])
    text = known["xl/sharedStrings.xml"].decode()
    kit.check("the headline counts these goals", "1 of 1 objective has a measured outcome" in text, goals["known"])
    kit.check("and says of what its metrics are a part", "of the company\u2019s 35 social metrics serve one of them" in text)
    kit.equal("sound", [ooxml.faults(p) for p in sorted(workspace.glob("scorecards/*")) if ooxml.faults(p)], [])
    for words in (("--for", "goal:nope"), ("--for", "department:nope"), ("--for", "known"),
                  ("--for", "goal:known", "--report")):
        done = kit.run("run", workspace, *words, code=None)
        kit.check(" ".join(words) + " is refused", done.returncode == 64 and "K904" in done.stderr, done.stderr[-300:])
    kit.run("run", workspace, "--report")
    kit.run("run", workspace, "--for", "goal:known")
    text = parts(workspace / "scorecards/acme_outdoor-2026-Q3-goal-known.xlsx")["xl/sharedStrings.xml"].decode()
    kit.check("a part is reported with the company", "reported 2026-09-30" in text)


def test_social_parts(kit):
    """A social goal's scorecard has its KPIs, and says where they count; notes are of the part and of the whole."""
    try:
        import openpyxl
    except ImportError:
        kit.skip("openpyxl is not here (Debian: python3-openpyxl)")
        return
    workspace = kit.workspace("social")
    for name, old, new in (
            ("goals.csv", "trust,Be believed", "community,Community,trust,Talk,social,hr,Head of HR,Chief Executive,,,1\n"
                          "lone,Lone,,Talk,social,hr,Head of HR,Chief Executive,,,1\ntrust,Be believed"),
            ("models/basic.yaml", "objective: trust", "objective: community"),
            ("models/basic.yaml", "practices:", "  alone: {objective: lone, role: leading, measure: likes}\npractices:"),
            ("kpialign.yaml", "goals: goals.csv", "goals: goals.csv\nnotes: notes.csv"),
            ("kpialign.yaml", "finance]", "finance, hr]")):
        text = (workspace / name).read_text()
        kit.check(f"{name} has {old}", old in text)
        (workspace / name).write_text(text.replace(old, new, 1))
    about = ("company", "revenue", "trust", "like_rate", "leads_social")
    (workspace / "notes.csv").write_text("period,about,note,by\n" + "".join(f"2026-Q3,{x},told of {x}.,me\n" for x in about))
    under = "Community is a social goal, which is not judged itself: its KPIs count under Be believed."
    for part, kpis, says, notes in (
            ("goal:community", {"Likes per impression"}, [under, "1 of the company\u2019s 3 social metrics serves it."],
             {"company", "like_rate"}),
            ("goal:trust", {"Likes per impression"}, ["0 of 1 objective have"], {"company", "trust", "like_rate"}),
            ("goal:lone", {"alone"}, ["Lone is a social goal, which is not judged itself: its KPIs count under none, as no business goal"],
             set()),
            ("department:hr", {"Likes per impression", "alone"}, [under, "Lone is a social goal"], {"company", "like_rate"}),
            ("goal:revenue", {"Leads from social", "New revenue"}, ["of 1 objective"], {"company", "revenue", "leads_social"})):
        kit.run("run", workspace, "--for", part, "--out", kit.temp / "part.xlsx", code=None)
        book = openpyxl.load_workbook(kit.temp / "part.xlsx")
        listed = {row[1].value for row in book["Scorecard"].iter_rows(min_row=5) if row[1].value and row[2].value}
        kit.check(f"{part}: its KPIs, and no other", {x for x in listed if x != "KPI"} == kpis, listed)
        summary = "\n".join(str(c.value) for row in book["Summary"].iter_rows() for c in row if c.value is not None)
        for words in says:
            kit.check(f"{part} says: {words}", words in summary, summary)
        kit.equal(f"{part}: notes", {x for x in about if f"told of {x}." in summary}, notes)
        kit.equal(f"{part}: sound", ooxml.faults(kit.temp / "part.xlsx"), [])


def test(kit):
    if not SAMPLE.is_dir():
        kit.skip("samples/acme is not there")
        return
    test_social_parts(kit)
    test_look(kit)
    test_sheets(kit)
    test_language(kit)
    test_latest(kit)
    test_parts(kit)


main(test)
