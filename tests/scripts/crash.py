"""Stopped at any step, or with no room left, a run leaves the old scorecard and history or the new ones: never half."""
import os
import pathlib
import resource
import signal
import sqlite3
import stat
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

SAMPLE = ROOT / "samples/acme"
PERIODS = ("2026-Q2", "2026-Q3")
STEPS = ("after-temp", "after-sync", "after-begin", "before-commit", "after-commit", "after-rename")
KNOWN = {"after-commit", "after-rename"}  # from here on the run is in history
STOPPED = 99
NOBODY = 65534


def start(kit, workspace, *args, env=None, **popen):
    return subprocess.run([kit.program, "run", workspace, "--wait", "0", *args], capture_output=True, text=True,
                          env={**os.environ, **(env or {})}, timeout=600, check=False, **popen)


def history(workspace):
    """Every row of every table, in order."""
    if not (workspace / "kpialign.db").exists():
        return {}
    with sqlite3.connect(workspace / "kpialign.db") as db:
        tables = [x for (x,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        found = {x: sorted(map(repr, db.execute(f"SELECT * FROM {x}"))) for x in tables}
    db.close()
    return found


def cards(workspace):
    folder = workspace / "scorecards"
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())} if folder.is_dir() else {}


def left_over(workspace):
    return sorted(p.name for p in workspace.rglob("*")
                  if p.name.startswith(".") or p.name.endswith(("-journal", "-wal", ".tmp")))


def said(done):
    return f"exit {done.returncode}\n{done.stdout[-800:]}{done.stderr[-800:]}"


def new_workspace(kit, name):
    return kit.workspace(name, SAMPLE)


def reported_once(kit, name, period):
    """A workspace whose first period has been reported."""
    workspace = new_workspace(kit, name)
    done = start(kit, workspace, "--period", period, "--report")
    kit.check(f"{name}: the first run", done.returncode == 0, said(done))
    return workspace


def test_same_inputs(kit):
    one, two = (reported_once(kit, f"same{i}", PERIODS[0]) for i in (1, 2))
    kit.check("there is a scorecard", len(cards(one)) == 1, cards(one).keys())
    kit.check("same inputs, same bytes", cards(one) == cards(two), "the scorecards differ")
    kit.equal("same inputs, same rows", history(one), history(two))
    kit.equal("the run names its scorecard's digest", digests(one), recorded(one))
    kit.equal("nothing else is left", left_over(one), [])
    before = history(one), cards(one)
    done = start(kit, one, "--period", PERIODS[0])
    kit.check("the same run again is no restatement", done.returncode == 0, said(done))
    kit.check("and changes nothing", (history(one), cards(one)) == before, "something changed")


def digests(workspace):
    out = subprocess.run(["xxhsum", "-H2", *sorted((workspace / "scorecards").iterdir())], capture_output=True, text=True,
                         check=False)
    return sorted(line.split()[0] for line in out.stdout.splitlines())


def recorded(workspace):
    with sqlite3.connect(workspace / "kpialign.db") as db:
        return sorted(x for (x,) in db.execute("SELECT output_digest FROM run"))


def test_restated(kit):
    workspace = reported_once(kit, "restated", PERIODS[0])
    before = cards(workspace)
    with open(workspace / "goals.csv", "a", encoding="utf-8") as goals:
        goals.write("\n")  # other bytes, so another run
    done = start(kit, workspace, "--period", PERIODS[0])
    kit.check("a reported period is not run again by accident", done.returncode == 64, said(done))
    done = start(kit, workspace, "--period", PERIODS[0], "--restate", "--report")
    kit.check("a restatement runs", done.returncode == 0, said(done))
    after = cards(workspace)
    kit.check("it stands beside the reported scorecard", len(after) == 2, sorted(after))
    kit.check("which keeps its bytes", before.items() <= after.items(), "the reported scorecard was written over")
    kit.equal("history has both", recorded(workspace), digests(workspace))


def test_kills(kit):
    want = new_workspace(kit, "want")
    for period in PERIODS:
        start(kit, want, "--period", period, "--report")
    want_after = history(want), cards(want)
    for step in STEPS:
        workspace = reported_once(kit, step, PERIODS[0])
        before = history(workspace), cards(workspace)
        done = start(kit, workspace, "--period", PERIODS[1], "--report", env={"KPIALIGN_STOP_AT": step})
        kit.equal(f"{step}: stopped there", done.returncode, STOPPED)
        visible = {k: v for k, v in cards(workspace).items() if not k.startswith(".")}
        kit.check(f"{step}: the scorecards are old or whole", visible in (before[1], want_after[1]), sorted(visible))

        # any next run heals: here a look at the older period. It writes nothing into history, so SQLite's journal
        # of a transaction that wrote no page yet waits for the run that does.
        done = start(kit, workspace, "--period", PERIODS[0], "--out", workspace / "scorecards" / "look.xlsx")
        kit.check(f"{step}: the next run", done.returncode == 0, said(done))
        (workspace / "scorecards" / "look.xlsx").unlink(missing_ok=True)
        kit.equal(f"{step}: nothing is left", [f for f in left_over(workspace) if not f.endswith("-journal")], [])
        kit.check(f"{step}: old or new after it", cards(workspace) == (want_after if step in KNOWN else before)[1],
                  sorted(cards(workspace)))
        kit.equal(f"{step}: the history says the same", len(history(workspace)["run"]), 2 if step in KNOWN else 1)

        done = start(kit, workspace, "--period", PERIODS[1], "--report")
        kit.check(f"{step}: the run itself again", done.returncode == 0, said(done))
        kit.check(f"{step}: as if never stopped", (history(workspace), cards(workspace)) == want_after,
                  f"{sorted(cards(workspace))} and rows differ or not")
        kit.equal(f"{step}: and nothing is left", left_over(workspace), [])


def test_kills_latest(kit):
    """The second name moves last, and the next run moves it where a killed one could not."""
    for step in ("after-sync", "after-commit", "after-rename", "after-latest"):
        workspace = new_workspace(kit, f"latest-{step}")
        with open(workspace / "kpialign.yaml", "a", encoding="utf-8") as settings:
            settings.write("scorecard: {latest: share/latest.xlsx}\n")
        latest = workspace / "share" / "latest.xlsx"
        start(kit, workspace, "--period", PERIODS[0])
        old = latest.read_bytes()
        done = start(kit, workspace, "--period", PERIODS[1], env={"KPIALIGN_STOP_AT": step})
        kit.equal(f"latest, {step}: stopped there", done.returncode, STOPPED)
        kit.check(f"latest, {step}: moved last", (latest.read_bytes() != old) == (step == "after-latest"))
        done = start(kit, workspace, "--period", PERIODS[0], "--out", workspace / "scorecards" / "look.xlsx")
        kit.check(f"latest, {step}: the next run", done.returncode == 0, said(done))
        kit.equal(f"latest, {step}: nothing is left", left_over(workspace), [])
        is_known = step != "after-sync"
        new = cards(workspace).get(f"acme_outdoor-{PERIODS[1]}.xlsx")
        kit.check(f"latest, {step}: healed", latest.read_bytes() == (new if is_known else old))
        kit.equal(f"latest, {step}: with the scorecard", new is not None, is_known)


def test_no_room(kit):
    """A limit on file sizes is a full disk: writes fail, wherever in the commit it falls."""
    workspace = reported_once(kit, "room", PERIODS[0])
    before = history(workspace), cards(workspace)
    size = max(len(x) for x in cards(workspace).values())
    for ignored in (True, False):
        for limit in (0, 1024, size // 2):
            def full(limit=limit, ignored=ignored):
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignored else signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

            name = f"room for {limit} bytes{'' if ignored else ', killed'}"
            done = subprocess.run([kit.program, "run", workspace, "--period", PERIODS[1], "--report"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=full, timeout=600,
                                  check=False)
            kit.check(f"{name}: refused", done.returncode in ((73, 74) if ignored else (73, 74, -signal.SIGXFSZ)),
                      f"exit {done.returncode}")
            visible = {k: v for k, v in cards(workspace).items() if not k.startswith(".")}
            kit.check(f"{name}: the scorecards are as before", visible == before[1], sorted(visible))
            if ignored:
                kit.equal(f"{name}: nothing is left", left_over(workspace), [])
            kit.check(f"{name}: the history is as before", history(workspace) == before[0], "rows differ")
    done = start(kit, workspace, "--period", PERIODS[1], "--report")
    kit.check("with room again it runs", done.returncode == 0 and len(cards(workspace)) == 2, said(done))
    kit.equal("and heals", left_over(workspace), [])


def test_refused(kit):
    workspace = reported_once(kit, "refused", PERIODS[0])
    before = history(workspace), cards(workspace)

    def refused(name, code, *args, finding=None, **more):
        done = start(kit, workspace, *args, **more)
        kit.check(name, done.returncode == code and (finding is None or finding in done.stderr), said(done))
        kit.check(f"{name}: nothing changed", (history(workspace), cards(workspace)) == before, sorted(cards(workspace)))

    now = ("--period", PERIODS[1])
    refused("a folder stands there", 73, *now, "--out", workspace / "scorecards", finding="K901")
    # a node of our own, never one in /dev: a program that fails this test as root would replace it
    os.mkfifo(workspace / "fifo")
    refused("a fifo stands there", 73, *now, "--out", workspace / "fifo", finding="K901")
    if os.getuid() == 0:
        os.mknod(workspace / "full", stat.S_IFCHR | 0o666, os.makedev(1, 7))
        refused("a device stands there", 73, *now, "--out", workspace / "full", finding="K901")
        kit.check("and still does", (workspace / "full").is_char_device())
    (workspace / "notes.txt").write_text("no database\n", encoding="utf-8")
    refused("the history is a text file", 74, *now, "--db", workspace / "notes.txt", finding="K902")
    kit.equal("which stays as it is", (workspace / "notes.txt").read_text(encoding="utf-8"), "no database\n")
    holder = subprocess.Popen(["flock", workspace / "kpialign.db.lock", "-c", "echo held; read x"], text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.stdout.readline()
    refused("another run holds the lock", 75, *now, finding="K905")
    holder.communicate("done\n")


def test_read_only(kit):
    workspace = reported_once(kit, "closed", PERIODS[0])
    before = history(workspace), cards(workspace)
    kit.temp.chmod(0o755)
    (workspace / "scorecards").chmod(0o555)
    for file in ("kpialign.db", "kpialign.db.lock"):
        (workspace / file).chmod(0o666)
    workspace.chmod(0o777)

    def nobody():
        if os.getuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    try:
        done = start(kit, workspace, "--period", PERIODS[1], preexec_fn=nobody)
    except PermissionError:
        kit.skip("read-only folder: an ordinary user cannot run the program from here")
        return
    finally:
        (workspace / "scorecards").chmod(0o755)
    kit.check("a read-only folder is 73", done.returncode == 73, said(done))
    kit.check("nothing changed in it", (history(workspace), cards(workspace)) == before, sorted(cards(workspace)))


def test(kit):
    if not SAMPLE.is_dir():
        kit.skip("samples/acme is not there")
        return
    test_same_inputs(kit)
    test_restated(kit)
    test_no_room(kit)
    test_refused(kit)
    test_read_only(kit)
    probe = start(kit, new_workspace(kit, "probe"), "--period", PERIODS[0], env={"KPIALIGN_STOP_AT": STEPS[0]})
    if probe.returncode == STOPPED:
        test_kills(kit)
        test_kills_latest(kit)
    else:
        kit.skip("kills at each step: only debug and san builds stop there")


main(test)
