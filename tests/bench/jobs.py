"""What is raced: kpialign's whole run, and each peer that is installed; how a job is timed and its figures are read."""
import collections
import csv
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PERIOD = ["--period", "2026-Q4", "--as-of", "2026-12-31"]
STARTS = 31
MONTHS = {"2026-10", "2026-11", "2026-12"}
FORMAT = """format: bench_wide
recognise: {columns: [date, channel, account, posts, impressions]}
grain: day
date: {column: date, forms: [YYYY-MM-DD]}
channel: {column: channel}
account: {column: account}
"""
Spent = collections.namedtuple("Spent", "wall cpu peak")  # seconds, seconds of both cores, MB


def timed(command, env=None):
    """One process, from start to end; what it could not do ends the bench."""
    began = time.monotonic()
    with subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True) as job:
        said = job.stderr.read()
        _, status, used = os.wait4(job.pid, 0)
        job.returncode = os.waitstatus_to_exitcode(status)
    if job.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {job.returncode}\n{said[-1500:]}")
    return Spent(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Kpialign:
    """CSV to scorecard and history: a run that is reported, each time into an empty history."""
    slow = False

    def __init__(self, program, options=(), name="kpialign"):
        self.program, self.options, self.name = program, options, name

    def workspace(self, data, folder):
        """This file in data/, or data/ as this folder of files."""
        links = folder / "data"
        if not folder.exists():
            shutil.copytree(HERE / "ws", folder)
            (folder / "models/formats").mkdir()
            (folder / "models/formats/bench_wide.yaml").write_text(FORMAT, encoding="utf-8")
        for old in [*folder.glob("bench.db*"), *folder.glob("scorecards/*")]:
            old.unlink()
        if links.is_symlink():
            links.unlink()
        elif links.exists():
            shutil.rmtree(links)
        if not data.is_dir():
            links.mkdir()
        (links if data.is_dir() else links / data.name).symlink_to(data)
        return folder

    def run(self, data, _shape, scratch):
        folder = self.workspace(data, scratch / "ws")
        return timed([self.program, "run", folder, "--report", "-q", *PERIOD, "--max-rejected", "1", *self.options])

    def figures(self, data, scratch):
        """Cells and total of each metric in the period, as `export metrics` says; None: it has no sum over time."""
        folder = self.workspace(data, scratch / "ws")
        said = subprocess.run([self.program, "export", "metrics", folder, *PERIOD, "--max-rejected", "1"],
                              check=True, capture_output=True, text=True).stdout
        return {row["metric"]: (int(row["cells"]), float(row["total"]) if row["total"] else None)
                for row in csv.DictReader(said.splitlines()) if row["cells"] != "0"}


class OneRow(Kpialign):
    """What a run takes before and after its rows: start, history and a small workbook."""

    def run(self, _data, shape, scratch):
        one = scratch / "one.csv"
        one.write_text("date,channel,account,metric,value\n2026-12-31,instagram,account_000,posts,1\n", encoding="utf-8")
        return super().run(one, shape, scratch)


def starts(program):
    """Median seconds until the program looks at what it is asked, which the system and its libraries take, and until the
    sample's model and those of the library are read and checked."""
    library = {"KPIALIGN_LIBRARY": str(ROOT / "models")}
    commands = [program, "--version"], [program, "check", ROOT / "samples/acme/models/acme.yaml", "-q"]
    spent = [[timed(command, library).wall for command in commands] for _ in range(STARTS)]
    return [statistics.median(column) for column in zip(*spent)]


class Cat:
    """A yardstick, no peer: each file opened and read once, and nothing made of it."""
    name, slow = "cat, which only reads", False

    def run(self, data, _shape, _scratch):
        return timed(["find", data, "-type", "f", "-exec", "cat", "{}", "+"])


class Peer:
    def __init__(self, name, command, needs, version, slow=False, out="rollup.csv", shapes=("tidy",)):
        self.name, self.command, self.needs, self.slow, self.out = name, command, needs, slow, out
        self.version_command, self.shapes = version, shapes

    def is_here(self):
        return subprocess.run(self.needs, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
                              shell=True).returncode == 0

    def version(self):
        done = subprocess.run(self.version_command, shell=True, capture_output=True, text=True, check=False)
        found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
        return found[0] if found else "?"

    def run(self, data, shape, scratch):
        out = scratch / self.out
        out.unlink(missing_ok=True)
        return timed([*self.command, data / "*.csv" if data.is_dir() else data, shape, out])

    def groups(self, scratch):
        """(month, channel, metric): (n, total, low, high) of the last run."""
        with open(scratch / self.out, encoding="utf-8", newline="") as file:
            return {(row["month"], row["channel"], row["metric"]):
                    (int(row["n"]), float(row["total"]), float(row["low"]), float(row["high"]))
                    for row in csv.DictReader(file)}


def peers(node):
    os.environ["BENCH_NODE"] = str(node)
    binding = f"node -p \"require('{node}/node_modules/@duckdb/node-api/package.json').version\""
    here = HERE / "peers"
    both = ("tidy", "quoted", "shuffled", "wide", "crlf")
    return [
        Peer("DuckDB", ["node", here / "duckdb.mjs"], binding, binding, shapes=(*both, "many")),
        Peer("data.table", ["Rscript", here / "datatable.R"], "Rscript -e 'library(data.table)'",
             "Rscript -e 'cat(format(packageVersion(\"data.table\")))'", shapes=both),
        Peer("pandas", ["/usr/bin/python3", here / "pandas_rollup.py"], "/usr/bin/python3 -c 'import pandas'",
             "/usr/bin/python3 -c 'import pandas; print(pandas.__version__)'"),
        *(Peer(name, ["/usr/bin/python3", here / script], "/usr/bin/python3 -c 'import pandas, xlsxwriter'",
               "/usr/bin/python3 -c 'import xlsxwriter; print(xlsxwriter.__version__)'", out="rollup.xlsx")
          for name, script in (("pandas + XlsxWriter", "pandas_rollup.py"),
                               ("pandas + XlsxWriter, usual", "pandas_usual.py"))),
        Peer("SQLite", [here / "sqlite.sh"], "command -v sqlite3", "sqlite3 --version", slow=True),
        Peer("Miller", [here / "miller.sh"], "command -v mlr", "mlr --version", slow=True),
    ]


def near(a, b):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1)


def same_groups(a, b):
    return a.keys() == b.keys() and all(x[0] == y[0] and all(map(near, x[1:], y[1:]))
                                        for x, y in ((a[k], b[k]) for k in a))


def same_figures(figures, groups):
    """kpialign's figures of the period against the months of a peer's roll-up; what has no sum is counted only."""
    sums = collections.defaultdict(lambda: [0, 0.0])
    for (month, _, metric), (n, total, _, _) in groups.items():
        if month in MONTHS:
            sums[metric][0] += n
            sums[metric][1] += total
    return figures.keys() == sums.keys() and all(n == sums[m][0] and (total is None or near(total, sums[m][1]))
                                                 for m, (n, total) in figures.items())
