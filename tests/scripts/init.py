"""A new workspace works at once: init, check, run, an edit, and what diff says of it; also by questions."""
import csv
import io
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import has_terminals, main

GOALS = ("win_customers=Win customers", "known=Be known", "people=Attracting good people", "trust=Credibility",
         "serve=Solve customers' problems", "cheap=Lower cost to serve", "learn=Innovation", "stay=Belonging",
         "safe=Take part safely")


def on_a_terminal(kit, args, typed, cwd):
    """What the program says when a person types these lines."""
    terminal, other = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    child = subprocess.Popen([kit.program, *args], stdin=other, stdout=other, stderr=other, cwd=cwd, env=env)
    os.close(other)
    said = b""
    for line in [*typed, None]:
        while select.select([terminal], [], [], 20 if line is None else 1)[0]:
            try:
                got = os.read(terminal, 65536)
            except OSError:  # the other end is closed
                got = b""
            if not got:
                break
            said += got
            if line is not None and said.rstrip(b" ").endswith((b"]", b"?", b">")):
                break
        if line is not None:
            os.write(terminal, line.encode() + b"\n")
    os.close(terminal)
    return child.wait(timeout=60), said.decode("utf-8", "replace").replace("\r\n", "\n")


def from_flags(kit):
    ws = kit.temp / "flags"
    args = [x for goal in GOALS for x in ("--goal", goal)]
    said = kit.run("init", ws, "--company", 'O\'Brien "& Sons", Inc', "--fiscal-year-starts", "2", *args)
    kit.equal("every objective of the library has found its goal", said.count("none has its words"), 0)
    kit.check("no line is wider than a terminal", all(len(x) <= 80 for x in said.splitlines()
                                                       if str(kit.temp) not in x), said)
    kit.equal("check finds no error and no warning", kit.run("check", ws).split(": ")[-1].split(";")[0],
              "no errors, 0 warnings")
    kit.run("run", ws, "--report")
    kit.equal("a scorecard is there", len(list((ws / "scorecards").glob("*.xlsx"))), 1)
    coloured = [g for g in kit.table("objectives", ws) if g["status"] in ("green", "amber", "red")]
    kit.check("most goals have a colour", len(coloured) >= 6, [g["objective"] for g in coloured])
    before = {p: p.read_bytes() for p in ws.rglob("*") if p.is_file()}
    kit.run("init", ws, "--yes", code=73)
    kit.equal("init overwrites nothing", before, {p: p.read_bytes() for p in ws.rglob("*") if p.is_file()})
    return ws


def an_edit(kit, ws):
    """Every effect that diff prints is what export says after the edit."""
    model = next((ws / "models").glob("*.yaml"))
    text = model.read_text(encoding="utf-8")
    draft = kit.temp / model.name
    commented = [x for x in text.splitlines() if x.startswith("# kpis:") or x.startswith("#   ")]
    text = "\n".join(x for x in text.splitlines() if x not in commented) + "\n"
    text += "\n".join(x[2:] for x in commented) + "\n"
    text += ("  reactions_per_post:\n    name: Reactions per post\n    objective: known\n    role: leading\n"
             "    measure: reactions\n    per: posts\n    why: Asked for by the board\n")
    draft.write_text(text, encoding="utf-8")
    old = {m["metric"]: m["state"] for m in kit.table("metrics", ws)}
    said = kit.run("diff", draft, ws)
    kit.check("the example KPI appears", "  clicks_to_site: appears: leading of win_customers" in said, said)
    kit.check("the other too", "  reactions_per_post: appears: leading of known" in said, said)
    kit.check("its metric finds a goal", "  reactions: unlinked -> linked (reactions_per_post -> known)" in said, said)
    kit.check("nothing gets worse", said.endswith("Nothing gets worse.\n"), said)
    kit.equal("diff changes nothing", {m["metric"]: m["state"] for m in kit.table("metrics", ws)}, old)
    model.write_text(text, encoding="utf-8")
    new = {m["metric"]: m["state"] for m in kit.table("metrics", ws)}
    for metric in old.keys() | new.keys():
        kit.equal(f"{metric}: diff tells of a change of state where there is one", f"  {metric}: {old[metric]}" in said,
                  old[metric] != new[metric])


def by_questions(kit):
    if not has_terminals():
        kit.skip("no pseudo-terminal can be had here")
        return
    typed = ["Harbour Café", "", "GBP", "Win customers", "be_known=Be known", ""]
    code, said = on_a_terminal(kit, ["init", "asked"], typed, kit.temp)
    kit.equal("questions are asked and answered", (code, said.count("?")), (0, 4))
    ws = kit.temp / "asked"
    goals = list(csv.DictReader(io.StringIO((ws / "goals.csv").read_text(encoding="utf-8"))))
    kit.equal("the goals are there", [g["goal"] for g in goals], ["harbour_cafe", "win_customers", "be_known"])
    kit.check("so is the currency", "\ncurrency: GBP\n" in (ws / "kpialign.yaml").read_text(encoding="utf-8"))
    kit.run("run", ws)
    code, said = on_a_terminal(kit, ["map", "asked"], [], kit.temp)
    kit.check("a UTF-8 terminal gets lines", code == 0 and "\u251c\u2500 " in said and "\u2514\u2500 " in said, said)
    kit.check("a file does not", "\u2500" not in kit.run("map", ws))


def under_git(kit):
    """What a run makes is left out of git; a .gitignore that is there stays as it is."""
    if not shutil.which("git"):
        kit.skip("git is not here")
        return
    ws = kit.temp / "under_git"
    ws.mkdir()
    (ws / ".gitignore").write_text("*.bak\n")
    said = kit.run("init", ws, "--company", "X", "--yes")
    kit.equal("a .gitignore of ours stays", ((ws / ".gitignore").read_text(), ".gitignore" in said), ("*.bak\n", False))
    ws = kit.temp / "fresh"
    said = kit.run("init", ws, "--company", "X", "--yes", "--goal", "keep=Keep customers", "--goal", "hire=Credibility")
    kit.check("likeness is a guess, and said to be one", "customer_experience (a guess)" in said, said)
    kit.check("the same name is none", re.search(r"credibility$", said, re.M), said)
    subprocess.run(["git", "init", "-q", ws], check=True)
    shown = lambda: subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=ws, check=True,  # noqa: E731
                                   capture_output=True, text=True).stdout
    before = shown()
    kit.run("run", ws)
    kit.equal("git sees nothing of a run", shown(), before)


def test(kit):
    ws = from_flags(kit)
    under_git(kit)
    an_edit(kit, ws)
    by_questions(kit)


main(test)
