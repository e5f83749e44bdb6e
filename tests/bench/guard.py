"""Instructions a row of reading and a cell of a workbook, by callgrind, against tests/bench/budget: a slowdown shows on any
machine, however busy."""
import argparse
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
ROOM = 1.08  # other compilers and C libraries count a little differently
FORMAT = """format: bench_wide
recognise: {columns: [date, channel, account, posts, impressions]}
grain: day
date: {column: date, forms: [YYYY-MM-DD]}
channel: {column: channel}
account: {column: account}
"""


def workspace(folder, generate, shape, rows):
    shutil.copytree(HERE.parent / "ws/basic", folder)
    yaml = folder / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: last\n"))
    (folder / "models/formats").mkdir(exist_ok=True)
    (folder / "models/formats/bench_wide.yaml").write_text(FORMAT)
    with open(folder / "data/social.csv", "wb") as out:
        subprocess.run([generate, str(rows), shape], stdout=out, check=True)


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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--generate", required=True)
    parser.add_argument("--bless", action="store_true", help="write what is counted now to the budget file")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not here\n0 passed, 0 failed, 1 skipped")
        return 0
    failed, lines = 0, []
    for line in BUDGET.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            lines.append(line)
            continue
        shape, rows, budget = line.split()
        with tempfile.TemporaryDirectory(prefix="kpialign-guard-") as temp:
            folder = pathlib.Path(temp) / "ws"
            got = count_book(options, folder, rows) if shape == "book" else count_reading(options, folder, shape, rows)
        ok = got <= float(budget) * ROOM
        failed += not ok
        lines.append(f"{shape:<12} {rows:>6} {got:>7.0f}")
        print(f"{'' if ok else 'FAILED '}{shape}: {got:.0f} instructions a {'cell' if shape == 'book' else 'row'}, budget {budget}")
    if options.bless:
        BUDGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return 0
    print(f"{len([x for x in lines if x and not x.startswith('#')]) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


sys.exit(main())
