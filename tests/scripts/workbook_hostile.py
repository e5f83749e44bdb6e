"""A company that tries to break its workbook: 400 KPIs, 60 goals five deep, names in Arabic, Chinese and emoji,
names that look like formulas, markup, paths and each other, empty periods and losses."""
import argparse
import csv
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import ooxml  # noqa: E402

GOALS, KPIS, DEPTH = 60, 400, 5
MANY, MOST_KIB = 1000, 64 << 10
NAMES = ["نمو الإيرادات في الشرق الأوسط", "提高客户满意度和品牌信任", "🚀 Fly 👩‍👩‍👧‍👦 families 🎉", "=1+1", "+cmd|' /C calc'!A0",
         "@SUM(A1:A9)", "-2", "History", "Summary", "A/B: [test] *?", "'quoted'", "a_x000D_b", "<b>&amp;\"bold\"</b>",
         "http://example.org/very/long/path/without/any/blank/in/it/at/all/and/still/longer/so/that/it/must/wrap",
         "Win the trust of every buyer in Europe, North", "Win the trust of every buyer in Europe, South",
         "e\u0301te\u0301 and other marks", "zero\u200bwidth", "R1C1", "x" * 300, "שלום עולם", "ｆｕｌｌ　ｗｉｄｔｈ",
         "ÄÖÜ ß ẞ", "tab\tin it", "  blanks  "]
done = {"passed": 0, "failed": 0}


def claim(what, is_so, why=""):
    done["passed" if is_so else "failed"] += 1
    if not is_so:
        print(f"FAILED: {what}{': ' if why else ''}{why}")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def write(folder, name, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)


def goals():
    """Goal i hangs under (i - 1) // 3 as long as that is not too deep: three children a goal."""
    depth = [0]
    yield "goal name parent statement kind department owner sponsor budget currency weight".split()
    yield ["g0", "Everything & more", "", "To be", "business", "", "", "", "", "", "1"]
    for i in range(1, GOALS):
        up = (i - 1) // 3 if depth[(i - 1) // 3] < DEPTH - 1 else 0
        if i <= DEPTH:
            up = i - 1 if i < DEPTH else 0
        depth.append(depth[up] + 1)
        kind = "social" if i == GOALS - 1 else "business"
        yield [f"g{i}", NAMES[i % len(NAMES)] + (f" {i // len(NAMES)}" if i >= len(NAMES) else ""),
               "" if kind == "social" else f"g{up}", NAMES[(i + 3) % len(NAMES)], kind, "sales" if i % 4 else "",
               NAMES[(i + 7) % len(NAMES)] if i % 3 else "", "", str(i * 1000 - 9000) if i % 2 else "", "EUR",
               str(1 + i % 3)]
    assert max(depth) == DEPTH - 1


def model(n):
    lines = ["model: hostile", "metrics:"]
    for i in range(n):
        unit = ("count", "currency", "hours", "points")[i % 4]
        lines.append(f"  m{i}: {{name: {quoted(NAMES[i % len(NAMES)] + f' m{i}')}, level: outcome, unit: {unit}, "
                     f"kind: {'business' if i % 5 == 0 else 'social'}}}")
    lines.append(f"  noise: {{level: output, no_goal: {{because: {quoted(NAMES[3])}, ask_instead: {quoted(NAMES[1])}}}}}")
    lines.append("kpis:")
    for i in range(n):
        role = ("evidence", "evidence", "leading", "diagnostic")[i % 4 if i >= GOALS else 0]
        extra = f", per: m{i + 1}" if i % 10 == 4 and (i + 1) % 4 == 1 else ""
        lines.append(f"  k{i}: {{name: {quoted(NAMES[(i + 1) % len(NAMES)])}, objective: g{i % GOALS}, role: {role}, "
                     f"measure: m{i}{extra}, better: {'lower' if i % 7 == 3 else 'higher'}, weight: {1 + i % 4}, "
                     f"owner: {quoted(NAMES[(i + 5) % len(NAMES)])}, decision: {quoted(NAMES[(i + 9) % len(NAMES)])}, "
                     f"why: {quoted('Because ' + NAMES[(i + 2) % len(NAMES)])}}}")
    return "\n".join(lines) + "\n"


def days(n):
    """Three quarters of days; a third of the metrics has none in the second, a tenth is negative."""
    start = datetime.date(2026, 1, 1)
    yield ["date", "channel", "account", "metric", "value"]
    for i in range(n):
        if i % 11 == 10:
            continue
        for d in range(0, 273):
            day = start + datetime.timedelta(days=d)
            if i % 3 == 0 and 4 <= day.month <= 6 or i % 17 == 5 and day.month == 9:
                continue
            value = (i * 37 + d) % 1000 * (-1 if i % 10 == 9 else 1)
            yield [day.isoformat(), ("x", "微博", "🎉")[i % 3], NAMES[0], f"m{i}", str(value)]
    for d in range(273):
        yield [(start + datetime.timedelta(days=d)).isoformat(), "x", "a", "noise", "99999999"]
        yield [(start + datetime.timedelta(days=d)).isoformat(), "x", "a", "=unknown & co", "7"]


def targets(n):
    yield ["kpi", "period", "target", "red_line"]
    for i in range(n):
        if i % 6 != 5:
            sign = -1 if i % 10 == 9 else 1
            better = -1 if i % 7 == 3 else 1
            t = sign * 46000
            yield [f"k{i}", "2026-Q3", str(t), str(t - better * 9000)]


def make(folder, n=KPIS):
    (folder / "data").mkdir()
    write(folder, "goals.csv", goals())
    write(folder, "targets.csv", targets(n))
    write(folder / "data", "all.csv", days(n))
    (folder / "model.yaml").write_text(model(n), encoding="utf-8")
    (folder / "kpialign.yaml").write_text(
        f"company: {quoted('3M & <Co> 株式会社 🚀 ' + 'very ' * 30 + 'long')}\n"
        "currency: EUR\ndepartments: [sales]\nmodel: model.yaml\n"
        "goals: goals.csv\ntargets: targets.csv\nsources:\n  - files: data/*.csv\ndatabase: h.db\n"
        "output: out/{period}.xlsx\n", encoding="utf-8")


def run(program, folder):
    env = dict(os.environ, KPIALIGN_LIBRARY=str(ROOT / "models"), LC_ALL="C.UTF-8")
    start = time.monotonic()
    out = subprocess.run([program, "run", str(folder), "--period", "2026-Q3", "--as-of", "2026-09-30"], env=env,
                         capture_output=True, text=True, check=False)
    print(f"the run took {time.monotonic() - start:.1f} s")
    return out


def read_with_openpyxl(path):
    try:
        import openpyxl
    except ImportError:
        print("skip: openpyxl is not here (Debian: python3-openpyxl)")
        return
    import warnings
    warnings.filterwarnings("ignore", module="openpyxl")
    book = openpyxl.load_workbook(path, data_only=True)
    rows = [r for r in book["Scorecard"].iter_rows(values_only=True)]
    claim("Scorecard lists the KPIs", len(rows) > KPIS * 0.8, str(len(rows)))
    texts = [c for s in book for r in s.iter_rows(values_only=True) for c in r if isinstance(c, str)]
    claim("no text was cut", "x" * 300 in texts)
    claim("no text holds Excel's code for a character", "a_x000D_b" in texts)
    formulas = [str(c.value) for s in openpyxl.load_workbook(path) for r in s.iter_rows() for c in r if c.data_type == "f"]
    ours = ("=HYPERLINK(\"#'", "=SUBTOTAL(109,objective_", "=objective_", "=MAX(0,MIN(100,100/3*(1+(objective_",
            "=COUNTIFS(alignment[Kind],")
    odd = [f for f in formulas if not f.startswith(ours)]
    claim("text of others is no formula", not odd, "; ".join(odd[:3]))


def convert(path, folder):
    if not shutil.which("soffice"):
        print("skip: LibreOffice is not here (Debian: libreoffice-calc-nogui)")
        return
    out = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf",
                          "--outdir", str(folder), str(path)], capture_output=True, text=True, check=False, timeout=300)
    pdf = folder / (path.stem + ".pdf")
    claim("LibreOffice prints it", out.returncode == 0 and pdf.exists() and pdf.read_bytes()[:4] == b"%PDF",
          out.stderr[-300:])


def measure(program, folder):
    """Cells are counted by the hundred thousand: what a run of so many KPIs needs at most."""
    if "/release/" not in program:
        return
    make(folder, MANY)
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    env = dict(os.environ, KPIALIGN_LIBRARY=str(ROOT / "models"), LC_ALL="C.UTF-8")
    out = subprocess.run([sys.executable, "-c", code, program, "run", str(folder), "--period", "2026-Q3", "--as-of",
                          "2026-09-30"], env=env, capture_output=True, text=True, check=False)
    peak = int(out.stdout or 0)
    print(f"{MANY} KPIs: {peak} KiB")
    claim(f"{MANY} KPIs stay under {MOST_KIB} KiB", 0 < peak < MOST_KIB, f"{peak} {out.stderr[-300:]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.environ.get("KPIALIGN", str(ROOT / "build/release/kpialign")))
    parser.add_argument("--keep", help="make the company and its book in this folder, and leave them there")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(options.keep or temp)
        folder.mkdir(exist_ok=True)
        make(folder)
        out = run(program, folder)
        book = folder / "out/2026-Q3.xlsx"
        claim("run ends with 0", out.returncode == 0, out.stderr[-800:])
        claim("the library complains of nothing", "[WARNING]" not in out.stderr and "[ERROR]" not in out.stderr,
              out.stderr[-800:])
        claim("there is a book", book.exists())
        if book.exists():
            wrong = ooxml.faults(book)
            claim("the parts of the book are sound", not wrong, "; ".join(wrong[:5]))
            read_with_openpyxl(book)
            convert(book, pathlib.Path(temp))
        many = pathlib.Path(temp) / "many"
        many.mkdir()
        measure(program, many)
    print(f"{done['passed']} passed, {done['failed']} failed")
    sys.exit(1 if done["failed"] else 0)


if __name__ == "__main__":
    main()
