"""The tables of make bench: ratios on a terminal, and docs/benchmarks.md with the picture of growth."""
import collections
import datetime
import math
import os
import pathlib
import platform
import re
import statistics
import subprocess

Line = collections.namedtuple("Line", "shape rows rival ratios cpu ours theirs our_peak their_peak")
HEAD = f"{'file':<12}{'rows':>12}  {'kpialign / peer':<26}{'min':>7}{'median':>8}{'max':>7}{'cpu':>7}{'MB':>7}{'peer':>7}"
# SPEED: file, peer, ratio committed to.
ONE_ROW = "kpialign, one row"
START = 0.010  # seconds
COMMITTED = [("tidy", "DuckDB", 0.25), ("tidy", "data.table", 0.20), ("quoted", "DuckDB", 0.40),
             ("wide", "DuckDB", 0.40), ("adversarial", "kpialign --parser libcsv", 1.2),
             ("tidy", "pandas + XlsxWriter", 0.04), ("tidy", "pandas + XlsxWriter, usual", 0.04)]


def figures(line):
    return [min(line.ratios), statistics.median(line.ratios), max(line.ratios), statistics.median(line.cpu)]


def row(line):
    return (f"{line.shape:<12}{line.rows:>12,}  {line.rival:<26}" +
            "".join(f"{n:>{w}.2f}" for n, w in zip(figures(line), (7, 8, 7, 7))) +
            f"{line.our_peak:>7.0f}{line.their_peak:>7.0f}")


def machine():
    said = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*: (.*)", said)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, "
            f"Linux {platform.release().split('-')[0]}")


def markdown(line):
    low, middle, high, cpu = figures(line)
    return (f"| {line.shape} | {line.rows:,} | {line.rival} | {low:.2f} | **{middle:.2f}** | {high:.2f} | {cpu:.2f} "
            f"| {line.our_peak:.0f} | {line.their_peak:.0f} |")


def verdicts(lines):
    for shape, rival, most in COMMITTED:
        for line in lines:
            if (line.shape, line.rival) == (shape, rival):
                got = statistics.median(line.ratios)
                yield f"| {shape} | {rival} | {most} | {got:.2f} | {'yes' if got <= most else '**no**'} |"


def is_peer(line):
    return not line.rival.startswith(("kpialign", "cat"))


def share(lines):
    """What of a run is not its rows': a run over one row by the run over all."""
    for line in lines:
        if line.rival == ONE_ROW:
            part = statistics.median(1 / ratio for ratio in line.ratios)
            yield (f"A run over one row, which is start-up, history and a small workbook, takes {line.theirs:.3f} s: "
                   f"{part:.1%} of the run over {line.rows:,} rows.")


def start(seconds):
    bare, models = seconds
    return (f"A start takes {bare * 1000:.1f} ms until the program looks at what it is asked (`--version`: the system, and the "
            f"libraries it loads), {models * 1000:.1f} ms until the sample's model and the library's are read and checked "
            f"(`check samples/acme/models/acme.yaml`); {START * 1000:.0f} ms were aimed at: {'met' if models <= START else '**not met**'}.")


def slower(lines):
    return [f"- {line.shape}, {line.rows:,} rows: {line.rival} takes {1 / statistics.median(line.ratios):.2f} of our time"
            for line in lines if is_peer(line) and statistics.median(line.ratios) > 1]


def picture(growth):
    """Seconds by rows, both logarithmic: a straight line of slope one is growth with the data."""
    wide, high, left, top, foot = 640, 360, 60, 20, 40
    xs = [math.log10(line.rows) for line in growth]
    ys = [math.log10(n) for line in growth for n in (line.ours, line.theirs)]
    x0, x1, y0, y1 = min(xs), max(max(xs), min(xs) + 1), math.floor(min(ys)), math.ceil(max(ys))
    at_x = lambda v: left + (v - x0) / (x1 - x0) * (wide - left - 110)
    at_y = lambda v: high - foot - (v - y0) / (y1 - y0) * (high - foot - top)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">',
           "<title>Seconds by rows, kpialign and DuckDB</title>", f'<rect width="{wide}" height="{high}" fill="#fff"/>']
    for n in range(y0, y1 + 1):
        out.append(f'<path d="M{left} {at_y(n):.1f}H{wide - 110}" stroke="#ddd"/><text x="{left - 6}" '
                   f'y="{at_y(n) + 4:.1f}" text-anchor="end">{10.0 ** n:g} s</text>')
    for n in range(math.ceil(x0), math.floor(x1) + 1):
        out.append(f'<text x="{at_x(n):.1f}" y="{high - 16}" text-anchor="middle">{10 ** n:,}</text>')
    for name, field, colour, dash in (("kpialign", "ours", "#1f4e79", ""), ("DuckDB", "theirs", "#c55a11", "6 4")):
        points = [(at_x(math.log10(line.rows)), at_y(math.log10(getattr(line, field)))) for line in growth]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}" points="' +
                   " ".join(f"{x:.1f},{y:.1f}" for x, y in points) + '"/>')
        out.append(f'<text x="{points[-1][0] + 8:.1f}" y="{points[-1][1] + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join(out + [f'<text x="{left}" y="{high - 2}">rows</text>', "</svg>"]) + "\n"


def write(folder, lines, growth, starts, peers, options):
    table = ["| file | rows | peer | min | median | max | cpu | MB | MB of peer |", "|---|--:|---|--:|--:|--:|--:|--:|--:|"]
    lost = slower(lines + growth)
    built = subprocess.run([options.program, "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    versions = ", ".join(f"{peer.name} {peer.version()}" for peer in peers)
    text = ["# Benchmarks", "",
            f"Written by `make bench` on {datetime.date.today()}: {machine()}; {built}; {versions}.", "",
            "Each ratio is kpialign's time by the peer's in the same round, so **below 1 we are faster**; rounds: "
            f"{options.rounds} (SQLite, Miller and {options.rows * 10:,} rows: 1). kpialign does its whole job, from the CSV to the scorecard and the "
            "history; a peer does only the roll-up by month, channel and metric (pandas + XlsxWriter: a plain workbook "
            "of it too, by categories and typed columns, which takes knowing; *usual* is the same by the manual, as a "
            "hand-kept script has it). `cpu` is the same ratio of processor time, MB the peak of memory. Before any timing the "
            "figures of all are compared: groups, counts, sums, least and greatest. Shapes are those of "
            "`tests/bench/generate.c`, and `many` is files of 1 KB, a day and account each; the commands are in "
            "`tests/bench/peers`.", "", *table,
            *map(markdown, [line for line in lines if line.rival != ONE_ROW]), "", *share(lines), "", start(starts), "", "## What was aimed at", "",
            "| file | peer | at most | measured | met |", "|---|---|--:|--:|---|", *verdicts(lines), "",
            "## Growth", "", *(["![Seconds by rows for kpialign and DuckDB](benchmarks.svg)", "", *table,
            *map(markdown, growth)] if growth else ["DuckDB is not here (`make bench-deps`)."]), "", "## Where a peer is faster", "", *(lost or ["Nowhere above."]), ""]
    (folder / "benchmarks.md").write_text("\n".join(text), encoding="utf-8")
    if growth:
        (folder / "benchmarks.svg").write_text(picture(growth), encoding="utf-8")
