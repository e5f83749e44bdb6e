"""The worked examples of docs/scoring.md: its tables are fed to the program, which must print their numbers."""
import datetime
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

YAML = """company: Scoring
model: models/scoring.yaml
goals: goals.csv
targets: targets.csv
sources:
  - files: data/cells.csv
    covers: 2024-01-01..2026-09-30
database: scoring.db
"""
GOALS = "goal,name,rollup\ngrow,Grow,{}\n"
END = ("--period", "2026-Q3", "--as-of", "2026-09-30")


def tables(text):
    """Every table as (its heading row, its rows)."""
    for block in re.findall(r"^\|.*\|\n\|[-|]+\|\n((?:\|.*\|\n)+)", text, re.M):
        head = text[:text.index(block)].rstrip("\n").split("\n")[-2]
        yield cells(head), [dict(zip(cells(head), cells(row))) for row in block.strip().split("\n")]


def cells(row):
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def near(got, want):
    return abs(float(got) - float(want)) < 0.00006


def make(kit, name, kpis, targets, data, goals=GOALS.format("")):
    """A workspace of KPIs (id -> (better, over_time, other lines)), rows of targets and cells (metric, day, value)."""
    folder = kit.temp / name
    for part in ("models", "data"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    model = ["model: scoring", "metrics:"]
    for kpi, (_, over_time, _) in kpis.items():
        model.append(f"  m_{kpi}: {{level: outcome, over_time: {over_time}}}")
    model.append("kpis:")
    for kpi, (better, _, more) in kpis.items():
        model.append(f"  {kpi}: {{objective: grow, role: evidence, measure: m_{kpi}, better: {better}{more}}}")
    (folder / "models/scoring.yaml").write_text("\n".join(model) + "\n")
    (folder / "kpialign.yaml").write_text(YAML)
    (folder / "goals.csv").write_text(goals)
    (folder / "targets.csv").write_text("kpi,period,target,red_line,low,high,tolerance\n" + "".join(targets))
    (folder / "data/cells.csv").write_text("date,channel,account,metric,value\n"
                                           + "".join(f"{day},x,us,{metric},{value}\n" for metric, day, value in data))
    return folder


def kpi_rows(kit, folder, *args):
    return {row["kpi"]: row for row in kit.table("kpis", folder, *(args or END))}


def check_scores(kit, name, kpis, targets, data, rows):
    got = kpi_rows(kit, make(kit, name, kpis, targets, data))
    for i, row in enumerate(rows):
        k = got[f"k{i}"]
        kit.check(f"{row}", near(k["score"] or "nan", row["score"]) and k["status"] == row["status"], k)


def lines(kit, rows):
    kpis = {f"k{i}": (r["better"], "last", "") for i, r in enumerate(rows)}
    targets = [f"k{i},2026-Q3,{r['target']},{r['red line']},,,\n" for i, r in enumerate(rows) if r["target"]]
    data = [(f"m_k{i}", "2026-09-30", r["value"]) for i, r in enumerate(rows)]
    check_scores(kit, "lines", kpis, targets, data, rows)


def bands(kit, rows):
    kpis = {f"k{i}": ("band", "last", "") for i in range(len(rows))}
    targets = [f"k{i},2026-Q3,,,{r['low']},{r['high']},{r['tolerance']}\n" for i, r in enumerate(rows)]
    data = [(f"m_k{i}", "2026-09-30", r["value"]) for i, r in enumerate(rows)]
    check_scores(kit, "bands", kpis, targets, data, rows)


def days(first, n, value):
    start = datetime.date.fromisoformat(first)
    return [(str(start + datetime.timedelta(i)), value) for i in range(n)]


def split_targets(kit, rows):
    for i, row in enumerate(rows):
        data = [("m_k", "2025-12-31", 1000)] + [("m_k", d, v) for d, v in days("2026-07-01", 46, 1)]
        if row["over_time"] == "sum":
            data = data[1:]
        folder = make(kit, f"split{i}", {"k": ("higher", row["over_time"], "")}, ["k,2026,1200,600,,,\n"], data)
        got = kpi_rows(kit, folder, "--period", "2026-Q3", "--as-of", row["as of"])["k"]
        if row["target"] == "none":
            kit.equal(f"{row}", (got["target"], got["red_line"]), ("", ""))
        else:
            kit.check(f"{row}", near(got["target"], row["target"]) and near(got["red_line"], row["red line"]), got)


def outlooks(kit, rows):
    for i, row in enumerate(rows):
        n = int(row["days so far"])
        data = [("m_k", d, v) for d, v in days("2026-07-01", n, int(row["value"]) // n)]
        folder = make(kit, f"outlook{i}", {"k": ("higher", "sum", "")}, [], data)
        got = kpi_rows(kit, folder, "--period", "2026-Q3", "--as-of", data[-1][1])["k"]
        kit.check(f"{row}", near(got["outlook"] or "nan", row["outlook"]), got)


def weeks(kit, rows):
    for i, row in enumerate(rows):
        n = int(row["weeks so far"])
        ends = [datetime.date(2026, 7, 5) + datetime.timedelta(7 * k) for k in range(n)]
        folder = make(kit, f"weeks{i}", {"k": ("higher", "sum", "")}, [f"k,2026-Q3,{row['target']},,,,\n"],
                      [("m_k", day, int(row["value"]) // n) for day in ends])
        path = folder / "kpialign.yaml"
        path.write_text(path.read_text().replace("files: data/cells.csv\n", "files: data/cells.csv\n    every: week\n    dated: end\n"))
        as_of = max(ends[-1], datetime.date(2026, 8, 15)) if n == 6 else ends[-1]
        got = kpi_rows(kit, folder, "--period", "2026-Q3", "--as-of", as_of)["k"]
        kit.check(f"{row}", near(got["target"] or "nan", row["target so far"]) and near(got["outlook"] or "nan", row["outlook"]), got)
        said = kit.run("explain", "k", folder, "--period", "2026-Q3", "--as-of", as_of)
        kit.check(f"{row}: the weeks", f"{n} of {row['weeks']} weeks" in said, said)


def interval(kit, rows):
    row = rows[0]
    folder = make(kit, "interval", {"k": ("higher", "last", ", per: people")}, ["k,2026-Q3,0.2,,,,\n"],
                  [("m_k", "2026-09-30", row["of"]), ("people", "2026-09-30", row["people"])])
    model = folder / "models/scoring.yaml"
    model.write_text(model.read_text().replace("kpis:", "  people: {unit: people, over_time: last, over_parts: sum}\nkpis:")
                     .replace("per: people", "per: people, unit: ratio"))
    kit.check(f"{row}", row["interval"] in kpi_rows(kit, folder)["k"]["reason"], kpi_rows(kit, folder))


def rollups(kit, parts, rows):
    kpis = {r["KPI"]: ("higher", "last", f", weight: {r['weight']}, critical: {'true' if r['critical'] == 'yes' else 'false'}")
            for r in parts}
    targets = [f"{r['KPI']},2026-Q3,{r['target']},{r['red line']},,,\n" for r in parts]
    data = [(f"m_{r['KPI']}", "2026-09-30", r["value"]) for r in parts]
    for row in rows:
        folder = make(kit, f"rollup_{row['roll-up']}", kpis, targets, data, GOALS.format(row["roll-up"]))
        for part in parts:
            kit.check(f"{part}", near(kpi_rows(kit, folder)[part["KPI"]]["score"], part["score"]))
        goal = kit.table("objectives", folder, *END)[0]
        kit.check(f"{row}", near(goal["score"], row["score"]) and goal["status"] == row["status"], goal)
        said = flat(kit.run("explain", "grow", folder, *END))
        off = re.search(r"held down to \S+ by \S+: (\S+)", said)
        kit.check(f"{row}: the ledger says what is taken off", near(off.group(1) if off else 0, row["taken off"]), said)


def flat(text):
    """What explain prints, its wrapped lines joined."""
    return re.sub(r"\n\s+", " ", text)


def bridge(kit, rows):
    def at(period, weight, *kpis):
        targets = [f"{k},{period},{t},{r},,,\n" for k, t, r in kpis]
        return ({"first": ("higher", "last", ""), "second": ("higher", "last", f", weight: {weight}"),
                 "third": ("higher", "last", "")}, targets,
                [("m_first", "2026-06-30", 100), ("m_second", "2026-06-30", 55), ("m_first", "2026-09-30", 110),
                 ("m_second", "2026-09-30", 55), ("m_third", "2026-09-30", 45)])
    folder = make(kit, "bridge", *at("2026-Q2", 1, ("first", 100, 80), ("second", 50, 40)))
    kit.run("run", folder, "--period", "2026-Q2", "--report", "-q")
    make(kit, "bridge", *at("2026-Q3", 2, ("first", 120, 96), ("second", 50, 40), ("third", 50, 40)))
    said = flat(kit.run("explain", "grow", folder, *END)).split(" bridge ", 1)[1]
    steps = re.findall(r"(target|weight|appeared|went|definition|value) (\w+),[^:]*: ([+-][\d.]+)", said)
    kit.equal("the steps of the bridge", [(s, k) for s, k, _ in steps], [(r["step"], r["KPI"]) for r in rows])
    for (_, _, points), row in zip(steps, rows):
        kit.check(f"{row}", near(points, row["points"]), said)


def month_days(month, value):
    """Month 0 is January 2025; every day of it has the value."""
    year, number = 2025 + month // 12, month % 12 + 1
    length = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]
    return [("m_k", f"{year}-{number:02d}-{day + 1:02d}", value) for day in range(length)]


def noise(kit, rows):
    for i, row in enumerate(rows):
        data = []
        for back in range(int(row["months"])):
            data += month_days(17 - back, 12 if back % 2 == 0 else 10)
        for month, name in ((18, "July"), (19, "August"), (20, "September")):
            data += month_days(month, row[name])
        folder = make(kit, f"noise{i}", {"k": ("higher", "mean", "")}, ["k,2026-Q3,5,,,,\n"], data)
        kit.equal(f"{row}", kpi_rows(kit, folder)["k"]["signal"], row["signal"])
        said = flat(kit.run("explain", "k", folder, *END))
        limits = re.search(r"limits ([\d.]+) to ([\d.]+)", said)
        if row["low"]:
            kit.check(f"{row}: limits", limits and near(limits[1], row["low"]) and near(limits[2], row["high"]), said)
        else:
            kit.check(f"{row}: says why", "too few months for a noise mark" in said, said)


EXAMPLES = {
    ("better", "target", "red line", "value", "score", "status"): lines,
    ("low", "high", "tolerance", "value", "score", "status"): bands,
    ("over_time", "as of", "target", "red line"): split_targets,
    ("value", "days so far", "days", "outlook"): outlooks,
    ("value", "weeks so far", "weeks", "target", "target so far", "outlook"): weeks,
    ("of", "people", "interval"): interval,
    ("step", "KPI", "points"): bridge,
    ("months", "July", "August", "September", "low", "high", "signal"): noise,
}
PARTS = ("KPI", "weight", "critical", "target", "red line", "value", "score")
ROLLUPS = ("roll-up", "score", "status", "taken off")


def test(kit):
    text = (ROOT / "docs/scoring.md").read_text(encoding="utf-8")
    found = {tuple(head): rows for head, rows in tables(text)}
    for head, check in EXAMPLES.items():
        kit.check(f"docs/scoring.md has the table {head}", head in found, list(found))
        check(kit, found[head])
    rollups(kit, found[PARTS], found[ROLLUPS])


main(test)
