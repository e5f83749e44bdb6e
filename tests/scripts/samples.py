"""The sample's exports are what the generator makes, to the byte; each sample's Summary has its three problems and wins."""
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for part in ("exports", "finance") for p in (folder / part).rglob("*") if p.is_file()}


def lists_of(kit, ws):
    """The rows of Problems and of Wins on Summary, from the dump of the plan."""
    dump = kit.run("run", ws, "--dry-run", "-v")
    summary = dump[dump.index("sheet Summary"):dump.index("sheet Scorecard")]
    return [re.findall(r"^A\d+ text (?:red|amber|green|grey): (.*)$", re.split(rf"text section: (?:{end})", part)[0], re.M)
            for start, end in (("Problems", "Wins"), ("Wins", "Decisions"))
            for part in re.split(rf"text section: {start}", summary)[1:]]


def summaries(kit):
    for name, problems, wins in (("acme", 2, 3), ("b2b_software", 3, 3), ("retailer", 3, 3)):
        ws = kit.temp / f"{name}_ws"
        shutil.copytree(ROOT / "samples" / name, ws)
        if name == "acme":  # as `make demo-run` does: with a reported quarter before, the page is full
            kit.run("run", ws, "--period", "2026-Q2", "--as-of", "2026-06-30", "--report")
        found = lists_of(kit, ws)
        kit.equal(f"{name}: problems and wins on Summary", [len(rows) for rows in found], [problems, wins])
        kit.check(f"{name}: wins are met", all("Met" in row for row in found[1]), found[1])


def test(kit):
    summaries(kit)
    subprocess.run([sys.executable, ROOT / "tests/generate_samples.py", kit.temp / "acme"], check=True)
    made, kept = files(kit.temp / "acme"), files(ROOT / "samples/acme")
    kit.equal("the same files", sorted(kept), sorted(made))
    for name in sorted(made):
        kit.check(f"{name} is as generated", kept.get(name) == made[name], "run tests/generate_samples.py")
    kit.check("the sample is small", sum(map(len, kept.values())) < 1_500_000, sum(map(len, kept.values())))


main(test)
