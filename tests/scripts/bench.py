"""make bench with few rows: every peer that is here finds kpialign's figures, and the page holds a line for each race."""
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main


def few_rows(kit):
    generate = kit.temp / "generate"
    if not shutil.which("cc"):
        kit.skip("there is no cc to build generate.c with")
        return
    subprocess.run(["cc", "-O1", "-o", generate, ROOT / "tests/bench/generate.c"], check=True)
    done = subprocess.run([sys.executable, ROOT / "tests/bench/bench.py", "--program", kit.program, "--generate",
                           generate, "--rows", "500", "--rounds", "1", "--out", kit.temp,
                           "--node", ROOT / "build/bench/node"], capture_output=True, text=True, check=False)
    kit.equal("it ends well", done.returncode, 0)
    kit.check("SQLite agrees", "500 rows: the figures of kpialign" in done.stdout and "SQLite" in done.stdout,
              done.stdout + done.stderr)
    page = kit.temp / "benchmarks.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    for shape in ("tidy", "quoted", "shuffled", "crlf", "wide", "utf16", "adversarial", "many"):
        kit.check(f"a line for {shape}", f"| {shape} | " in text, text)
    kit.check("what is not the rows' is said", "A run over one row" in text and "| kpialign, one row |" not in text, text)
    kit.check("what a start takes", re.search(r"A start takes \d+\.\d ms until .*, \d+\.\d ms until the sample's model", text), text)
    kit.check("what threads bring", "| kpialign --threads 1 |" in text, text)
    kit.check("reading alone is a yardstick, not a peer that is faster",
              "| cat, which only reads |" in text and "cat, which only reads takes" not in text, text)
    if "| DuckDB |" in text:
        kit.check("the picture", (kit.temp / "benchmarks.svg").exists())
    else:
        kit.skip("DuckDB is not here, so growth has no picture (make bench-deps)")


main(few_rows)
