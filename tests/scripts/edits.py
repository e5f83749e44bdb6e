"""Random edits of the shipped models, formats and workspaces: `check` never crashes and always says where."""
import pathlib
import random
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

EDITS, SEED = 300, 20260930
SIGNS = b" \t:-#'\"[]{},&*!|>%@`?=()<>\\/.0aZ\xff\xc3\x00\n"


def edit(rng, text):
    """One slip of a hand: a line or a byte gone, twice, elsewhere or another."""
    lines = text.split(b"\n")
    at, where = rng.randrange(len(lines)), rng.randrange(max(len(text), 1))
    kind = rng.randrange(8)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[at])
    elif kind == 2:
        lines[at] = lines[rng.randrange(len(lines))]
    elif kind == 3:
        lines[at] = b" " * rng.randrange(1, 5) + lines[at]
    elif kind == 4:
        lines[at] = lines[at][:rng.randrange(len(lines[at]) + 1)]
    if kind < 5:
        return b"\n".join(lines)
    byte = bytes([rng.choice(SIGNS)])
    if kind == 5:
        return text[:where] + text[where + 1:]
    if kind == 6:
        return text[:where] + byte + text[where:]
    return text[:where] + byte + text[where + 1:]


def test(kit):
    rng = random.Random(SEED)
    library = kit.temp / "models"
    shutil.copytree(ROOT / "models", library)
    acme = kit.temp / "acme"
    shutil.copytree(ROOT / "samples/acme", acme)
    files = sorted(library.rglob("*.yaml")) + [acme / "models/acme.yaml", acme / "kpialign.yaml"] * 8
    wrong = 0
    for i in range(EDITS):
        path = rng.choice(files)
        good = path.read_bytes()
        bad = good
        for _ in range(rng.randrange(1, 4)):
            bad = edit(rng, bad)
        path.write_bytes(bad)
        subject = acme if path.is_relative_to(acme) else path
        done = subprocess.run([kit.program, "check", subject], capture_output=True, timeout=60, check=False,
                              env={"KPIALIGN_LIBRARY": str(library), "PATH": "/usr/bin:/bin"})
        path.write_bytes(good)
        err = done.stderr.decode("utf-8", "replace")
        name = f"edit {i} of {path.name}"
        kit.check(f"{name}: ends well", done.returncode in (0, 65, 66, 78), f"exit {done.returncode}: {err[-1500:]}")
        wrong += done.returncode != 0
        if done.returncode:
            kit.check(f"{name}: says where", re.search(r"^\S+:\d+:\d+: error K\d{3}: \S", err, re.M), err[:1500])
    kit.check("most edits are found out", wrong > EDITS / 4, f"{wrong} of {EDITS}")


main(test)
