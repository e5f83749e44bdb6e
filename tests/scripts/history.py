"""`history`, the examples of docs/history.md, and a history that the first kpialign wrote."""
import csv
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, TESTS, main

LATER = "exports/instagram/2026-q2_in_july.csv"


def make_demo(kit, folder):
    """The steps of `make demo-run`."""
    shutil.copytree(ROOT / "samples/acme", folder)
    late = (folder / LATER).rename(folder / "late.csv")
    kit.run("run", folder, "--period", "2026-Q2", "--as-of", "2026-06-30", "--report")
    late.rename(folder / LATER)
    kit.run("run", folder)


def check_docs(kit, folder):
    text = (ROOT / "docs/history.md").read_text(encoding="utf-8")
    (kit.temp / "bin").mkdir()
    (kit.temp / "bin/kpialign").symlink_to(kit.program)
    env = {**os.environ, "PATH": f"{kit.temp / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    commands = 0
    for block in re.findall(r"^```console\n(.*?)^```", text, re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            done = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, timeout=300)
            kit.equal(f"`{command}`", (done.stdout.rstrip("\n"), done.stderr), (shown.rstrip("\n"), ""))
            commands += 1
    kit.check("there are examples", commands >= 9, commands)
    db = sqlite3.connect(folder / "build/demo/kpialign.db")
    for kind, name in db.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view')"):
        kit.check(f"{kind} {name} is in the page", f"`{name}`" in text)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
        about = next((x for x in text.split("\n") if x.startswith(f"| `{name}` |")), text) if kind == "table" else text
        missing = [c for c in columns if c not in about and c not in ("run_id", "n")]
        kit.equal(f"all columns of {name} are in the page", missing, [])
    db.close()


def check_forms(kit, demo):
    text = kit.run("history", demo, env={"LC_ALL": "C.UTF-8"})
    kit.check("no line is over 80 columns", max(map(len, text.split("\n"))) <= 80, text)
    plain = kit.run("history", demo, env={"LC_ALL": "C"})
    kit.check("where the locale is not UTF-8, no other characters", plain.isascii(), plain)
    kit.check("no colour outside a terminal", "\033" not in text)
    rows = list(csv.DictReader(io.StringIO(kit.run("history", demo, "--format", "csv"))))
    kit.equal("csv and json say the same", len(json.loads(kit.run("history", demo, "--format", "json"))), len(rows))
    kit.equal("a row a run", [r["period"] for r in rows if r["kind"] == "run"], ["2026-Q2", "2026-Q3"])
    reported = kit.table("kpis", demo)
    values = {r["id"]: r["value"] for r in rows if r["kind"] == "kpi" and r["period"] == "2026-Q3"}
    kit.equal("values are those of export", [values[r["kpi"]] for r in reported], [r["value"] for r in reported])
    one = list(csv.DictReader(io.StringIO(kit.run("history", demo, "--format", "csv", "--of", "cac"))))
    kit.equal("--of narrows", {r["id"] for r in one}, {"cac"})
    near = kit.run("history", demo, "--of", "lead_social", code=None)
    kit.equal("an unknown name is refused", near.returncode, 64)
    kit.check("with the nearest", "did you mean 'leads_social'?" in near.stderr, near.stderr)
    kit.equal("map's forms are not history's", kit.run("history", demo, "--format", "dot", code=None).returncode, 64)
    for folder in ("exports", "finance"):  # no data is read
        shutil.rmtree(demo / folder)
    kit.equal("the rest of the workspace is not needed", kit.run("history", demo, env={"LC_ALL": "C.UTF-8"}), text)
    db = demo / "kpialign.db"
    kit.equal("nor is the workspace, with --db", kit.run("history", "nowhere", "--db", db, env={"LC_ALL": "C.UTF-8"}), text)


def check_stale(kit):
    workspace = kit.workspace("stale")
    none = kit.run("history", workspace, code=None)
    kit.equal("without a history", (none.returncode, none.stdout), (66, ""))
    kit.check("it says what makes one", "`kpialign run` begins it" in none.stderr, none.stderr)
    kit.run("run", workspace, "--period", "2026-Q2", "--as-of", "2026-06-30", "--report")
    kit.run("run", workspace)
    with sqlite3.connect(workspace / "basic.db") as db:  # days long ago, so that no clock matters
        db.execute("UPDATE run SET as_of = '2001-01-01' WHERE report IS NOT NULL")
    old = kit.run("history", workspace, "--stale", "100d", code=None)
    kit.equal("an old report ends with 1 and is silent on stdout", (old.returncode, old.stdout), (1, ""))
    kit.check("and says so in a line", re.fullmatch(r"--stale: 2026-Q2, reported as of 2001-01-01, is \d+ days old\n", old.stderr), old.stderr)
    fresh = kit.run("history", workspace, "--stale", "99999", code=None)
    kit.equal("a fresh one is silent", (fresh.returncode, fresh.stdout, fresh.stderr), (0, "", ""))
    for wrong in ("", "d", "x", "-1d", "1w", "9999999"):
        kit.equal(f"--stale '{wrong}' is refused", kit.run("history", workspace, "--stale", wrong, code=None).returncode, 64)


def check_migration(kit):
    """tests/history/layout_1.sql is a history of layout 1; its rows stay, and a run can follow it."""
    old, new = kit.workspace("old"), kit.workspace("new")
    with sqlite3.connect(old / "basic.db") as db:
        db.executescript((TESTS / "history/layout_1.sql").read_text(encoding="utf-8"))
    before = {t: sqlite3.connect(old / "basic.db").execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in ("kpi_value", "goal", "finding")}
    kit.check("history reads it", "2026-Q2" in kit.run("history", old))
    kit.equal("and leaves its layout", sqlite3.connect(old / "basic.db").execute("PRAGMA user_version").fetchone(), (1,))
    kit.run("run", old)
    kit.run("run", new)
    schema = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    with sqlite3.connect(old / "basic.db") as a, sqlite3.connect(new / "basic.db") as b:
        kit.equal("the layout is that of a new file", [r[:2] for r in a.execute(schema)], [r[:2] for r in b.execute(schema)])
        for table, rows in before.items():
            kept = a.execute(f"SELECT * FROM {table} WHERE run_id IN (SELECT run_id FROM run WHERE report = 1) ORDER BY 1, 2").fetchall()
            kit.equal(f"the rows of {table} are kept", [k[:len(r)] for k, r in zip(kept, rows)], rows)
        kit.equal("both runs are there", a.execute("SELECT period FROM run ORDER BY 1").fetchall(), [("2026-Q2",), ("2026-Q3",)])


def check_views(kit, workspace, again, runs):
    """A book for other eyes, or of a part, is a file of its own: report and history stay as they are."""
    cards, kept = workspace / "scorecards", runs()
    bytes_then = {f: f.read_bytes() for f in cards.iterdir()}
    for view, name in [(["--accessible"], "basic-2026-Q2-accessible.xlsx"),
                       (["--for", "department:sales"], "basic-2026-Q2-department-sales.xlsx"),
                       (["--for", "department:sales", "--accessible"], "basic-2026-Q2-department-sales-accessible.xlsx")]:
        kit.run(*again, *view)
        kit.check(f"{name} is written", (cards / name).exists(), list(cards.iterdir()))
        for reported in ("basic-2026-Q2.xlsx", "basic-2026-Q2-r2.xlsx"):
            over = kit.run(*again, *view, "--out", cards / reported, code=None)
            kit.check(f"{view} over {reported} is refused", "is the scorecard reported for 2026-Q2" in over.stderr, over.stderr)
        kit.equal("history keeps nothing of it", runs(), kept)
    said = kit.run(*again, "--for", "department:sales", "--summary")
    kit.check("the summary is the company's, and says so",
              "\nThe whole company's figures; those of department:sales are in its scorecard\n" in said, said)
    kit.check("without --for it need not", "whole company" not in kit.run(*again, "--accessible", "--summary"))
    refused = kit.run(*again, "--accessible", "--restate", "--report", code=None)
    kit.check("and none is reported", "--report is about the scorecard itself" in refused.stderr, refused.stderr)
    kit.equal("every scorecard that stood is as it was", {f: f.read_bytes() for f in bytes_then}, bytes_then)


def says(card, text):
    """Is the text in a cell of the scorecard?"""
    with zipfile.ZipFile(card) as parts:
        return text in parts.read("xl/sharedStrings.xml").decode()


def check_looks(kit):
    """--out looks at a run; where its report goes is for the run that reports to say."""
    workspace, elsewhere = kit.workspace("looks"), kit.temp / "elsewhere"
    elsewhere.mkdir()
    runs = lambda: sqlite3.connect(workspace / "basic.db").execute(  # noqa: E731
        "SELECT report, output, output_digest FROM run ORDER BY period, report").fetchall()
    cards = lambda: sorted(f.name for f in (workspace / "scorecards").iterdir())  # noqa: E731
    kit.run("run", workspace)
    kept = runs()
    said = kit.run("run", workspace, "--out", "look.xlsx", "--summary", cwd=elsewhere)
    kit.check("a look says so", "Scorecard: look.xlsx (a look: history does not keep it)\n" in said, said)
    kit.equal("and history is as it was", runs(), kept)
    draft = (elsewhere / "look.xlsx").read_bytes()
    kit.equal("it is the draft to the byte", draft, (workspace / "scorecards/basic-2026-Q3.xlsx").read_bytes())
    said = kit.run("run", workspace, "--report", "--summary", cwd=elsewhere)
    kit.check("the report goes to `output:`", "scorecards/basic-2026-Q3.xlsx\n" in said, said)
    kit.equal("history says so", [r[:2] for r in runs()], [(1, "scorecards/basic-2026-Q3.xlsx")])
    kit.check("and it is no draft", (workspace / "scorecards/basic-2026-Q3.xlsx").read_bytes() != draft)
    kit.equal("the look stays", (elsewhere / "look.xlsx").read_bytes(), draft)
    later = ("run", workspace, "--period", "2026-Q3", "--as-of", "2026-10-02", "--restate")
    kit.run(*later, "--out", "look.xlsx", cwd=elsewhere)
    kit.equal("a look at a correction is none", (len(runs()), cards()), (1, ["basic-2026-Q3.xlsx"]))
    kit.run(*later, "--report", cwd=elsewhere)
    kit.equal("which goes beside the report", [r[:2] for r in runs()], [(1, "scorecards/basic-2026-Q3.xlsx"), (2, "scorecards/basic-2026-Q3-r2.xlsx")])
    kit.equal("as a file", cards(), ["basic-2026-Q3-r2.xlsx", "basic-2026-Q3.xlsx"])
    correction = "Correction 2 of the report of 2026-09-30: "
    kit.check("which says what it is", says(workspace / "scorecards/basic-2026-Q3-r2.xlsx", correction))
    kit.check("and the first report is none", not says(workspace / "scorecards/basic-2026-Q3.xlsx", "Correction"))
    kit.run("run", workspace, "--period", "2026-Q2", "--report", "--out", elsewhere / "q2.xlsx")
    kit.equal("a report goes to the --out of its own run", runs()[0][:2], (1, str(elsewhere / "q2.xlsx")))
    first = kit.run("run", kit.workspace("first"), "--out", elsewhere / "first.xlsx", code=None)
    kit.equal("a look needs no history, and makes none", (first.returncode, (kit.temp / "first/basic.db").exists()), (0, False))


def check_matured(kit, demo):
    """Posts grow for weeks after a report: a cron line that asks for it again is not woken by that."""
    ask = ("run", demo, "--report", "--as-of", "2026-07-15")
    kit.equal("what only matured is not told to cron", kit.run(*ask, code=None).stderr, "")
    kit.equal("nor where the line names the period", kit.run(*ask, "--period", "2026-Q2", code=None).stderr, "")
    said = kit.run(*ask, "--summary", code=None).stderr
    kit.check("but to whoever looks", "2 of its figures are not as reported" in said, said)


def check_corrected(kit):
    """An export of the reported quarter that was corrected since is told of where somebody listens; cron is not woken."""
    workspace = kit.workspace("corrected")
    kit.run("run", workspace, "--report")
    bytes_then = (workspace / "scorecards/basic-2026-Q3.xlsx").read_bytes()
    headline = "Basic, Q3 2026, reported as of 2026-09-30: 2 of 3 social metrics serve a goal; 1 of 2 objectives measured, " \
               "1 green, 0 amber, 0 red\n"
    later = kit.run("run", workspace, "--as-of", "2026-10-05", "--summary", code=None)
    kit.equal("a later day alone is nothing to do", (later.stderr, later.returncode), ("", 0))
    kit.check("and the summary is that of the report", later.stdout.startswith(headline + "2026-Q3 is reported already; nothing to do\n"), later.stdout)
    settings, business = workspace / "kpialign.yaml", workspace / "data/business.csv"
    settings.write_text(settings.read_text() + "# a remark\n")
    start = "warning: 2026-Q3 was reported as of 2026-09-30, and since then "
    kit.equal("a file that changed no figure wakes nobody", kit.run("run", workspace, "--report", code=None).stderr, "")
    other = kit.run("run", workspace, "--summary", code=None)
    kit.equal("a file that changed no figure", other.stderr, start + "kpialign.yaml changed; its figures are as reported\n")
    rows = business.read_text().replace("2026-09-01,revenue,30500", "2026-09-01,revenue,10500")
    business.write_text(rows)
    for more in ([], ["--report", "--quiet"], ["--quiet", "--summary"]):
        done = kit.run("run", workspace, *more, code=None)
        kit.equal(f"{more}: cron is not woken", (done.returncode, done.stdout, done.stderr), (0, "", ""))
    for more in (["--report"], ["--summary"], ["--report", "--summary"]):
        done = kit.run("run", workspace, *more, code=None)
        kit.equal(f"{more}: the line names the file and the way", (done.returncode, done.stderr),
                  (0, start + "kpialign.yaml changed, data/business.csv changed; 1 of its figures is not as reported; "
                              "write --period 2026-Q3 --restate --report to correct it, or without --report for a draft of that\n"))
        said = headline + "2026-Q3 is reported already; nothing was written\n" if "--summary" in more else ""
        kit.check("beside the summary of the report", done.stdout.startswith(said) and bool(done.stdout) == bool(said), done.stdout)
    named = ("run", workspace, "--period", "2026-Q3")
    done = kit.run(*named, "--report", code=None)
    kit.equal("a report asked for by its period is nothing to do either, but said", (done.returncode, done.stdout), (0, ""))
    kit.check("with the way to correct it", "--period 2026-Q3 --restate --report to correct it" in done.stderr, done.stderr)
    kit.equal("a draft of it is refused", kit.run(*named, code=None).returncode, 64)
    elsewhere = workspace / "elsewhere.xlsx"
    kit.equal("and a report in another file, which would not be written",
              (kit.run(*named, "--report", "--out", elsewhere, code=None).returncode, elsewhere.exists()), (64, False))
    kit.equal("the report stays", (workspace / "scorecards/basic-2026-Q3.xlsx").read_bytes(), bytes_then)
    kit.run("run", workspace, "--period", "2026-Q3", "--restate", "--report")
    done = kit.run("run", workspace, "--summary", code=None)
    kit.check("once corrected, no more is said of it", done.stderr == "" and "-r2.xlsx" in done.stdout, done)


def check_restate(kit):
    """DESIGN 9: drafts are replaced, reports kept."""
    workspace = kit.workspace("restate")
    cards = workspace / "scorecards"
    q2 = ("run", workspace, "--period", "2026-Q2", "--as-of")
    runs = lambda: sqlite3.connect(workspace / "basic.db").execute(  # noqa: E731
        "SELECT report, as_of, output FROM run WHERE period = '2026-Q2' ORDER BY report IS NULL, report").fetchall()
    first, second = "scorecards/basic-2026-Q2.xlsx", "scorecards/basic-2026-Q2-r2.xlsx"
    kit.run(*q2, "2026-06-28")
    kit.run(*q2, "2026-06-29")
    kit.equal("a draft replaces a draft", runs(), [(None, "2026-06-29", first)])
    kit.run(*q2, "2026-06-30", "--report")
    kit.equal("a report replaces the draft", runs(), [(1, "2026-06-30", first)])
    bytes_then = (cards / "basic-2026-Q2.xlsx").read_bytes()
    refused = kit.run(*q2, "2026-06-29", code=None)
    kit.equal("another run of it is refused", refused.returncode, 64)
    kit.check("naming the day", "2026-Q2 was reported as of 2026-06-30" in refused.stderr, refused.stderr)
    kit.run(*q2, "2026-06-30")
    kit.equal("the same run again changes nothing", (runs(), (cards / "basic-2026-Q2.xlsx").read_bytes()), ([(1, "2026-06-30", first)], bytes_then))
    (cards / "basic-2026-Q2.xlsx").unlink()
    kit.run(*q2, "2026-06-30")
    kit.equal("or makes the same file again", (cards / "basic-2026-Q2.xlsx").read_bytes(), bytes_then)
    said = kit.run(*q2, "2026-06-28", "--restate", "-v")
    kit.check("a draft of a correction says that the report stands",
              "\nDraft: what was reported for 2026-Q2 as of 2026-06-30 still speaks for it" in said, said)
    kit.check("and a report does not", "\nDraft: " not in kit.run("run", workspace, "--period", "2026-Q1", "-v", "--report"))
    kit.run(*q2, "2026-06-29", "--restate")
    kit.equal("drafts of a restatement share a file", runs(), [(1, "2026-06-30", first), (None, "2026-06-29", second)])
    kit.check("no third file", not (cards / "basic-2026-Q2-r3.xlsx").exists())
    kit.run(*q2, "2026-06-29", "--restate", "--report")
    kit.equal("which is then the second report", runs(), [(1, "2026-06-30", first), (2, "2026-06-29", second)])
    again = (cards / "basic-2026-Q2-r2.xlsx").read_bytes()
    kit.run(*q2, "2026-06-29")
    kit.equal("and can be made again to the byte", (cards / "basic-2026-Q2-r2.xlsx").read_bytes(), again)
    kit.equal("the first is as it was", (cards / "basic-2026-Q2.xlsx").read_bytes(), bytes_then)
    check_views(kit, workspace, [*q2, "2026-06-29"], runs)
    with sqlite3.connect(workspace / "basic.db") as db:
        kit.equal("the latest report speaks", db.execute("SELECT as_of FROM current_run WHERE period = '2026-Q2'").fetchall(), [("2026-06-29",)])
    kit.run("run", workspace, "--report")
    done = kit.run("run", workspace, "--as-of", "2026-10-05", "-v")
    kit.check("a newest quarter that is reported is nothing to do", "2026-Q3 is reported already; nothing to do" in done, done)
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("{company}-{period}.xlsx", "basic-2026-Q3.xlsx"))
    other = kit.run("run", workspace, "--period", "2026-08", code=None)
    kit.equal("a report of another period is not written over", other.returncode, 64)
    kit.check("and the period is named", "is the scorecard reported for 2026-Q3" in other.stderr, other.stderr)


def test(kit):
    demo = kit.temp / "build/demo"
    demo.parent.mkdir()
    make_demo(kit, demo)
    check_docs(kit, kit.temp)
    check_matured(kit, demo)
    check_forms(kit, demo)
    check_stale(kit)
    check_migration(kit)
    check_restate(kit)
    check_looks(kit)
    check_corrected(kit)


main(test)
