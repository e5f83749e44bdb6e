"""On a terminal: a summary, and a bar for work over a second. Elsewhere: silence on success."""
import os
import pathlib
import pty
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import has_terminals, main


def on_terminal(kit, *args, **env):
    """What a person would see: stdout and stderr of a run on a pseudo-terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen([kit.program, *map(str, args)], stdin=slave, stdout=slave, stderr=slave,
                          env={**os.environ, **env}) as run:
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part
    os.close(master)
    return run.returncode, seen.decode()


def test_small(kit):
    workspace = kit.workspace("small")
    code, seen = on_terminal(kit, "run", workspace)
    kit.equal("a run on a terminal ends with 0", code, 0)
    kit.check("it prints the summary", "social metrics serve a goal" in seen and "Scorecard: " in seen, seen)
    kit.check("no bar for a short run", "[#" not in seen, seen)
    done = kit.run("run", workspace, code=None)
    kit.equal("the same run in a pipe is silent", (done.returncode, done.stdout, done.stderr), (0, "", ""))
    code, seen = on_terminal(kit, "run", workspace, "--quiet")
    kit.equal("--quiet is silent on a terminal too", (code, seen), (0, ""))


def test_colour(kit):
    workspace = kit.workspace("colour")
    kit.run("run", workspace)
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    os.environ.clear()
    os.environ.update(env, TERM="xterm")
    code, seen = on_terminal(kit, "history", workspace)
    kit.check("history is in colour on a terminal", code == 0 and "\033[32mG\033[0m" in seen, seen)
    kit.check("NO_COLOR is honoured", "\033" not in on_terminal(kit, "history", workspace, NO_COLOR="1")[1])
    kit.check("so is a dumb terminal", "\033" not in on_terminal(kit, "history", workspace, TERM="dumb")[1])


def test_long(kit):
    if "/release/" not in str(kit.program):
        kit.skip("the bar is looked at with the release program only")
        return
    workspace = kit.workspace("long")
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/social.csv\n    same_cell: sum\n"))
    days = [f"2026-{month:02d}-{day:02d}" for month in (7, 8, 9) for day in range(1, 31)]
    block = "".join(f"{day},linkedin,a{account},{metric},3\n" for day in days for account in range(40)
                    for metric in ("impressions", "likes", "leads"))
    with open(workspace / "data/social.csv", "w", encoding="utf-8") as out:
        out.write("date,channel,account,metric,value\n")
        for _ in range(600):
            out.write(block)
    # the plain reader: the fast one is done before a bar is due
    code, seen = on_terminal(kit, "run", workspace, "--parser", "libcsv")
    shares = [int(share) for share in re.findall(r"\[#*\.*\] +(\d+)%  data/social\.csv", seen)]
    kit.equal("the long run ends with 0", code, 0)
    kit.check("a bar is drawn", len(shares) > 0, seen[:500])
    kit.equal("it only grows", shares, sorted(shares))
    kit.check("it stays under 100 %", all(0 <= share <= 100 for share in shares), shares)
    kit.check("it is wiped before the summary", "\r\x1b[KBasic, " in seen, seen[-500:])


def test(kit):
    if not has_terminals():
        kit.skip("no pseudo-terminal can be had here")
        return
    test_small(kit)
    test_colour(kit)
    test_long(kit)


main(test)
