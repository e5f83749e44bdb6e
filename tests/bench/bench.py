"""make bench: kpialign's whole run against each peer that is here, paired, over files that generate.c makes.

A round runs every job once, one after the other, and a ratio is of one round: kpialign's seconds by the peer's. So
a machine that is slow for a while is slow for both. Figures are compared before anything is timed.
"""
import argparse
import datetime
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import jobs
import report

SHAPES = ("quoted", "shuffled", "crlf", "wide", "utf16", "adversarial", "many")
GROWTH = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
WIDE_ROWS_SHARE = 33  # 30 metrics a row: a file of about as many cells
MANY_ROWS_SHARE, MANY_ROWS = 1000, 20  # 10,000 files of 1 KB where the other shapes have 10,000,000 rows
ACCOUNTS = 10
CELLS = 43_840_000  # of generate.c


def split(folder, files):
    """A file a day and account, up to the last day of the year: so small that opening it costs more than reading it."""
    metrics = (jobs.HERE / "generate.c").read_text(encoding="utf-8").split("metrics[METRICS] = {")[1].split('"')[1::2][:MANY_ROWS]
    folder.mkdir()
    for number in range(files):
        day, account = datetime.date(2026, 12, 31) - datetime.timedelta(number // ACCOUNTS), number % ACCOUNTS
        rows = [f"{day},instagram,account_{account:03d},{metric},{number * 31 % 977 + at}\n" for at, metric in enumerate(metrics)]
        (folder / f"{day}_{account}.csv").write_text("".join(["date,channel,account,metric,value\n", *rows]), encoding="utf-8")
    return files * len(metrics)


class Bench:
    def __init__(self, options, scratch):
        self.options, self.scratch = options, scratch
        program = pathlib.Path(options.program).resolve()
        self.ours = jobs.Kpialign(program, options.ours.split())
        self.plain = jobs.Kpialign(program, ["--parser", "libcsv"], "kpialign --parser libcsv")
        threads = [1] if os.cpu_count() <= 2 else [1, 2]  # as many as there are cores is what a run takes by itself
        self.beside = {"tidy": [*(jobs.Kpialign(program, ["--threads", str(n)], f"kpialign --threads {n}") for n in threads),
                                jobs.OneRow(program, name=report.ONE_ROW)], "many": [jobs.Cat()]}
        self.peers = [p for p in jobs.peers(pathlib.Path(options.node).resolve()) if p.is_here()]
        self.data = None

    def make(self, rows, shape):
        """The file of this shape; the one before it is deleted, as big ones would fill a disk."""
        if self.data:
            (shutil.rmtree if self.data.is_dir() else os.unlink)(self.data)
        if shape == "many":
            self.data = self.scratch / shape
            return split(self.data, max(rows // MANY_ROWS_SHARE, ACCOUNTS))
        if shape == "wide":
            rows = max(rows // WIDE_ROWS_SHARE, 1)
        self.data = self.scratch / f"{shape}.csv"
        with open(self.data, "wb") as out:
            subprocess.run([self.options.generate, str(rows), shape], stdout=out, check=True)
        return rows

    def agree(self, shape, rivals):
        """Every peer finds the same groups, and kpialign the same figures."""
        before, ours = None, self.ours.figures(self.data, self.scratch)
        for rival in rivals:
            rival.run(self.data, shape, self.scratch)
            if not isinstance(rival, jobs.Peer) or rival.out.endswith(".xlsx"):
                continue
            groups = rival.groups(self.scratch)
            if before and not jobs.same_groups(before[1], groups):
                sys.exit(f"{before[0]} and {rival.name} disagree on {shape}")
            if not jobs.same_figures(ours, groups):
                sys.exit(f"kpialign and {rival.name} disagree on {shape}")
            before = rival.name, groups
        if ours != self.plain.figures(self.data, self.scratch):
            sys.exit(f"kpialign's two parsers disagree on {shape}")
        return [rival.name for rival in rivals if isinstance(rival, jobs.Peer) and not rival.out.endswith(".xlsx")]

    def race(self, rows, shape, rivals):
        """Rounds of all; a line a rival: (shape, rows, rival, ratios of seconds, ratios of cpu, our peak, theirs)."""
        spent = {rival.name: [] for rival in rivals}
        for turn in range(self.options.rounds):
            ours = self.ours.run(self.data, shape, self.scratch)
            for rival in rivals:
                if turn == 0 or not rival.slow:
                    spent[rival.name].append((ours, rival.run(self.data, shape, self.scratch)))
        lines = []
        for rival in rivals:
            pairs = spent[rival.name]
            lines.append(report.Line(shape, rows, rival.name, [a.wall / b.wall for a, b in pairs],
                                     [a.cpu / b.cpu for a, b in pairs], statistics.median(a.wall for a, _ in pairs),
                                     statistics.median(b.wall for _, b in pairs),
                                     max(a.peak for a, _ in pairs), max(b.peak for _, b in pairs)))
            print(report.row(lines[-1]), flush=True)
        return lines

    def shape(self, rows, shape, names=None):
        rows = self.make(rows, shape)
        rivals = [p for p in self.peers if shape in p.shapes and (names is None or p.name in names)]
        rivals += [self.plain, *self.beside.get(shape, [])] if names is None else []
        if rows > CELLS:  # cells are given again: a store keeps one of them, a roll-up counts both
            print(f"  {shape}, {rows:,} rows: more rows than cells, so figures are not compared")
        else:
            agreed = self.agree(shape, rivals)
            print(f"  {shape}, {rows:,} rows: the figures of kpialign{''.join(', ' + name for name in agreed)} agree")
        return self.race(rows, shape, rivals)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--generate", required=True)
    parser.add_argument("--node", default=".", help="where npm put DuckDB's binding")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--big", action="store_true", help="also 100,000,000 rows, once: 5 GB of disk")
    parser.add_argument("--ours", default="", help="options of kpialign's run")
    parser.add_argument("--out", required=True, help="folder for benchmarks.md and benchmarks.svg, and for scratch")
    parser.add_argument("--docs", help="put the two there instead")
    options = parser.parse_args()
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    with tempfile.TemporaryDirectory(prefix="kpialign-bench-", dir=options.out) as scratch:
        bench = Bench(options, pathlib.Path(scratch).resolve())
        print(report.HEAD)
        lines = bench.shape(options.rows, "tidy")
        for shape in SHAPES:
            lines += bench.shape(options.rows, shape)
        starts = jobs.starts(pathlib.Path(options.program).resolve())
        growth = []
        for rows in [n for n in GROWTH if n < options.rows] + [options.rows]:
            growth += bench.shape(rows, "tidy", {"DuckDB"})
        if options.big:
            rounds, options.rounds = options.rounds, 1
            growth += bench.shape(options.rows * 10, "tidy", {"DuckDB"})
            options.rounds = rounds
    report.write(pathlib.Path(options.docs or options.out), lines, growth, starts, bench.peers, options)


main()
