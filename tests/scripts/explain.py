"""`explain --rows`: the rows that are not marked are those the figure is made of, whatever replaced the others."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

SETTINGS = """company: C
currency: EUR
departments: [marketing]
model: models/m.yaml
goals: goals.csv
sources:
"""
MODEL = """model: m
metrics:
  leads: {level: outcome}
  saves: {level: outcome}
  calls: {level: outcome, over_time: last, over_parts: sum}
kpis:
  l: {objective: revenue, role: evidence, measure: leads}
"""
GOALS = "goal,name,parent,statement,kind,department,owner,sponsor,budget,currency,weight\nrevenue,Win,,Win,business,marketing,A,B,1,EUR,1\n"
TIDY = "date,channel,account,campaign,metric,value\n"
POSTS = ("Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
         "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n")
PERIOD = ("--period", "2026-07", "--as-of", "2026-07-31")


def rows(*cells):
    return TIDY + "".join(f"2026-07-{day:02},x,a,{campaign},{metric},{value}\n" for day, campaign, metric, value in cells)


def post(nth, day, saves):
    return f"178400{nth},1,acme,Acme,post,0,07/{day:02}/2026 10:00,http://x/{nth},IG image,,Lifetime,100,100,10,0,0,0,{saves}\n"


def explained(kit, name, sources, files, metric):
    """What is printed of the metric."""
    folder = kit.temp / name
    (folder / "models").mkdir(parents=True)
    (folder / "kpialign.yaml").write_text(SETTINGS + sources)
    (folder / "models/m.yaml").write_text(MODEL)
    (folder / "goals.csv").write_text(GOALS)
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    return kit.run("explain", metric, folder, "--rows", "-v", "-q", *PERIOD)


def items(text, indent):
    """The items that stand there, each with its next lines, which are indented further."""
    return [re.sub(r"\s+", " ", x) for x in re.findall(rf"^ {{{indent}}}(\S.*(?:\n {{{indent + 2}}}.*)*)", text, re.M)]


def claim(kit, name, sources, files, metric, figure, unused, totals):
    text = explained(kit, name, sources, files, metric)
    value = float(re.search(r"^  value +([0-9.]+)", text, re.M)[1])
    kit.equal(f"{name}: the figure", value, figure)
    totals_text, rows_text = text.split("totals by file")[1].split("\n  rows, ")
    listed = items(rows_text, 4)
    used = [line for line in listed if "; not used" not in line]
    kit.equal(f"{name}: the rows used add up to it", sum(float(re.search(rf" {metric} (\S+)$", x)[1]) for x in used), value)
    marks = [re.sub(r"^(\S+) .*; not used, ", r"\1: ", line) for line in listed if "; not used" in line]
    kit.equal(f"{name}: the others are marked", marks, unused)
    kit.equal(f"{name}: totals", [x.split(": ", 1)[1] for x in items(totals_text, 6)], totals)


def test_explain(kit):
    one = "  - files: e/*.csv\n"
    claim(kit, "a download again", one,
          {"e/old.csv": rows((1, "", "leads", 10), (2, "", "leads", 20)), "e/new.csv": rows((2, "", "leads", 25), (3, "", "leads", 30))},
          "leads", 65, ["e/old.csv:3: replaced by e/new.csv:2"],
          ["sum 30 in 2 rows; used: sum 10 in 1 row (1 replaced)", "sum 55 in 2 rows"])
    claim(kit, "a whole download again", one,
          {"e/old.csv": rows((1, "", "leads", 10), (2, "", "leads", 20)),
           "e/new.csv": rows((1, "", "leads", 1), (2, "", "leads", 2), (3, "", "leads", 3))},
          "leads", 6, ["e/old.csv:2: replaced by e/new.csv:2", "e/old.csv:3: replaced by e/new.csv:3"],
          ["sum 30 in 2 rows; not used, replaced by later files", "sum 6 in 3 rows"])
    claim(kit, "the same twice", one,
          {"e/a.csv": rows((1, "", "leads", 10), (1, "", "leads", 10), (2, "", "leads", 1))},
          "leads", 11, ["e/a.csv:3: given before on line 2"], ["sum 21 in 3 rows; used: sum 11 in 2 rows (1 given before)"])
    twice = {"e/old.csv": rows((1, "", "leads", 10), (2, "", "leads", 20)),
             "e/new.csv": rows((2, "", "leads", 4), (2, "", "leads", 5), (3, "", "leads", 7))}
    claim(kit, "same_cell sum", one + "    same_cell: sum\n", twice, "leads", 26, ["e/old.csv:3: replaced by e/new.csv:2"],
          ["sum 30 in 2 rows; used: sum 10 in 1 row (1 replaced)", "sum 16 in 3 rows"])
    claim(kit, "same_cell last", one + "    same_cell: last\n", twice, "leads", 22,
          ["e/old.csv:3: replaced by e/new.csv:3", "e/new.csv:2: replaced by e/new.csv:3"],
          ["sum 30 in 2 rows; used: sum 10 in 1 row (1 replaced)", "sum 16 in 3 rows; used: sum 12 in 2 rows (1 replaced)"])
    claim(kit, "posts that have grown", one,
          {"e/old.csv": POSTS + post(1, 1, 3) + post(2, 2, 3) + post(3, 30, 4),
           "e/new.csv": POSTS + post(2, 2, 8) + post(4, 31, 9)},
          "saves", 24, ["e/old.csv:3: replaced by e/new.csv:2"],
          ["sum 10 in 3 rows; used: sum 7 in 2 rows (1 replaced)", "sum 17 in 2 rows"])
    claim(kit, "another source", "  - files: e/*.csv\n  - files: f/*.csv\n",
          {"e/a.csv": rows((1, "", "leads", 10)), "f/b.csv": rows((1, "", "leads", 99), (1, "spring", "leads", 5))},
          "leads", 15, ["f/b.csv:2: another source gives it"],
          ["sum 10 in 1 row", "sum 104 in 2 rows; used: sum 5 in 1 row (1 given by another source)"])
    text = explained(kit, "a stock", one + "    same_cell: sum\n",
                     {"e/a.csv": rows((1, "", "calls", 9), (2, "", "calls", 3), (2, "", "calls", 4), (1, "spring", "calls", 5))}, "calls")
    kit.check("rows of one cell are one cell in the total", "x a: last 7 on 2026-07-02 in 3 rows" in text, text)
    kit.check("where cells do not add, campaigns stand apart", "x a spring: last 5 on 2026-07-01 in 1 row" in text, text)


main(test_explain)
