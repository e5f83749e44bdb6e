"""The two worked examples: their exports are what the generator makes, they run, and their READMEs tell the truth."""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

PERIODS = {"b2b_software": ("2026-Q2", "2026-Q3"), "retailer": ("2026-Q1", "2026-Q2")}
UNLINKED = {"b2b_software": {"impressions", "views", "followers", "reactions"},
            "retailer": {"views", "reach", "followers", "likes"}}


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for part in ("exports", "business") for p in (folder / part).rglob("*") if p.is_file()}


def fits(shown, printed):
    """The lines shown are the first ones printed; a last line `...` stands for the rest."""
    shown, printed = shown.rstrip("\n").split("\n"), printed.rstrip("\n").split("\n")
    if shown[-1] == "...":
        return shown[:-1] == printed[:len(shown) - 1]
    return shown == printed


def check_readme(kit, name, workspace):
    text = (ROOT / "samples" / name / "README.md").read_text(encoding="utf-8")
    kit.check(f"{name}: README is about 20 lines", 15 <= len(text.splitlines()) <= 30, len(text.splitlines()))
    blocks = re.findall(r"^```console\n\$ kpialign (.*?)\n(.*?)^```", text, re.S | re.M)
    kit.check(f"{name}: README shows a run", blocks)
    for command, shown in blocks:
        args = [workspace if a == f"samples/{name}" else a for a in command.split()]
        printed = kit.run(*args)
        kit.check(f"{name}: README shows what `{command}` prints", fits(shown, printed), printed)
    for explained in re.findall(r"`kpialign explain (\w+) ", text):
        kit.check(f"{name}: explain {explained} works", explained in kit.run("explain", explained, workspace))
    for path in re.findall(r"\]\(([^)]+)\)", text):
        kit.check(f"{name}: {path} is there", (ROOT / "samples" / name / path).is_file())


def check_workspace(kit, name, workspace):
    kit.check(f"{name}: nothing is wrong with it", "no errors" in kit.run("check", workspace))
    first, second = PERIODS[name]
    for period in (first, second):
        kit.run("run", workspace, "--period", period, *(["--report"] if period == first else []))
        statuses = {row["status"] for row in kit.table("objectives", workspace, "--period", period)}
        kit.check(f"{name}: {period} has objectives", statuses)
    objectives = kit.table("objectives", workspace, "--period", second)
    kit.equal(f"{name}: every objective with KPIs has a colour",
              [o["objective"] for o in objectives if o["status"] == "grey" and o["reason"] != "no KPI"
               and o["objective"] != "viral"], [])
    metrics = {m["metric"]: m for m in kit.table("metrics", workspace, "--period", second)}
    kit.equal(f"{name}: counts serve nothing",
              sorted(m for m in UNLINKED[name] if metrics[m]["state"] != "unlinked"), [])
    own = {k["kpi"] for k in kit.table("kpis", workspace, "--period", second) if k["status"] in ("green", "amber", "red")}
    model = next((ROOT / "samples" / name / "models").glob("*.yaml")).read_text(encoding="utf-8")
    added = [k for k, body in re.findall(r"^  (\w+):\n((?:    .*\n)+)", model.split("\nkpis:\n")[1], re.M) if "role: evidence" in body]
    kit.check(f"{name}: adds evidence of its own", len(added) >= 1)
    kit.equal(f"{name}: its own evidence has a colour", [k for k in added if k not in own], [])


def test(kit):
    subprocess.run([sys.executable, ROOT / "tests/generate_examples.py", kit.temp / "made"], check=True)
    for name in PERIODS:
        made, kept = files(kit.temp / "made" / name), files(ROOT / "samples" / name)
        kit.equal(f"{name}: the files that the generator makes", sorted(kept), sorted(made))
        for path in sorted(made):
            kit.check(f"{name}: {path} is as generated", kept.get(path) == made[path], "run tests/generate_examples.py")
        kit.check(f"{name}: is small", sum(map(len, kept.values())) < 150_000, sum(map(len, kept.values())))
        if kit.program.is_file():
            workspace = kit.workspace(name, ROOT / "samples" / name)
            check_readme(kit, name, workspace)
            check_workspace(kit, name, workspace)


if __name__ == "__main__":
    main(test)
