"""A tidy file of a million rows is read in memory that does not grow with its rows."""
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


main(test)
