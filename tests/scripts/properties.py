"""Laws that hold for every input: conservation, and that order, splitting and copies change nothing."""
import csv
import datetime
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

TABLES = ("series", "metrics", "kpis", "objectives")
METRICS = ("impressions", "likes", "leads", "spend", "followers", "mystery", "rumours")
HEADER = "date,channel,account,metric,value\n"


def random_rows(rng):
    first, rows = datetime.date(2026, 4, 1), []
    for day in range(183):
        for channel in ("linkedin", "x", "instagram"):
            for metric in METRICS:
                if rng.random() < 0.8:
                    value = rng.randint(-50, 5000) if rng.random() < 0.7 else f"{rng.random() * 90:.{rng.randint(1, 6)}f}"
                    rows.append(f"{first + datetime.timedelta(day)},{channel},a{rng.randint(1, 2)},{metric},{value}\n")
    unique = {}
    for row in rows:
        unique.setdefault(tuple(row.split(",")[:4]), row)
    return list(unique.values())


def tables(kit, workspace):
    return {name: kit.run("export", name, workspace, "--period", "2026-Q3") for name in TABLES}


def put(workspace, name, rows):
    (workspace / "data" / name).write_text(HEADER + "".join(rows), encoding="utf-8")


def with_glob(workspace):
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv", "data/social*.csv"))


def law(kit, workspace, rows, seed):
    """linked + context + unlinked + unknown + banned + unused = all seen, by metrics and by cells."""
    metrics = kit.table("metrics", workspace, "--period", "2026-Q3")
    seen = {row.split(",")[3] for row in rows if "2026-07-01" <= row[:10] <= "2026-09-30"} | {"revenue"}
    cells = sum("2026-07-01" <= row[:10] <= "2026-09-30" for row in rows) + 3
    in_state = [m for m in metrics if int(m["cells"]) > 0]
    kit.equal(f"seed {seed}: every metric seen is in one state", sorted(m["metric"] for m in in_state), sorted(seen))
    kit.check(f"seed {seed}: states are known", {m["state"] for m in in_state} <=
              {"linked", "context", "unlinked", "unknown", "banned", "unused"}, {m["state"] for m in in_state})
    kit.equal(f"seed {seed}: cells add up", sum(int(m["cells"]) for m in in_state), cells)


def exact_sums(kit, workspace, rows, seed):
    want, got = {}, {}
    for row in rows:
        _, channel, _, metric, value = row.strip().split(",")
        whole, _, part = value.lstrip("-").partition(".")
        micro = int(whole) * 10**6 + int((part or "0").ljust(6, "0"))
        want[channel, metric] = want.get((channel, metric), 0) + (-micro if value[0] == "-" else micro)
    for cell in kit.table("series", workspace):
        whole, _, part = cell["value"].lstrip("-").partition(".")
        micro = int(whole) * 10**6 + int((part or "0").ljust(6, "0"))
        key = cell["channel"], cell["metric"]
        got[key] = got.get(key, 0) + (-micro if cell["value"][0] == "-" else micro)
    got = {k: v for k, v in got.items() if k[1] != "revenue"}
    kit.equal(f"seed {seed}: sums are exact to the millionth", got, want)


def test(kit):
    for seed in range(3):
        rng = random.Random(seed)
        rows = random_rows(rng)
        one = kit.workspace(f"one{seed}")
        put(one, "social.csv", rows)
        want = tables(kit, one)
        law(kit, one, rows, seed)
        exact_sums(kit, one, rows, seed)

        shuffled = kit.workspace(f"shuffled{seed}")
        put(shuffled, "social.csv", rng.sample(rows, len(rows)))
        got = tables(kit, shuffled)
        for name in TABLES:
            kit.equal(f"seed {seed}: row order changes nothing in {name}", got[name], want[name])

        split = kit.workspace(f"split{seed}")
        with_glob(split)
        (split / "data/social.csv").unlink()
        by_month = {}
        for row in rows:
            by_month.setdefault(row[:7], []).append(row)
        for month, part in by_month.items():
            put(split, f"social-{month}.csv", part)
        got = tables(kit, split)
        for name in TABLES:
            kit.equal(f"seed {seed}: splitting a file changes nothing in {name}", got[name], want[name])

        copied = kit.workspace(f"copied{seed}")
        with_glob(copied)
        put(copied, "social.csv", rows)
        put(copied, "social-again.csv", rows)
        got = tables(kit, copied)
        for name in TABLES:
            kit.equal(f"seed {seed}: a second copy changes nothing in {name}", got[name], want[name])
        ledger = [i for i in kit.table("inputs", copied) if "social" in i["path"]]
        kit.equal(f"seed {seed}: the copy is in the ledger", len(ledger), 2)


main(test)
