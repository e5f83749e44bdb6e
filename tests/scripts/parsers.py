"""Both parsers, with any number of threads, give the same bytes of everything: tables, findings, the workbook, rejects."""
import pathlib
import random
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

HEADER = "date,channel,account,metric,value\n"
CASES = ("plain", "rejects", "odd")
TABLES = ("series", "findings", "inputs", "metrics", "kpis", "objectives")
DERIVED = TABLES[3:]  # from the series, after all is read


def rows(rng, kind, n=15000):
    """Rows of many days; those that are not plain are quoted, broken or refused in every way that came to mind."""
    accounts = ["a1", '"a1"', '"Acme, Inc"', '"North\nWest"', 'a "b" c', '"a ""b"" c"', '"a" b', "5\" x", " a1 "]
    values = ["12", "0", "1.5", "1,5", '"1,250"', "-3", "", "-", "1e3", "n/a", "$4", "4%", "12345678901234567890", ".5", "5.",
              "48.000", '"48,000"', "3.125", "0012", "7.1234567", "999999999999", "1234567890123", "12 ", " 12", "12.5.1"]
    bad_days = ["2026-13-01", "", "01/02/2026", "2026-02-30"]
    for number in range(n):
        day = f"2026-{7 + number // 40 % 84 // 28:02d}-{number // 40 % 28 + 1:02d}"
        metric = ("impressions", "likes", "leads", "spend")[number % 4]
        account, value, odd = f"n{number % 10}", str(number), kind != "plain" and rng.random() < 0.05
        if odd and kind == "odd":
            account = rng.choice(accounts)
        if odd and kind == "rejects":
            value, day = rng.choice(values), rng.choice(bad_days + [day] * 5)
        end = "\r\n" if odd and rng.random() < 0.3 else "\n"
        yield f"{day},linkedin,{account},{metric},{value}{',' if odd and rng.random() < 0.1 else ''}{end}"
        if odd and rng.random() < 0.1:
            yield rng.choice(["\n", ",,,,\n", "a\rb\n", '"', "total\n"]) if kind == "rejects" else "\n"


def runs(rng, n=6000):
    """Rows that begin like those before them, or nearly: another day, a channel as long, a quote, but the same end."""
    while n > 0:
        day, channel = f"2026-07-{rng.randrange(1, 31):02d}", rng.choice(["linkedin", "facebook", "Facebook", '"tiktok"'])
        account = rng.choice(["acme_north", "acme_south", "", '"acme, west"', "an account whose name is too long to be kept at hand"])
        for _ in range(rng.randrange(1, 6)):
            n -= 1
            if rng.random() < 0.1:
                day = rng.choice(["2026-13-01", "2026-08-01"])
            yield f"{day},{channel},{account},{rng.choice(['likes', 'leads', 'spend'])},{n}\n"


WIDE = """format: wide
recognise: {columns: [Date, Page, Likes]}
grain: day
date: {column: Date, forms: [YYYY-MM-DD, M/D/YYYY]}
channel: {constant: linkedin}
account: {column: Page}
missing: ["-", "0.0"]
metrics:
  Likes: likes
  Spend in cents: {metric: spend, times: 0.01}
ignore:
  Rank: not counted
"""


def wide_rows(rng):
    """Columns that are mapped, scaled, ignored, empty until late, and text."""
    yield "Date,Page,Likes,Spend in cents,Rank,Late,Never,Words\n"
    for number in range(3000):
        day = f"2026-{7 + number // 900:02d}-{number // 30 % 30 + 1:02d}" if number % 11 else f"7/{number % 28 + 1}/2026"
        page, odd = f"p{number}" if number % 11 == 0 else f"p{number % 30}", rng.random() < 0.1
        cells = [str(number), str(number % 997), "1", str(number) if number > 500 else "", "", "words"]
        if odd:
            cells[rng.randrange(4)] = rng.choice(["", "-", "0.0", "x", "1.5", "1.250", "999999999999", '"1,250"', '"12"'])
        yield f"{day},{page},{','.join(cells)}\n"


def everything(kit, workspace, parser, threads):
    """All that a run prints and writes."""
    env = {"KPIALIGN_PARSER": parser, "KPIALIGN_THREADS": str(threads)}
    copy = kit.temp / "at-hand"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(workspace, copy)
    told = kit.run("run", copy, "-v", "--max-rejected", "1", "--rejects", copy / "rejected.csv", code=None, env=env)
    said = [("run", (told.returncode, told.stdout, told.stderr))]
    for table in TABLES:
        if kit.is_sanitized and table in DERIVED:
            continue
        done = kit.run("export", table, copy, "--max-rejected", "1", code=None, env=env)
        said.append((table, (done.returncode, done.stdout, done.stderr)))
    for path in sorted(copy.rglob("*")):
        if path.suffix in (".xlsx", ".csv"):
            said.append((str(path.relative_to(copy)), path.read_bytes()))
    return said


def compare(kit, name, workspace):
    plain = everything(kit, workspace, "libcsv", 1)
    for parser, threads in (("fast", 1), ("fast", 2), ("fast", 5), ("libcsv", 4)):
        other, how = everything(kit, workspace, parser, threads), f"{name}, {parser}, {threads}"
        kit.equal(f"{how}: the same things", [k for k, _ in other], [k for k, _ in plain])
        for (what, by_other), (_, by_plain) in zip(other, plain):
            kit.check(f"{how}: {what}", by_other == by_plain,
                      (by_other[:300], by_plain[:300]) if isinstance(by_other, bytes) else (by_other, by_plain))


def test(kit):
    rng = random.Random(7)
    for kind in CASES:
        workspace = kit.workspace(kind)
        (workspace / "data/social.csv").write_bytes((HEADER + "".join(rows(rng, kind))).encode())
        yaml = workspace / "kpialign.yaml"
        yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: sum\n"))
        compare(kit, kind, workspace)
    workspace = kit.workspace("runs")
    (workspace / "data/social.csv").write_text(HEADER + "".join(runs(rng)))
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: sum\n"))
    compare(kit, "runs", workspace)
    workspace = kit.workspace("wide")
    (workspace / "models/formats").mkdir(exist_ok=True)
    (workspace / "models/formats/wide.yaml").write_text(WIDE)
    (workspace / "data/social.csv").write_text("".join(wide_rows(rng)))
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: last\n"))
    compare(kit, "wide", workspace)
    inputs = {row["path"]: row for row in kit.table("inputs", workspace, "--max-rejected", "1")}
    kit.check("wide rows are read", int(inputs["data/social.csv"]["used"]) > 2500, inputs)
    compare(kit, "acme", ROOT / "samples/acme")
    kit.equal("an unknown parser is refused",
              kit.run("check", kit.temp / "plain", "--parser", "none", code=None).returncode, 64)
    for number in ("0", "-1", "1.5", "many", "5000"):
        kit.equal(f"--threads {number} is refused",
                  kit.run("check", kit.temp / "plain", "--threads", number, code=None).returncode, 64)


main(test)
