"""Models that want to do harm get an error with a place, within a second and 64 MB."""
import os
import pathlib
import re
import resource
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

SECONDS, MEGABYTES = 1.0, 64
HEAD = "model: shop\nmetrics:\n  leads: {level: outcome}\n"
KPI = HEAD + "kpis:\n  k:\n    objective: grow\n    role: leading\n    formula: "


def bomb():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    return "\n".join(lines) + "\n"


def slips(n):
    """n KPIs that each read a metric that is nearly there."""
    metrics = "".join(f"  metric_number_{i}: {{level: outcome}}\n" for i in range(n))
    kpis = "".join(f"  k{i}: {{objective: grow, role: leading, measure: metric_numbre_{i}}}\n" for i in range(n))
    return f"model: shop\nmetrics:\n{metrics}kpis:\n{kpis}"


FILES = {
    "open brackets": "metrics: " + "[" * 200000,
    "closed brackets": "metrics: " + "[" * 5000 + "]" * 5000,
    "open braces": "metrics: " + "{a: " * 100000,
    "steps": "".join(" " * i + f"a{i}:\n" for i in range(1000)),
    "lists in lists": "- " * 100000,
    "keys of keys": "? " * 100000,
    "more than a megabyte": "model: shop\n# " + "x" * 2000000,
    "an open quote of a megabyte": 'model: "' + "x" * 1000000,
    "an alias bomb": bomb(),
    "anchors": "".join(f"a{i}: &b{i} 1\n" for i in range(20000)),
    "bytes that are no UTF-8": b"model: shop\nmetrics:\n" + b"\xff\xfe\xc0\x80" * 1000,
    "UTF-8 cut in two": b"model: sh\xc3",
    "surrogates": b"model: \xed\xa0\x80\n",
    "NUL": b"model: shop\n\x00\x00\x00\n",
    "control characters": b"model: \x01\x02\x1b[31m\n",
    "UTF-16": "model: shop\nmetrics: [".encode("utf-16"),
    "one key 50000 times": "metrics:\n" + "  leads: {level: outcome}\n" * 35000,
    "50000 unknown keys": "model: shop\n" + "".join(f"k{i}: 1\n" for i in range(50000)),
    "2000 slips": slips(2000),
    "8000 slips": slips(8000),
    "tabs": "model: shop\n" + "\t" * 500000 + "a: 1\n",
    "tags": "model: !!python/object/apply:os.system ['true']\n",
    "directives": "%YAML 9.9\n%TAG ! tag:x:\n---\nmodel: shop\n",
    "documents": "---\nmodel: a\n" * 50000,
    "a name of a megabyte": "model: shop\nmetrics:\n  " + "a" * 900000 + ": {level: outcomes}\n",
    "an alias of a megabyte": HEAD + "  visits: {aliases: [" + "b" * 900000 + ", leads]}\n",
    "itself": "model: shop\nextends: model.yaml\n",
    "a folder": "model: shop\nextends: .\n",
    "a device": "model: shop\nextends: /dev/zero\n",
    "a number of 300 digits": "model: shop\nscore: {red_at: " + "9" * 300 + "}\n",
    "a weight of minus zero": KPI.replace("formula: ", "weight: -0\n    formula: leads\n"),
    "open parentheses": KPI + "(" * 100000 + "\n",
    "parentheses": KPI + "(" * 20000 + "leads" + ")" * 20000 + "\n",
    "closing parentheses": KPI + "leads" + ")" * 20000 + "\n",
    "signs": KPI + '"' + "-" * 100000 + 'leads"\n',
    "nots": KPI + "not " * 50000 + "leads\n",
    "a long sum": KPI + "leads" + " + leads" * 50000 + "\n",
    "a long minimum": KPI + "min(leads" + ", leads" * 50000 + ")\n",
    "a large number": KPI + "leads * " + "9" * 100000 + "\n",
    "an exponent": KPI + "leads * 1e308\n",
    "infinity": KPI + "leads * inf + nan\n",
    "a name in a formula": KPI + "a" * 500000 + "\n",
    "many names": KPI + " + ".join(f"name{i}" for i in range(250)) + "\n",
    "SQL": KPI + '"leads; DROP TABLE run; --"\n',
    "SQL in quotes": KPI + "\"leads' OR '1'='1\"\n",
    "a call": KPI + "load_extension(leads)\n",
    "a shell": KPI + '"$(reboot) `reboot`"\n',
    "format signs": KPI + '"%s%s%n%n"\n',
    "a list of 200000": HEAD + "kpis: {k: {objective: grow, role: leading, measure: [" + "leads, " * 130000 + "leads]}}\n",
    "indicators": HEAD + "maturity: [{stage: a, needs: [{test: " + "(" * 5000 + "kpis > 1}]}]\n",
    "stages": HEAD + "maturity:\n" + "  - {stage: a}\n" * 40000,
    "nothing to take away": "model: shop\nextends: more.yaml\nmetrics:\n" + "".join(f"  m{i}: null\n" for i in range(40000)),
    "practices": HEAD + "maturity:\n  - stage: a\n    needs:\n" + "".join(f"      - {{practice: p{i}}}\n" for i in range(20000)),
}

# strange, and nothing is wrong with them
LEGAL = {
    "a scalar of a megabyte": "model: " + "x" * 1000000 + "\n",
    "a block of a megabyte": "model: |\n" + "  x\n" * 250000,
    "20000 metrics": "model: shop\nmetrics:\n" + "".join(f"  metric_{i}: {{aliases: [m{i}]}}\n" for i in range(20000)),
    "4000 KPIs": HEAD + "kpis:\n" + "".join(f"  k{i}: {{objective: g{i}, role: leading, measure: leads}}\n" for i in range(4000)),
}


def measure(kit, path):
    """Exit code, stderr, seconds and megabytes of one check."""
    out = path.with_suffix(".err")
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        try:
            fd = os.open(out, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(null, 1)
            os.dup2(fd, 2)
            os.chdir(path.parent)
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
            os.execv(kit.program, [str(kit.program), "check", path.name])
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    text = out.read_bytes().decode("utf-8", "replace")
    return os.waitstatus_to_exitcode(status), text, time.monotonic() - start, usage.ru_maxrss / 1024


def test(kit):
    folder = kit.temp / "hostile"
    folder.mkdir()
    (folder / "more.yaml").write_text("metrics:\n" + "".join(f"  n{i}: {{}}\n" for i in range(40000)), encoding="utf-8")
    path = folder / "model.yaml"
    path.write_text(HEAD, encoding="utf-8")
    code, _, _, plain = measure(kit, path)
    kit.equal("a good model passes", code, 0)
    slow = plain > 24  # under a sanitizer time and memory are not the program's own
    for name, text in LEGAL.items():
        path.write_text(text, encoding="utf-8")
        code, err, seconds, megabytes = measure(kit, path)
        kit.equal(f"{name} is taken", code, 0)
        kit.check(f"{name}: within a second", seconds < SECONDS * (30 if slow else 1), f"{seconds:.2f} s")
        kit.check(f"{name}: within 64 MB", slow or megabytes < MEGABYTES, f"{megabytes:.0f} MB")
    for name, text in FILES.items():
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        code, err, seconds, megabytes = measure(kit, path)
        kit.check(f"{name}: an error", code in (65, 66, 74, 78), f"exit {code}: {err[-1500:]}")
        kit.check(f"{name}: a place", re.search(r"^\S+(:\d+:\d+)?: error K\d{3}: ", err, re.M), err[:1500])
        kit.check(f"{name}: within a second", seconds < SECONDS * (30 if slow else 1), f"{seconds:.2f} s")
        kit.check(f"{name}: within 64 MB", slow or megabytes < MEGABYTES, f"{megabytes:.0f} MB")
        kit.check(f"{name}: short", len(err) < 200000, f"{len(err)} bytes of messages")


main(test)
