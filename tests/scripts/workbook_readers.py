"""The scorecard for all who read it: LibreOffice's recalculation changes no cell, zone, locale and user change no byte, and
the checklist for those who cannot see colours or the screen."""
import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import warnings
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main  # noqa: E402

SAMPLE = ROOT / "samples/acme"
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
RECALCULATION = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>{}</value></prop></item></oor:items>
"""
ALWAYS, NEVER = 0, 1
SYMBOLS = "●▲■○"
LEAST_CONTRAST = 4.5
WORDS = ("Met", "Short", "Missed", "On pace", "Behind pace", "Far behind")


def sheets_as_csv(book, folder, mode):
    profile = folder / f"profile-{mode}"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(RECALCULATION.format(mode), encoding="utf-8")
    out = folder / f"csv-{mode}"
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", ALL_SHEETS,
                           "--outdir", str(out), str(book)], capture_output=True, text=True, check=False, timeout=300)
    return done, {p.name: p.read_text(encoding="utf-8") for p in sorted(out.glob("*.csv"))}


def cells(text):
    return [c for row in csv.reader(io.StringIO(text)) for c in row]


def is_same(a, b):
    """A sum of doubles in another order may differ in its last bit, which nobody sees."""
    try:
        return a == b or abs(float(a) - float(b)) <= 1e-14 * abs(float(a))
    except ValueError:
        return False


def test_recalculation(kit, book):
    if not shutil.which("soffice"):
        kit.skip("LibreOffice is not here (Debian: libreoffice-calc-nogui)")
        return
    done, stored = sheets_as_csv(book, kit.temp, NEVER)
    _, worked = sheets_as_csv(book, kit.temp, ALWAYS)
    kit.check("LibreOffice reads every sheet", len(stored) > 8, done.stderr[-300:])
    kit.equal("sheets", sorted(stored), sorted(worked))
    for name, text in stored.items():
        changed = [(a, b) for a, b in zip(cells(text), cells(worked.get(name, ""))) if not is_same(a, b)]
        kit.equal(f"recalculation changes no cell of {name}", changed[:3], [])
        kit.equal(f"and adds none to {name}", len(cells(text)), len(cells(worked.get(name, ""))))
    errors = [n for n, t in worked.items() if re.search(r"#(REF|NAME|VALUE|DIV/0|N/A)|Err:", t)]
    kit.equal("no cell is an error", errors, [])


def run_as(kit, name, env, user=None):
    workspace = kit.workspace(name, SAMPLE)
    if user is not None:
        for path in (workspace, *workspace.rglob("*")):
            os.chown(path, user, user)

    def become():
        if user is not None:
            os.setgid(user)
            os.setuid(user)

    try:
        done = subprocess.run([kit.program, "run", workspace], capture_output=True, text=True, preexec_fn=become,
                              env={**os.environ, **env}, timeout=600, check=False)
    except PermissionError:
        return None
    books = list(workspace.glob("scorecards/*.xlsx"))
    return books[0].read_bytes() if done.returncode == 0 and books else done.stderr


def test_bytes(kit):
    want = run_as(kit, "plain", {})
    locales = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    other = next((x for x in locales if not re.match(r"C|POSIX|en_", x)), "de_DE.UTF-8")
    for zone in ("Pacific/Kiritimati", "America/New_York"):
        kit.check(f"the same bytes in {zone}", run_as(kit, zone.replace("/", "-"), {"TZ": zone}) == want)
    kit.check(f"the same bytes in {other}", run_as(kit, "locale", {"LC_ALL": other, "LANG": other}) == want)
    kit.check("the same bytes from another home", run_as(kit, "home", {"HOME": "/nonexistent", "USER": "someone"}) == want)
    if os.getuid() != 0:
        kit.skip("another user: only root can become one")
        return
    kit.temp.chmod(0o755)
    theirs = run_as(kit, "user", {}, 65534)
    if theirs is None or isinstance(theirs, str):
        kit.skip("another user cannot run the program from here")
    else:
        kit.check("the same bytes for another user", theirs == want)


def luminance(rgb):
    def part(c):
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
    r, g, b = (part(int(rgb[i:i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(ink, paper):
    a, b = sorted((luminance(ink), luminance(paper)))
    return (b + 0.05) / (a + 0.05)


def colour(c, default):
    return c.rgb[2:] if c is not None and c.type == "rgb" and isinstance(c.rgb, str) else default


def test_checklist(kit, book):
    try:
        import openpyxl
    except ImportError:
        kit.skip("openpyxl is not here (Debian: python3-openpyxl)")
        return
    warnings.filterwarnings("ignore", module="openpyxl")
    for sheet in openpyxl.load_workbook(book):
        name = sheet.title
        kit.check(f"{name}: a title in A1", isinstance(sheet["A1"].value, str) and sheet["A1"].font.sz >= 18)
        kit.check(f"{name}: what it holds in A2", isinstance(sheet["A2"].value, str) and sheet["A2"].value)
        pale, bare = [], []
        for cell in (c for row in sheet.iter_rows() for c in row if c.value is not None):
            if sheet.column_dimensions[cell.column_letter].hidden:
                continue
            fill = colour(cell.fill.fgColor, "FFFFFF") if cell.fill.fill_type == "solid" else "FFFFFF"
            is_picture = isinstance(cell.value, str) and re.fullmatch("[▁-█░]+", cell.value)  # at least 3 : 1
            if contrast(colour(cell.font.color, "000000"), fill) < (3 if is_picture else LEAST_CONTRAST):
                pale.append(cell.coordinate)
            if fill in ("CDE8DF", "F5C55A", "B42318") and (str(cell.value)[0] not in SYMBOLS
                                                           or not str(cell.value)[2:].startswith(WORDS)):
                bare.append(cell.coordinate)
        kit.equal(f"{name}: every text can be read", pale[:5], [])
        kit.equal(f"{name}: no colour without a symbol and a word", bare[:5], [])
        last = 0
        for t in sorted(sheet.tables.values(), key=lambda t: int(re.search(r"\d+", t.ref).group())):
            first, row = re.match(r"([A-Z]+)(\d+)", t.ref).groups()
            kit.check(f"{name}: {t.displayName} starts in column A, below the one before", first == "A" and int(row) > last)
            kit.check(f"{name}: {t.displayName} has a header row", t.headerRowCount in (None, 1))
            last = int(re.search(r"(\d+)$", t.ref).group())
    drawn = 0
    with zipfile.ZipFile(book) as z:
        for part in (n for n in z.namelist() if n.startswith("xl/drawings/drawing")):
            for about in re.findall(r"<xdr:cNvPr [^>]*>", z.read(part).decode()):
                drawn += 1
                text = re.search(r'descr="([^"]*)"', about)
                kit.check("a chart has a text that says what it shows", text and len(text.group(1)) > 40, about)
    kit.check("there are charts", drawn > 2, drawn)


def test_pages(kit, book):
    """Of a sheet of more than one page none of the short tables is broken, nor a chart from its heading and its figures."""
    try:
        import openpyxl
    except ImportError:
        return
    n = 0
    for sheet in openpyxl.load_workbook(book):
        breaks = [b.id for b in sheet.row_breaks.brk]  # rows above them, 1-based
        if sheet.page_setup.fitToHeight not in (0, "0"):
            kit.equal(f"{sheet.title}: one page", breaks, [])
            continue
        n += len(breaks)
        for t in sheet.tables.values():
            first, last = (int(r) for r in re.findall(r"\d+", t.ref))
            broken = [b for b in breaks if first <= b < last]
            kit.equal(f"{sheet.title}: no page breaks {t.displayName}", broken, [])
            if not t.displayName.endswith("_trend") or not sheet._charts:
                continue
            at = sheet._charts[0].anchor._from.row  # 0-based, its heading one above: as many rows stand before it
            kit.check(f"{sheet.title}: heading, chart and figures are on one page",
                      not [b for b in breaks if at - 1 < b < last], breaks)
    kit.check("there are sheets of several pages", n > 1, n)


def test_pandas(kit, book):
    """The line of docs/workbook.md."""
    guide = ROOT / "docs/workbook.md"
    line = re.search(r"^table = pandas\.read_excel\(.*\)$", guide.read_text(encoding="utf-8"), re.M)
    kit.check("docs/workbook.md shows the line", line is not None)
    try:
        import pandas
    except ImportError:
        kit.skip("pandas is not here (Debian: python3-pandas)")
        return
    scope = {"pandas": pandas, "book": str(book)}
    exec(line.group(0), scope)  # pylint: disable=exec-used
    kpis = kit.table("kpis", book.parents[1])
    kit.equal("pandas reads every KPI", len(scope["table"]), len(kpis))
    kit.check("with its columns", {"Status", "KPI", "Target", "Owner"} <= set(scope["table"].columns))


def test(kit):
    if not SAMPLE.is_dir():
        kit.skip("samples/acme is not there")
        return
    workspace = kit.workspace("acme", SAMPLE)
    kit.run("run", workspace, "--period", "2026-Q2", "--as-of", "2026-06-30", "--report", "--out", workspace / "q2.xlsx")
    kit.run("run", workspace)
    book = next(workspace.glob("scorecards/*.xlsx"))
    test_recalculation(kit, book)
    test_bytes(kit)
    test_checklist(kit, book)
    test_pages(kit, book)
    test_pandas(kit, book)


main(test)
