"""The sample's exports are what the generator makes, to the byte, and nothing else lies among them."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for part in ("exports", "finance") for p in (folder / part).rglob("*") if p.is_file()}


def test(kit):
    subprocess.run([sys.executable, ROOT / "tests/generate_samples.py", kit.temp / "acme"], check=True)
    made, kept = files(kit.temp / "acme"), files(ROOT / "samples/acme")
    kit.equal("the same files", sorted(kept), sorted(made))
    for name in sorted(made):
        kit.check(f"{name} is as generated", kept.get(name) == made[name], "run tests/generate_samples.py")
    kit.check("the sample is small", sum(map(len, kept.values())) < 1_500_000, sum(map(len, kept.values())))


main(test)
