"""Laws of judgement, over random models, trees of goals and data: what must hold whatever the numbers are.

A KPI without data can take an objective's colour away, by coverage or because it is critical, and a goal above is then made
of other parts: so "it never changes a score" is claimed of scores none of whose parts went grey.
"""
import copy
import decimal
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

SEEDS = 16
MONTHS = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]
END = ("--period", "2026-Q3", "--as-of", "2026-09-30")
YAML = """company: Laws
model: models/laws.yaml
goals: goals.csv
targets: targets.csv
sources:
  - files: data/cells.csv
    every: month
    dated: start
database: laws.db
"""
SLACK = 1e-9


def build(rng):
    """Goals, KPIs (each over a metric of its own) and cells, as plain data."""
    world = {"goals": [], "kpis": {}, "targets": {}, "cells": {}, "rollup": rng.choice(["weighted", "worst", "critical"])}
    for i in range(rng.randint(3, 6)):
        world["goals"].append({"goal": f"g{i}", "parent": rng.choice(["", *(f"g{k}" for k in range(i))]) if i else "",
                               "kind": "social" if rng.random() < 0.15 else "business", "weight": rng.choice([1, 2, 0.3]),
                               "rollup": rng.choice(["", "weighted", "worst", "critical"])})
    for i in range(rng.randint(4, 12)):
        name = f"k{i}"
        world["kpis"][name] = {"goal": f"g{rng.randrange(len(world['goals']))}", "weight": rng.choice([1, 2, 3, 0.7]),
                               "role": rng.choice(["evidence", "evidence", "evidence", "leading", "diagnostic"]),
                               "better": rng.choice(["higher", "higher", "lower", "band", "none_allowed"]),
                               "kind": rng.choice(["social", "social", "business"]), "critical": rng.random() < 0.2}
        if rng.random() < 0.85:
            world["targets"][name] = rng.choice([30, 100, 250])
        if rng.random() < 0.85:
            world["cells"][name] = {(c, m): rng.randint(0, 40) for c in ("x", "linkedin") for m in MONTHS}
    return world


def target_row(name, kpi, period, target):
    if kpi["better"] == "band":
        return f"{name},{period},,,{target * 0.8:g},{target * 1.2:g}\n"
    return f"{name},{period},{target},,,\n"


def write(kit, world, name, rng=None, channels=None):
    """A workspace of the world; rng: rows and KPIs in another order; channels: under other names."""
    folder = kit.temp / name
    for part in ("models", "data"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    kpis, goals = list(world["kpis"].items()), list(world["goals"])
    targets = [target_row(k, world["kpis"][k], p, t) for k, t in world["targets"].items() for p in ("2026-Q2", "2026-Q3")]
    rows = [f"{m}-01,{(channels or {}).get(c, c)},us,m_{k},{v}\n" for k, cells in world["cells"].items() for (c, m), v in cells.items()]
    for part in (kpis, goals, targets, rows):
        if rng:
            rng.shuffle(part)
    model = ["model: laws", f"score: {{rollup: {world['rollup']}}}", "metrics:"]
    model += [f"  m_{k}: {{level: outcome, kind: {v['kind']}}}" for k, v in kpis] + ["kpis:"]
    model += [f"  {k}: {{objective: {v['goal']}, role: {v['role']}, measure: m_{k}, better: {v['better']}, weight: {v['weight']},"
              f" critical: {str(v['critical']).lower()}}}" for k, v in kpis]
    (folder / "models/laws.yaml").write_text("\n".join(model) + "\n")
    (folder / "kpialign.yaml").write_text(YAML)
    (folder / "goals.csv").write_text("goal,name,parent,kind,weight,rollup\n" + "".join(
        f"{g['goal']},Goal {g['goal']},{g['parent']},{g['kind']},{g['weight']},{g['rollup']}\n" for g in goals))
    (folder / "targets.csv").write_text("kpi,period,target,red_line,low,high\n" + "".join(targets))
    (folder / "data/cells.csv").write_text("date,channel,account,metric,value\n2026-06-01,x,us,idle,1\n2026-09-01,x,us,idle,1\n"
                                           + "".join(rows))
    return folder


def judge(kit, folder):
    return ({g["objective"]: g for g in kit.table("objectives", folder, *END)},
            {k["kpi"]: k for k in kit.table("kpis", folder, *END)})


def number(text):
    return float(text) if text else None


def same(a, b):
    a, b = number(a), number(b)
    return a == b or (a is not None and b is not None and abs(a - b) <= SLACK)


def below(world, goal):
    """The goal and all goals below it."""
    found = {goal}
    while True:
        more = {g["goal"] for g in world["goals"] if g["parent"] in found} - found
        if not more:
            return found
        found |= more


def above(world, goal):
    parents = {g["goal"]: g["parent"] for g in world["goals"]}
    while goal:
        yield goal
        goal = parents[goal]


def in_bounds(kit, seed, goals, kpis):
    for row in (*goals.values(), *kpis.values()):
        score, status = number(row["score"]), row["status"]
        ok = status == "grey" if score is None else 0 <= score <= 100 and status == (
            "green" if score >= 200 / 3 - SLACK else "amber" if score >= 100 / 3 - SLACK else "red")
        kit.check(f"seed {seed}: a score lies in 0..100 and has its colour", ok, row)
        kit.check(f"seed {seed}: a grey says why", status != "grey" or row["reason"], row)


def only_evidence(kit, seed, world, goals, kpis):
    for goal, row in goals.items():
        scored = [k for k, v in world["kpis"].items() if v["goal"] in below(world, goal) and v["role"] == "evidence"
                  and k in kpis and kpis[k]["score"]]
        kit.check(f"seed {seed}: no scored evidence, no colour", scored or row["status"] == "grey", row)


def sums(kit, seed, folder, goals):
    """Ledger and bridge add up, as explain prints them."""
    for goal, row in goals.items():
        said = re.sub(r"\n {5,}", " ", kit.run("explain", goal, folder, *END))
        ledger, _, rest = said.partition("  bridge")
        if not row["score"]:
            continue
        points = [float(p) for p in re.findall(r"(?:score \S+ =|held down to \S+ by \S+:) (-?[\d.e-]+)", ledger)]
        kit.check(f"seed {seed}: the ledger adds up", abs(sum(points) - float(row["score"])) < SLACK, said)
        start = re.search(r"from ([\d.]+), reported", rest)
        if start:
            steps = [float(p) for p in re.findall(r"^    \w.*: ([+-]?[\d.e-]+)$", rest.split("  KPIs:")[0], re.M)]
            kit.check(f"seed {seed}: the bridge adds up", abs(float(start[1]) + sum(steps) - float(row["score"])) < SLACK, said)
            kit.bridges += 1


def printed(kit, seed, said):
    """Points of the bridges as their sheets show them: they add up, or the sheet says that they are rounded."""
    for table in re.findall(r"text section: What moved the score.*?text small: One thing[^\n]*", said, re.S):
        points = [p.replace("−", "-") for p in re.findall(r"^E\d+ (?:number|formula) [\w-]+: (\S+)", table, re.M)]
        exact = [decimal.Decimal(p) for p in points]
        kit.check(f"seed {seed}: what is printed adds up, or says why not",
                  (sum(exact[:-1]) == exact[-1]) == ("the last digit differs" not in table), table)
        kit.rounded += "the last digit differs" in table


def monotone(kit, seed, world, goals, kpis, rng):
    able = [k for k, v in world["kpis"].items() if k in world["cells"] and k in kpis and kpis[k]["score"]
            and v["better"] in ("higher", "lower")]
    if not able:
        return
    k = rng.choice(able)
    better = copy.deepcopy(world)
    step = rng.randint(1, 30) * (1 if world["kpis"][k]["better"] == "higher" else -1)
    for month in MONTHS[3:]:
        better["cells"][k]["x", month] += step
    goals2, kpis2 = judge(kit, write(kit, better, f"better{seed}"))
    kit.check(f"seed {seed}: a better value is no worse", number(kpis2[k]["score"]) >= number(kpis[k]["score"]) - SLACK, kpis2[k])
    for goal in goals:
        kit.check(f"seed {seed}: nor is any goal", not goals[goal]["score"]
                  or number(goals2[goal]["score"]) >= number(goals[goal]["score"]) - SLACK, (goals[goal], goals2[goal]))


def weights(kit, seed, world, goals, kpis, rng):
    able = [k for k, v in world["kpis"].items() if v["role"] == "evidence" and k in kpis and kpis[k]["score"]
            and kpis[k]["objective"] and goals[kpis[k]["objective"]]["score"]
            and not any(g["parent"] in below(world, kpis[k]["objective"]) for g in world["goals"])]
    if not able:
        return
    k = rng.choice(able)
    heavier = copy.deepcopy(world)
    heavier["kpis"][k]["weight"] *= 3
    goals2, _ = judge(kit, write(kit, heavier, f"heavier{seed}"))
    mine, goal = number(kpis[k]["score"]), kpis[k]["objective"]
    kit.check(f"seed {seed}: a heavier KPI draws its objective nearer",
              abs(number(goals2[goal]["score"]) - mine) <= abs(number(goals[goal]["score"]) - mine) + SLACK,
              (k, mine, goals[goal], goals2[goal]))
    kit.weights += 1


def order(kit, seed, world, goals, kpis, rng):
    goals2, kpis2 = judge(kit, write(kit, world, f"order{seed}", rng, {"x": "mastodon", "linkedin": "xing"}))
    for mine, theirs in ((goals, goals2), (kpis, kpis2)):
        kit.equal(f"seed {seed}: order and names of channels change nothing", sorted(theirs), sorted(mine))
        for name, row in mine.items():
            kit.check(f"seed {seed}: nor any score", same(row["score"], theirs[name]["score"]) and row["status"] == theirs[name]["status"],
                      (row, theirs[name]))


def no_data(kit, seed, world, goals, kpis, rng):
    more = copy.deepcopy(world)
    goal = rng.choice(world["goals"])["goal"]
    more["kpis"]["extra"] = {"goal": goal, "weight": 0.5, "role": rng.choice(["evidence", "leading"]), "better": "higher", "kind": "social",
                             "critical": False}
    more["targets"]["extra"] = 100
    goals2, kpis2 = judge(kit, write(kit, more, f"nodata{seed}"))
    for k, row in kpis.items():
        kit.check(f"seed {seed}: a KPI without data changes no other", row == kpis2[k], (row, kpis2[k]))
    extra, row = more["kpis"]["extra"], goals[goal]
    if extra["role"] == "evidence" and row["coverage"] and below(world, goal) == {goal} and more["goals"][int(goal[1:])]["kind"] == "business":
        kit.check(f"seed {seed}: its objective's coverage falls", number(goals2[goal]["coverage"]) < number(row["coverage"]) or not number(row["coverage"]),
                  (row, goals2[goal]))
        kit.falls += 1
    for name, row in goals.items():
        lost = [g for g in below(world, name) if goals[g]["score"] and not goals2[g]["score"]]
        kit.check(f"seed {seed}: nor a score, but of what lost a part", lost or same(row["score"], goals2[name]["score"]), (row, goals2[name]))
        kit.check(f"seed {seed}: its coverage does not rise", lost or not row["coverage"]
                  or number(goals2[name]["coverage"]) <= number(row["coverage"]) + SLACK, (row, goals2[name]))


def nothing_greys(kit, seed, world, goals, rng):
    more = copy.deepcopy(world)
    parent = rng.choice(world["goals"])["goal"]
    more["goals"].append({"goal": "bare", "parent": parent, "kind": "business", "weight": 5, "rollup": "worst"})
    more["kpis"]["watched"] = {"goal": rng.choice(world["goals"])["goal"], "weight": 9, "role": "evidence", "better": "higher", "kind": "social",
                               "critical": False}
    more["cells"]["watched"] = {("x", m): 7 for m in MONTHS}
    goals2, _ = judge(kit, write(kit, more, f"bare{seed}"))
    for name, row in goals.items():
        kit.check(f"seed {seed}: an empty goal and a KPI without target change nothing",
                  same(row["score"], goals2[name]["score"]) and row["status"] == goals2[name]["status"], (row, goals2[name]))


def index(kit, folder):
    return re.search(r"(\d+ of \d+) social metrics", kit.run("map", folder, *END))[1]


def business(kit, seed, world, folder, rng):
    more = copy.deepcopy(world)
    for i, goal in enumerate(rng.sample(world["goals"], 2)):
        more["kpis"][f"revenue{i}"] = {"goal": goal["goal"], "weight": 2, "role": "evidence", "better": "higher", "kind": "business", "critical": False}
        more["cells"][f"revenue{i}"] = {("x", m): 7 for m in MONTHS}
    more["targets"]["revenue0"] = 20
    kit.equal(f"seed {seed}: no business metric moves the alignment index", index(kit, write(kit, more, f"business{seed}")), index(kit, folder))


def bridge(kit, seed, world, rng):
    """Report Q2, change whatever a strategist may change, and draw the bridge to Q3."""
    folder = write(kit, world, f"bridge{seed}")
    kit.run("run", folder, "--period", "2026-Q2", "--as-of", "2026-06-30", "--report", "-q")
    after = copy.deepcopy(world)
    for kpi in after["kpis"].values():
        kpi["weight"] = rng.choice([kpi["weight"], 5])
        kpi["goal"] = rng.choice([kpi["goal"]] * 4 + ["g0"])
        kpi["role"] = rng.choice([kpi["role"]] * 4 + ["leading"])
    for k in after["targets"]:
        after["targets"][k] *= rng.choice([1, 1, 1.1])
    write(kit, after, f"bridge{seed}")
    goals, _ = judge(kit, folder)
    sums(kit, seed, folder, goals)
    printed(kit, seed, kit.run("run", folder, *END, "--dry-run", "-v"))


def test(kit):
    kit.bridges = kit.weights = kit.falls = kit.rounded = 0
    seeds = range(SEEDS)[::2] if kit.is_sanitized else range(SEEDS)
    for seed in seeds:
        rng = random.Random(seed)
        world = build(rng)
        folder = write(kit, world, f"world{seed}")
        goals, kpis = judge(kit, folder)
        in_bounds(kit, seed, goals, kpis)
        only_evidence(kit, seed, world, goals, kpis)
        monotone(kit, seed, world, goals, kpis, rng)
        weights(kit, seed, world, goals, kpis, rng)
        order(kit, seed, world, goals, kpis, rng)
        no_data(kit, seed, world, goals, kpis, rng)
        nothing_greys(kit, seed, world, goals, rng)
        business(kit, seed, world, folder, rng)
        bridge(kit, seed, world, rng)
    kit.check("a bridge's points did not add up as printed, and said so", kit.rounded > 0)
    kit.check("bridges were drawn, weights were raised and coverage fell", kit.bridges >= len(seeds) and kit.weights >= len(seeds) // 3 and kit.falls >= 2,
              (kit.bridges, kit.weights, kit.falls))


main(test)
