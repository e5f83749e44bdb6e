"""Every command in README.md works and prints what it shows there."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

COPIED = ("samples", "models", "Makefile", "engine", "include", "tests", ".ci")


def blocks(text):
    """(command, what follows it) of every console block, in order."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def matches(shown, printed):
    """The lines shown are the lines printed, in order; a line `...` stands for any number of lines."""
    def fits(want, got):
        if not want:
            return not got
        if want[0] == "...":
            return any(fits(want[1:], got[i:]) for i in range(len(got) + 1))
        return bool(got) and want[0] == got[0] and fits(want[1:], got[1:])
    return fits(shown.rstrip("\n").split("\n"), printed.rstrip("\n").split("\n"))


def links(text):
    return [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]


def test(kit):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    clone = kit.temp / "clone"
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        clone.mkdir(exist_ok=True)
        copy(source, clone / name)
    (kit.temp / "bin").mkdir()
    (kit.temp / "bin/kpialign").symlink_to(kit.program)
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "KPIALIGN"))}
    env = {**outside, "PATH": f"{kit.temp / 'bin'}:{os.environ['PATH']}", "KPIALIGN_LIBRARY": str(clone / "models")}
    commands = 0
    for command, shown in blocks(readme):
        line = command
        if command.startswith("make demo"):  # the program is built already; what it says is what counts
            line = f"make -s demo-run -o {kit.program} PROGRAM={kit.program}"
        done = subprocess.run(line, shell=True, cwd=clone, env=env, capture_output=True, text=True, timeout=300)
        commands += 1
        kit.equal(f"`{command}` succeeds", (done.returncode, done.stderr), (0, ""))
        kit.check(f"`{command}` prints what README shows", matches(shown, done.stdout), done.stdout[:1500])
    kit.check("there are commands in README", commands >= 6, commands)
    for name in ["README.md", "CONTRIBUTING.md", *(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md"))]:
        path = ROOT / name
        for target in links(path.read_text(encoding="utf-8")):
            kit.check(f"{name}: {target} is there", (path.parent / target).exists(), "dead link")
    for folder in re.findall(r"^\| `([a-z/]+)` \|", readme.split("## Source map")[1], re.M):
        kit.check(f"{folder} is there", (ROOT / folder).is_dir(), "not a folder")


main(test)
