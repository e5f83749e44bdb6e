"""Scores, coverage and colours of random trees of goals, worked out a second time from docs/scoring.md in exact fractions.

Nothing here is taken from the program: a figure that differs by more than 1e-9, or a colour that differs at all, is an
error of one of the two. Values and targets are small and round, so that many lie on a boundary.
"""
import pathlib
import random
import sys
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

SEEDS = 60
MONTHS = ["2026-07", "2026-08", "2026-09"]
END = ("--period", "2026-Q3", "--as-of", "2026-09-30")
YAML = """company: Oracle
model: models/oracle.yaml
goals: goals.csv
targets: targets.csv
sources:
  - files: data/cells.csv
    every: month
    dated: start
database: oracle.db
"""
GREEN, AMBER = Fraction(200, 3), Fraction(100, 3)


def some(rng, chance, choices):
    return rng.choice(choices) if rng.random() < chance else ""


def build_goals(rng):
    goals = {}
    for i in range(rng.randint(2, 7)):
        goals[f"g{i}"] = {"parent": rng.choice(["", *goals]) if i else "", "kind": "social" if rng.random() < 0.15 else "business",
                          "weight": rng.choice(["1", "2", "0.5"]), "rollup": some(rng, 0.6, ["weighted", "worst", "critical"])}
    return goals


def build_target(rng, better, red_at):
    """A row of targets.csv after its period: target, red_line, low, high, tolerance."""
    if better == "band":
        low = rng.choice([-60, 0, 60, 90])
        return ["", "", str(low), str(low + rng.choice([0, 30, 60])), some(rng, 0.5, ["15", "30"])]
    target = rng.choice([-60, 60, 90, 120])
    gap = rng.choice([15, 30, 60])
    return [str(target), some(rng, 0.5, [str(target - gap if better != "lower" else target + gap)]), "", "", ""]


def build(rng):
    world = {"goals": build_goals(rng), "kpis": {}, "score": {"red_at": rng.choice(["0.8", "0.5"]), "own_weight": rng.choice(["1", "2"]),
             "coverage_floor": rng.choice(["0.6", "0.5", "0.75"]), "rollup": rng.choice(["weighted", "worst", "critical"])}}
    for i in range(rng.randint(3, 14)):
        better = rng.choice(["higher", "higher", "lower", "band", "none_allowed", "neutral"])
        world["kpis"][f"k{i}"] = {
            "goal": rng.choice(list(world["goals"])), "better": better, "weight": rng.choice(["1", "2", "3", "0.5"]),
            "role": rng.choice(["evidence"] * 3 + ["leading", "diagnostic"]), "critical": rng.random() < 0.2,
            "kind": rng.choice(["social", "business"]), "ratio": rng.random() < 0.2,
            "target": build_target(rng, better, world["score"]["red_at"]) if rng.random() < 0.85 else None,
            "cells": [rng.choice([-10, 0, 10, 15, 20, 30]) for _ in range(6)] if rng.random() < 0.9 else None,
            "base": [rng.choice([0, 1, 1]) for _ in range(6)]}
        if world["kpis"][f"k{i}"]["role"] != "evidence":
            world["kpis"][f"k{i}"]["critical"] = False
    return world


def write(kit, world, name):
    folder = kit.temp / name
    for part in ("models", "data"):
        (folder / part).mkdir(parents=True)
    model = ["model: oracle", "score: {" + ", ".join(f"{k}: {v}" for k, v in world["score"].items()) + "}", "metrics:"]
    rows = ["2026-09-01,x,us,idle,1\n"]
    for k, v in world["kpis"].items():
        model += [f"  m_{k}: {{level: outcome, kind: {v['kind']}}}", f"  d_{k}: {{level: outcome, kind: {v['kind']}}}"]
        for i, (channel, month) in enumerate((c, m) for c in ("x", "y") for m in MONTHS):
            if v["cells"]:
                rows += [f"{month}-01,{channel},us,m_{k},{v['cells'][i]}\n", f"{month}-01,{channel},us,d_{k},{v['base'][i]}\n"]
    model.append("kpis:")
    for k, v in world["kpis"].items():
        model.append(f"  {k}: {{objective: {v['goal']}, role: {v['role']}, measure: m_{k}, better: {v['better']}, weight: {v['weight']},"
                     f" critical: {str(v['critical']).lower()}{', per: d_' + k if v['ratio'] else ''}}}")
    (folder / "models/oracle.yaml").write_text("\n".join(model) + "\n")
    (folder / "kpialign.yaml").write_text(YAML)
    (folder / "goals.csv").write_text("goal,name,parent,kind,weight,rollup\n" + "".join(
        f"{g},Goal {g},{v['parent']},{v['kind']},{v['weight']},{v['rollup']}\n" for g, v in world["goals"].items()))
    (folder / "targets.csv").write_text("kpi,period,target,red_line,low,high,tolerance\n" + "".join(
        f"{k},2026-Q3,{','.join(v['target'])}\n" for k, v in world["kpis"].items() if v["target"]))
    (folder / "data/cells.csv").write_text("date,channel,account,metric,value\n" + "".join(rows))
    return folder


# --- the second opinion

def value_of(kpi):
    if not kpi["cells"]:
        return None
    if not kpi["ratio"]:
        return Fraction(sum(kpi["cells"]))
    return Fraction(sum(kpi["cells"]), sum(kpi["base"])) if sum(kpi["base"]) else None


def held(score):
    return min(Fraction(100), max(Fraction(0), score))


def in_band(value, low, high, tolerance, red_at):
    w = tolerance if tolerance else (1 - red_at) * max(abs(low), abs(high))
    if value < low or value > high:
        far = low - value if value < low else value - high
        return held(GREEN - AMBER * far / w) if w else Fraction(0)
    half = (high - low) / 2
    return GREEN + AMBER * (1 - abs(value - low - half) / half) if half else Fraction(100)


def score_of(kpi, red_at):
    value = value_of(kpi)
    if value is None or kpi["better"] == "neutral":
        return None
    if kpi["better"] == "none_allowed":
        return Fraction(0 if value else 100)
    if not kpi["target"]:
        return None
    target, red, low, high, tolerance = (Fraction(x) if x else None for x in kpi["target"])
    if kpi["better"] == "band":
        return in_band(value, low, high, tolerance, red_at)
    if red is None:
        red = target - (1 if kpi["better"] == "higher" else -1) * (1 - red_at) * abs(target)
    return held(AMBER * (1 + (value - red) / (target - red)))


def colour(score):
    return "grey" if score is None else "green" if score >= GREEN else "amber" if score >= AMBER else "red"


class Opinion:
    """What docs/scoring.md says of a world."""
    def __init__(self, world):
        self.world, self.goals = world, world["goals"]
        rules = world["score"]
        self.floor, self.own_weight, red_at = (Fraction(rules[k]) for k in ("coverage_floor", "own_weight", "red_at"))
        self.scores = {k: score_of(v, red_at) for k, v in world["kpis"].items()}
        self.seen = {}

    def business(self, goal):
        while goal and self.goals[goal]["kind"] == "social":
            goal = self.goals[goal]["parent"]
        return goal or None

    def takes_part(self, k):
        kpi = self.world["kpis"][k]
        return kpi["role"] != "diagnostic" and kpi["better"] != "neutral" and bool(kpi["target"] or kpi["better"] == "none_allowed")

    def own(self, goal, role):
        return [k for k, v in self.world["kpis"].items() if self.business(v["goal"]) == goal and v["role"] == role and self.takes_part(k)]

    def children(self, goal):
        return [g for g, v in self.goals.items() if v["kind"] == "business" and v["parent"] and self.business(v["parent"]) == goal]

    def is_part(self, goal):
        return bool(self.own(goal, "evidence") or self.own(goal, "leading") or any(map(self.is_part, self.children(goal))))

    def mean(self, terms):
        """(weight, score or None) -> the mean of those scored, None under the floor; the coverage."""
        every, scored = sum(w for w, _ in terms), [(w, s) for w, s in terms if s is not None]
        share = Fraction(sum(w for w, _ in scored)) / every if every else Fraction(0)
        if not scored or share < self.floor:
            return None, share
        return sum(w * s for w, s in scored) / sum(w for w, _ in scored), share

    def critical(self, goal):
        """The critical KPIs of the goal and of all below it, a target or not."""
        found = [k for k, v in self.world["kpis"].items() if v["critical"] and self.business(v["goal"]) == goal]
        for child in self.children(goal):
            found += self.critical(child)
        return found

    def judge(self, goal):
        """(score or None, coverage) of a business goal."""
        if goal in self.seen:
            return self.seen[goal]
        own = [(Fraction(self.world["kpis"][k]["weight"]), self.scores[k]) for k in self.own(goal, "evidence")]
        below = [g for g in self.children(goal) if self.is_part(g)]
        terms, parts = own, [s for _, s in own if s is not None]
        if below:
            mine, _ = self.mean(own)
            terms = [(Fraction(self.goals[g]["weight"]), self.judge(g)[0]) for g in below]
            parts = [s for _, s in terms if s is not None] + (parts if mine is not None else [])
            terms += [(self.own_weight, mine)] if own else []
        score, coverage = self.mean(terms)
        rollup = self.goals[goal]["rollup"] or self.world["score"]["rollup"]
        hold = parts if rollup == "worst" else [self.scores[k] for k in self.critical(goal)] if rollup == "critical" else []
        if score is not None and hold:
            score = None if None in hold else min([score, *hold])
        self.seen[goal] = score, coverage
        return self.seen[goal]


def agrees(printed, mine):
    return (printed == "") == (mine is None) and (mine is None or abs(float(printed) - float(mine)) < 1e-9)


def test(kit):
    count = {"red": 0, "amber": 0, "green": 0, "grey": 0, "edge": 0}
    for seed in range(SEEDS):
        world = build(random.Random(seed))
        folder = write(kit, world, f"world{seed}")
        mine = Opinion(world)
        for row in kit.table("kpis", folder, *END):
            score = mine.scores[row["kpi"]]
            kit.check(f"seed {seed}: {row['kpi']}", agrees(row["score"], score) and row["status"] == colour(score), (row, score, world["kpis"][row["kpi"]]))
        for row in kit.table("objectives", folder, *END):
            if world["goals"][row["objective"]]["kind"] == "social":
                kit.equal(f"seed {seed}: {row['objective']} is social", row["status"], "grey")
                continue
            score, coverage = mine.judge(row["objective"])
            ok = agrees(row["score"], score) and row["status"] == colour(score) and (not row["coverage"] or agrees(row["coverage"], coverage))
            kit.check(f"seed {seed}: {row['objective']}", ok, (row, score and float(score), float(coverage)))
            count[colour(score)] += 1
            count["edge"] += score in (GREEN, AMBER)
    kit.check("all colours came up, and boundaries", min(count.values()) > 0, count)


if __name__ == "__main__":
    main(test)
