"""Memory grows with the days and series there are, by 16 bytes each, and not with rows."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

DAYS, METRICS, ACCOUNTS = 92, ("impressions", "likes", "leads"), 36


def write(path, times):
    """The same series-days over and over (same_cell: sum), so that only the rows grow."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("date,channel,account,metric,value\n")
        for _ in range(times):
            for day in range(DAYS):
                date = f"2026-{7 + day // 31:02d}-{day % 31 + 1:02d}" if day < 62 else f"2026-09-{day - 61:02d}"
                for account in range(ACCOUNTS):
                    for metric in METRICS:
                        out.write(f"{date},linkedin,a{account},{metric},{day}\n")


SERIES, TIMES = 40000, 20


def write_thin(path):
    """Many series of few cells, two a month: what a cell costs beside its value shows most."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("date,channel,account,metric,value\n")
        for time in range(TIMES):
            date = f"2026-{time // 2 % 9 + 1:02d}-{1 + time % 2 * 14:02d}" if time < 18 else f"2025-12-{time:02d}"
            for series in range(SERIES):
                out.write(f"{date},linkedin,a{series // 40},m{series % 40},{time}\n")


def peak_kib(kit, workspace):
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = subprocess.run([sys.executable, "-c", code, kit.program, "run", workspace], capture_output=True, text=True,
                          check=False, timeout=900)
    kit.equal("the run succeeds", (done.returncode, done.stderr), (0, ""))
    return int(done.stdout or 0)


def test(kit):
    if "/san/" in str(kit.program) or "/cov/" in str(kit.program) or "/debug/" in str(kit.program):
        kit.skip("memory is measured on the release program only")
        return
    peaks = {}
    for times in (10, 101):
        workspace = kit.workspace(f"x{times}")
        yaml = workspace / "kpialign.yaml"
        yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: sum\n"))
        write(workspace / "data/social.csv", times)
        peaks[times] = peak_kib(kit, workspace)
    rows = DAYS * len(METRICS) * ACCOUNTS
    print(f"peak memory: {peaks[10]} KiB for {10 * rows} rows, {peaks[101]} KiB for {101 * rows} rows")
    kit.check("ten times the rows, the same memory", peaks[101] < peaks[10] * 1.1 + 1024, peaks)
    workspace = kit.workspace("thin")
    write_thin(workspace / "data/social.csv")
    peak, most = peak_kib(kit, workspace), 32 * 1024 + 16 * SERIES * TIMES // 1024
    print(f"peak memory: {peak} KiB for {SERIES * TIMES} series-days of {SERIES} series")
    kit.check("no more than 32 MB and 16 bytes a series-day", peak < most, (peak, most))


main(test)
