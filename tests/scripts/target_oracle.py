"""Targets made of other periods' and paced, of random tables and cadences, worked out a second time from docs/scoring.md.

Values and targets come from a second, slower way in exact fractions; a figure that is off by more than 1e-9 of its size, or
a target that one of the two does not have, is an error.
"""
import datetime
import pathlib
import random
import sys
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

SEEDS = 40
DAY = datetime.timedelta(1)
FIRST, LAST = datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)
YAML = """company: Targets
model: models/targets.yaml
goals: goals.csv
targets: targets.csv
sources:
"""
SOURCE = "  - {{files: data/{0}.csv, every: {0}, dated: end}}\n"
SPANS = {"2026-Q3": (FIRST, LAST), "2026": (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
         "2026-07": (FIRST, datetime.date(2026, 7, 31)), "2026-08": (datetime.date(2026, 8, 1), datetime.date(2026, 8, 31)),
         "2026-09": (datetime.date(2026, 9, 1), LAST)}


def ends(every, begin, to):
    """The days on which the cells of a cadence are kept, from begin to `to`."""
    day, found = begin, []
    while day <= to:
        is_end = {"day": True, "week": day.weekday() == 6, "month": (day + DAY).month != day.month}[every]
        if is_end:
            found.append(day)
        day += DAY
    return found


def build(rng):
    as_of = rng.choice([LAST, FIRST + rng.randrange(10, 92) * DAY])
    begin = rng.choice([datetime.date(2024, 1, 1), datetime.date(2025, 1, 1), datetime.date(2025, 5, 4), FIRST])
    kpis = {}
    for i in range(8):
        every = rng.choice(["day", "day", "week", "month"])
        rows = {}
        for period in rng.choice([["2026-Q3"], ["2026"], ["2026", "2026-Q3"], ["2026-07", "2026-08", "2026-09"], ["2026-09"], ["2026-07"],
                                  ["2026", "2026-07", "2026-08", "2026-09"]]):
            target = rng.choice([-100, 60, 100, 1200, 3650])
            rows[period] = (Fraction(target), Fraction(target - rng.choice([10, 30])) if rng.random() < 0.5 else None)
        cells = {day: rng.randint(0, 9) for day in ends(every, begin, as_of)}
        kpis[f"k{i}"] = {"every": every, "over_time": rng.choice(["sum", "sum", "sum", "mean", "last", "max"]), "rows": rows, "cells": cells}
    return {"as_of": as_of, "kpis": kpis}


def write(kit, world, name):
    folder = kit.temp / name
    for part in ("models", "data"):
        (folder / part).mkdir(parents=True)
    kpis = world["kpis"].items()
    (folder / "models/targets.yaml").write_text("model: targets\nmetrics:\n" + "".join(
        f"  m_{k}: {{level: outcome, over_time: {v['over_time']}}}\n" for k, v in kpis) + "kpis:\n" + "".join(
            f"  {k}: {{objective: grow, role: evidence, measure: m_{k}}}\n" for k, v in kpis))
    (folder / "kpialign.yaml").write_text(YAML + "".join(SOURCE.format(e) for e in ("day", "week", "month")))
    (folder / "goals.csv").write_text("goal,name\ngrow,Grow\n")
    (folder / "targets.csv").write_text("kpi,period,target,red_line\n" + "".join(
        f"{k},{p},{t},{'' if r is None else r}\n" for k, v in kpis for p, (t, r) in v["rows"].items()))
    for every in ("day", "week", "month"):
        rows = [f"{day},x,us,m_{k},{n}\n" for k, v in kpis if v["every"] == every for day, n in v["cells"].items()]
        (folder / f"data/{every}.csv").write_text("date,channel,account,metric,value\n" + "".join(rows or ["2026-06-30,x,us,idle,1\n"]))
    return folder


# --- the second opinion

def inside(cells, first, last):
    return [cells[d] for d in sorted(cells) if first <= d <= last]


def value_of(kpi, as_of):
    first = FIRST if kpi["over_time"] != "last" else min(kpi["cells"], default=FIRST)  # a stock stands until the next cell
    got = inside(kpi["cells"], first, min(LAST, as_of))
    if not got:
        return None
    return {"sum": lambda x: Fraction(sum(x)), "mean": lambda x: Fraction(sum(x), len(x)), "last": lambda x: Fraction(x[-1]),
            "max": lambda x: Fraction(max(x))}[kpi["over_time"]](got)


def is_full(kpi, year):
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return len(inside(kpi["cells"], first, last)) == len(ends(kpi["every"], first, last))


def year_share(kpi):
    """Last year's share of the quarter where two full years are there, else a quarter."""
    last = sum(inside(kpi["cells"], datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)))
    if not (is_full(kpi, 2024) and is_full(kpi, 2025) and last):
        return Fraction(1, 4)
    return Fraction(sum(inside(kpi["cells"], datetime.date(2025, 7, 1), datetime.date(2025, 9, 30))), last)


def pace(kpi, as_of):
    """The share of the quarter that has gone by the KPI's own last day, in its own cadence."""
    newest = max([d for d in kpi["cells"] if FIRST <= d <= as_of], default=as_of)
    if kpi["every"] == "week" and inside(kpi["cells"], FIRST, as_of):
        return Fraction(len(ends("week", FIRST, newest)), len(ends("week", FIRST, LAST)))
    return Fraction((newest - FIRST).days + 1, 92)


def on_line(kpi, as_of, aim, aim_day, is_over):
    """A stock's figure on the straight line from last year's last value to its aim; None: there is no such value."""
    before = [d for d in kpi["cells"] if d <= datetime.date(2025, 12, 31) and d >= datetime.date(2025, 12, 1)]
    if not before:
        return None
    start = kpi["cells"][max(before)]
    day = LAST if is_over else max([d for d in kpi["cells"] if FIRST <= d <= as_of], default=as_of)
    new_year = datetime.date(2025, 12, 31)
    return start + (aim - start) * Fraction((day - new_year).days, (aim_day - new_year).days)


def default_red(target):
    return target - Fraction(1, 5) * abs(target)


def target_of(kpi, as_of):
    """(target, red line) or None."""
    rows, over_time, is_over = kpi["rows"], kpi["over_time"], as_of >= LAST
    months = [rows.get(m) for m in ("2026-07", "2026-08", "2026-09")]
    row, scale = rows.get("2026-Q3"), Fraction(1)
    if row is None and over_time == "last" and months[2]:
        row = months[2]
    elif row is None and over_time == "sum" and all(months):
        some = any(r is not None for _, r in months)
        row = (sum(t for t, _ in months), sum(default_red(t) if r is None else r for t, r in months) if some else None)
    elif row is None and "2026" in rows and over_time != "max":
        row = rows["2026"]
        if over_time == "last":
            target, red = (None if x is None else on_line(kpi, as_of, x, SPANS["2026"][1], is_over) for x in row)
            return None if target is None else (target, default_red(target) if red is None else red)
        scale = year_share(kpi) if over_time == "sum" else scale
    if row is None or (over_time == "max" and not is_over):
        return None
    if over_time == "last" and not is_over:
        target, red = (None if x is None else on_line(kpi, as_of, x, LAST, False) for x in row)
        row = row if target is None else (target, red)
    scale *= pace(kpi, as_of) if over_time == "sum" and not is_over else 1
    target, red = (None if x is None else x * scale for x in row)
    return target, default_red(target) if red is None else red


def agrees(printed, mine):
    return (printed == "") == (mine is None) and (mine is None or abs(float(printed) - float(mine)) <= 1e-9 * max(1, abs(float(mine))))


def test(kit):
    made = 0
    for seed in range(SEEDS):
        world = build(random.Random(seed))
        folder = write(kit, world, f"world{seed}")
        for row in kit.table("kpis", folder, "--period", "2026-Q3", "--as-of", str(world["as_of"])):
            kpi = world["kpis"][row["kpi"]]
            told = {k: kpi[k] for k in ("every", "over_time", "rows")}, world["as_of"], min(kpi["cells"], default=None)
            value, target = value_of(kpi, world["as_of"]), target_of(kpi, world["as_of"])
            kit.check(f"seed {seed}: value of {row['kpi']}", agrees(row["value"], value), (row, value, told))
            kit.check(f"seed {seed}: target of {row['kpi']}", agrees(row["target"], target and target[0]) and agrees(row["red_line"], target and target[1]),
                      (row["target"], row["red_line"], target and [float(x) for x in target], row["reason"], told))
            made += target is not None and "2026-Q3" not in kpi["rows"]
    kit.check("targets were made of others", made >= SEEDS, made)


if __name__ == "__main__":
    main(test)
