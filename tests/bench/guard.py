"""Instructions of reading a row and a small file, of a workbook's cell, and of the sample's run, by callgrind, against
tests/bench/budget: a slowdown shows on any machine, however busy."""
import argparse
import concurrent.futures
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import book

HERE = pathlib.Path(__file__).resolve().parent
BUDGET = HERE / "budget"
EVERY_CELL = 43_840_000  # so that generate.c leaves none out: a day is a row of each of 40,000 series
ROOM = 1.08  # other compilers and C libraries count a little differently
FORMAT = """format: bench_wide
recognise: {columns: [date, channel, account, posts, impressions]}
grain: day
date: {column: date, forms: [YYYY-MM-DD]}
channel: {column: channel}
account: {column: account}
"""


def workspace(folder, generate, shape, rows, most=None):
    """A source of one export of so many rows, or of the first `most` lines of them."""
    shutil.copytree(HERE.parent / "ws/basic", folder)
    yaml = folder / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: last\n"))
    (folder / "models/formats").mkdir(exist_ok=True)
    (folder / "models/formats/bench_wide.yaml").write_text(FORMAT)
    with open(folder / "data/social.csv", "wb") as out:
        with subprocess.Popen([generate, str(rows), shape], stdout=subprocess.PIPE if most else out) as job:
            out.writelines(itertools.islice(job.stdout, most) if most else ())
    if job.returncode != 0 and not most:
        sys.exit(f"generate {rows} {shape}: exit {job.returncode}")


def count(program, folder, functions, *words):
    """Instructions inside these functions."""
    done = subprocess.run(["valgrind", "--tool=callgrind", "--collect-atstart=no", *(f"--toggle-collect={f}" for f in functions),
                           f"--callgrind-out-file={folder / 'callgrind'}", program, "run", folder, "-q", "--threads", "1",
                           "--period", "2026-Q3", "--as-of", "2026-09-30", *words],
                          env={**os.environ, "KPIALIGN_LIBRARY": str(HERE.parents[1] / "models")},
                          capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found or int(found[1]) == 0:
        sys.exit(f"callgrind counted nothing:\n{done.stderr[-2000:]}")
    return int(found[1])


def count_reading(options, folder, shape, rows):
    """export_read is all that is done for a row."""
    workspace(folder, options.generate, shape, rows)
    return count(options.program, folder, ["export_read"], "--dry-run", "--max-rejected", "1") / int(rows)


def count_dense(options, folder, rows):
    """A row of a series that is there already, as most rows of a large export are: the second day of as many series."""
    counted = []
    for days in (1, 2):
        workspace(folder / str(days), options.generate, "tidy", EVERY_CELL, int(rows) * days + 1)
        counted.append(count(options.program, folder / str(days), ["export_read"], "--dry-run", "--max-rejected", "1"))
    return (counted[1] - counted[0]) / int(rows)


def count_files(options, folder, files):
    """All that is done for a file of 20 rows, those included, from finding it to its cells in the store."""
    workspace(folder, options.generate, "tidy", int(files) * 20)
    header, *rows = (folder / "data/social.csv").read_text().splitlines(keepends=True)
    (folder / "data/social.csv").unlink()
    for at in range(0, len(rows), 20):
        (folder / f"data/social{at}.csv").write_text(header + "".join(rows[at:at + 20]))
    yaml = folder / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv", "data/social*.csv"))
    return count(options.program, folder, ["sources_read"], "--dry-run", "--max-rejected", "1") / int(files)


def count_book(options, folder, cells):
    """Planning and writing a board's book of 24 charts; that it is as large as the budget says is checked."""
    book.workspace(folder)
    got = count(options.program, folder, ["plan_book", "xlsx_write"])
    with zipfile.ZipFile(folder / "book.xlsx") as parts:
        sheets = [parts.read(n) for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        n_cells = sum(len(re.findall(rb"<c ", s)) for s in sheets)
        n_charts = sum(n.startswith("xl/charts/chart") for n in parts.namelist())
    if n_cells < int(cells) or n_charts != 24:
        sys.exit(f"the book has {n_cells} cells and {n_charts} charts")
    return got / n_cells


def count_sample(options, folder, _size):
    """A first run of samples/acme in thousands, what is done before a row of an export is read and the whole: the numbers of
    the rows `start` and `sample`, from one run."""
    shutil.copytree(HERE.parents[1] / "samples/acme", folder)
    done = subprocess.run(["valgrind", "--tool=callgrind", "--dump-before=export_read", f"--callgrind-out-file={folder / 'callgrind'}",
                           options.program, "run", folder, "-q", "--threads", "1"],
                          env={**os.environ, "KPIALIGN_LIBRARY": str(HERE.parents[1] / "models")},
                          capture_output=True, text=True, check=False)
    dumps = [int(re.search(r"^(?:summary|totals): (\d+)", dump.read_text(), re.MULTILINE)[1])
             for dump in sorted(folder.glob("callgrind*"), key=lambda d: int(d.suffix[1:] or 99_999))]
    if done.returncode != 0 or len(dumps) < 2:
        sys.exit(f"callgrind counted nothing:\n{done.stderr[-2000:]}")
    return dumps[0] / 1000, sum(dumps) / 1000


UNITS = {"files": "a file", "book": "a cell", "start": "in thousands", "sample": "in thousands"}


def count_one(options, shape, size):
    """What is counted for this row of the budget; `sample` counts for `start` too."""
    with tempfile.TemporaryDirectory(prefix="kpialign-guard-") as temp:
        folder = pathlib.Path(temp) / "ws"
        how = {"book": count_book, "sample": count_sample, "dense": count_dense, "files": count_files,
               "start": lambda *_: None}.get(shape)
        return how(options, folder, size) if how else count_reading(options, folder, shape, size)


def count_all(options, rows):
    """Instructions are the same however busy the machine is, so as many are counted at a time as there are cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as crew:
        got = dict(zip([shape for shape, _, _ in rows], crew.map(lambda row: count_one(options, row[0], row[1]), rows)))
    got["start"], got["sample"] = got["sample"]
    return got


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--generate", required=True)
    parser.add_argument("--bless", action="store_true", help="write what is counted now to the budget file")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not here\n0 passed, 0 failed, 1 skipped")
        return 0
    text = BUDGET.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in text if line and not line.startswith("#")]
    got, failed = count_all(options, rows), 0
    for shape, _, budget in rows:
        ok = got[shape] <= float(budget) * ROOM
        failed += not ok
        print(f"{'' if ok else 'FAILED '}{shape}: {got[shape]:.0f} instructions {UNITS.get(shape, 'a row')}, budget {budget}")
    if options.bless:
        lines = [line for line in text if not line or line.startswith("#")]
        lines += [f"{shape:<12} {size:>6} {got[shape]:>7.0f}" for shape, size, _ in rows]
        BUDGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return 0
    print(f"{len(rows) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


sys.exit(main())
