"""diff against git revisions and folders, and what explain and map say beside export."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main


def git(ws, *args):
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *args], cwd=ws, check=True, capture_output=True, env=env)


def revisions(kit):
    if not shutil.which("git"):
        kit.skip("git is not here")
        return
    top = kit.temp / "repo"
    top.mkdir()
    ws = top / "companies" / "basic"
    shutil.copytree(ROOT / "tests/ws/basic", ws)
    (top / "companies/shared.yaml").write_text("model: shared\nmetrics:\n  saves: {name: Saves, level: outtake}\n")
    model = ws / "models/basic.yaml"
    model.write_text(model.read_text().replace('version: "1"', 'version: "1"\nextends: ../../shared.yaml'))
    (ws / "models/formats").mkdir()
    git(top, "init")
    git(top, "add", ".")
    git(top, "commit", "-m", "one")
    temp = kit.temp / "tmp"
    temp.mkdir()
    env = {"TMPDIR": str(temp)}
    kit.check("no edit, no change", "\nNothing changed:" in kit.run("diff", "HEAD", ws, env=env))
    model.write_text(model.read_text().replace("    role: leading", "    role: diagnostic"))
    (top / "companies/shared.yaml").write_text("model: shared\nmetrics:\n  saves: {name: Saves, level: output}\n")
    said = kit.run("diff", "HEAD", ws, env=env)
    kit.check("before is the revision", re.search(r"^Before:  the settings of HEAD \([0-9a-f]{10}\)$", said, re.M), said)
    kit.check("the work tree is after", "  likes: linked (like_rate -> trust) -> unlinked" in said, said)
    kit.check("a file outside the workspace is of the revision as well", "saves: is defined otherwise: level outtake "
              "-> output" in said, said)
    kit.run("diff", "HEAD", ws, "--fail-on", "worse", code=1, env=env)
    git(top, "commit", "-a", "-m", "two")
    back = kit.run("diff", "HEAD~1", ws, env=env)
    kit.equal("an older revision by name", back.split("\n", 2)[2], said.split("\n", 2)[2])
    kit.check("the model of a revision may be wrong", broken(kit, top, ws, model, env))
    done = kit.run("diff", "no-such-branch", ws, code=None, env=env)
    kit.equal("no such revision", (done.returncode, "no git revision" in done.stderr), (64, True))
    kit.equal("nothing is left behind", list(temp.iterdir()), [])
    done = kit.run("diff", "HEAD", ws, code=None, env={"PATH": str(temp), **env})
    kit.equal("git is not there", (done.returncode, "cannot run git" in done.stderr), (74, True))


def broken(kit, top, ws, model, env):
    good = model.read_text()
    model.write_text(good.replace("measure: leads\n", "measure: leeds\n"))
    git(top, "commit", "-a", "-m", "broken")
    model.write_text(good)
    done = kit.run("diff", "HEAD", ws, code=None, env=env)
    return done.returncode == 78 and done.stderr.startswith("HEAD:models/basic.yaml:") and "leeds" in done.stderr


def explanations(kit):
    """The value and score of every KPI, and the figure of every metric, are those of export; 80 columns."""
    ws = kit.workspace("explain")
    for k in kit.table("kpis", ws):
        said = kit.run("explain", k["kpi"], ws)
        kit.check(f"{k['kpi']}: value as exported", re.search(rf"^  value +{re.escape(k['value'])}[; ]", said, re.M), said)
        words = " ".join(said.split())
        kit.check(f"{k['kpi']}: score as exported", f"= {k['score']} " in words, said)
    for m in kit.table("metrics", ws):
        said = kit.run("explain", m["metric"], ws)
        kit.check(f"{m['metric']}: total as exported", re.search(rf"^  value +{re.escape(m['total'])}$", said, re.M), said)
        sums = [float(x) for x in re.findall(r": sum ([0-9.]+) in", said.split("metric " + m["metric"])[1])]
        kit.equal(f"{m['metric']}: its files add up to it", sum(sums), float(m["total"]))
    said = kit.run("explain", "like_rate", ws, "--rows")
    kit.equal("200 rows, and the rest counted", (len(re.findall(r"^    data/social.csv:\d+ ", said, re.M)),
                                                 "    and 168 more rows: `--rows -v` prints all" in said), (200, True))
    kit.check("80 columns", all(len(x) <= 80 for x in said.splitlines()), said)
    said = kit.run("explain", "like_rate", ws, "--rows", "-v")
    kit.equal("-v has them all", (len(re.findall(r"^    data/social.csv:\d+ ", said, re.M)), "more rows" in said), (368, False))


def graph_is_sound(text):
    """Lines of the three forms that the map writes; node ids are all declared."""
    nodes = set(re.findall(r'^  ("(?:[^"\\]|\\.)*") \[', text, re.M))
    edges = re.findall(r'^  ("(?:[^"\\]|\\.)*") -> ("(?:[^"\\]|\\.)*")(?: \[style=\w+\])?;$', text, re.M)
    rest = [x for x in text.splitlines()[4:-1] if not re.fullmatch(
        r'  "(?:[^"\\]|\\.)*" (?:\[(?:\w+=(?:"(?:[^"\\]|\\.)*"|\w+)(?:, )?)+\]|-> "(?:[^"\\]|\\.)*"(?: \[style=\w+\])?);', x)]
    return text.startswith("digraph ") and text.endswith("}\n") and not rest and {n for e in edges for n in e} <= nodes


def maps(kit):
    for ws in (kit.workspace("map"), ROOT / "samples/acme"):
        text = kit.run("map", ws, "--format", "dot")
        kit.check(f"{ws.name}: a graph that is sound", graph_is_sound(text), text)
        if shutil.which("dot"):
            done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=False)
            kit.equal(f"{ws.name}: Graphviz draws it", (done.returncode, done.stderr), (0, ""))
        data = json.loads(kit.run("map", ws, "--format", "json"))
        states = {m["metric"]: m["state"] for m in kit.table("metrics", ws)}
        kit.equal(f"{ws.name}: JSON has the states of export", {m["metric"]: m["state"] for m in data["metrics"]}, states)
    ws = kit.workspace("odd")
    goals = ws / "goals.csv"
    goals.write_text(goals.read_text().replace("Be believed", '"Be ""believed"" \\ or\ttrusted"'))
    kit.check("odd names", graph_is_sound(kit.run("map", ws, "--format", "dot")))
    data = json.loads(kit.run("map", ws, "--format", "json"))
    kit.equal("odd names in JSON", data["goals"][2]["name"], 'Be "believed" \\ or\ttrusted')


def test(kit):
    revisions(kit)
    explanations(kit)
    maps(kit)


main(test)
