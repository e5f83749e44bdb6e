"""Run the program on whole workspaces and compare all that it says and writes.

tests/cases/NAME/  why.txt, [base], [args], workspace files, expect/
    expect/stdout, expect/stderr   what it prints; not compared where absent
    expect/code                    its exit code; 0 where absent
    expect/present, expect/absent  patterns of files, one a line, that must or must not be there afterwards
    expect/ANY/OTHER/FILE          the same file of the workspace afterwards
tests/bad/NAME/    why.txt, [base], [args], workspace files, expect.err, [expect.code]
    Folders without a why.txt, such as tests/bad/model, hold cases.

`base` names a folder of tests/ws/ that is copied first, so that a case holds only what differs.
`args` holds an argument line a run, after the quoting rules of sh; words like TZ=Asia/Tokyo may stand
before it. `! COMMAND` is run by sh in the workspace, to change it between runs; `# ...` is a remark.
Without `args` a case is `run . -v` and a bad one `run . --dry-run`, or `check model.yaml` (format.yaml,
kpialign.yaml) where it has that file and no base. With more than one run, what each
prints is headed by its line, and expect/code holds a line for each run.

In what is compared, the temporary folder is written <tmp>, the library <library>, and a digest of 32 hex
digits <digest>: digests change with every edit of a model, and other tests pin them.
"""
import argparse
import concurrent.futures
import difflib
import fnmatch
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent
SECONDS = 120
OURS = {"why.txt", "args", "base", "expect", "expect.err", "expect.code"}
SPECIAL = {"stdout", "stderr", "code", "present", "absent"}


class Failed(Exception):
    """What a case shows when it fails."""


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.is_bad = TESTS / "bad" in folder.parents
        self.name = str(folder.relative_to(TESTS))

    def place(self, what):
        """The file that holds what stdout, stderr or code should be."""
        if not self.is_bad:
            return self.folder / "expect" / what
        return self.folder / {"stderr": "expect.err", "code": "expect.code"}.get(what, "expect.out")

    def lines(self):
        args = self.folder / "args"
        default = "run . --dry-run" if self.is_bad else "run . -v"
        for file in ("model.yaml", "format.yaml", "kpialign.yaml"):
            if self.is_bad and (self.folder / file).exists() and not (self.folder / "base").exists():
                default = "check " + file
        text = args.read_text(encoding="utf-8") if args.exists() else default
        return [x.strip() for x in text.splitlines() if x.strip() and not x.strip().startswith("#")]

    def files(self):
        """The files under expect/ that are compared with those of the workspace."""
        top = self.folder / "expect"
        found = sorted(p for p in top.rglob("*") if p.is_file()) if top.is_dir() and not self.is_bad else []
        return [p.relative_to(top) for p in found if str(p.relative_to(top)) not in SPECIAL]

    def patterns(self, what):
        path = self.folder / "expect" / what
        return path.read_text(encoding="utf-8").split("\n") if path.exists() else []

    def check_form(self):
        why = self.folder / "why.txt"
        if not why.exists() or not why.read_text(encoding="utf-8").strip():
            raise Failed("why.txt is missing: say in a line what the case shows\n")
        if not self.lines():
            raise Failed("args runs nothing\n")

    def check_expects(self):
        if self.is_bad and not self.place("stderr").exists():
            raise Failed("expect.err is missing: make bless CASE=" + self.folder.name + "\n")
        expect = self.folder / "expect"
        if not self.is_bad and not (expect.is_dir() and any(expect.iterdir())):
            raise Failed("expect/ is missing or empty: make bless CASE=" + self.folder.name + "\n")

    def lay_out(self, into):
        base = self.folder / "base"
        if base.exists():
            shutil.copytree(TESTS / "ws" / base.read_text(encoding="utf-8").strip(), into,
                            dirs_exist_ok=True, symlinks=True)
        for item in self.folder.iterdir():
            if item.name in OURS or item.name == "expect.out":
                continue
            if item.is_dir():
                shutil.copytree(item, into / item.name, dirs_exist_ok=True, symlinks=True)
            else:
                shutil.copy2(item, into / item.name)


class Runner:
    def __init__(self, program, under):
        self.command = shlex.split(under) + [str(pathlib.Path(program).resolve())]
        self.library = os.environ.get("KPIALIGN_LIBRARY", str(TESTS.parent / "models"))

    def environment(self, folder):
        keep = {k: v for k, v in os.environ.items() if re.match(r"(ASAN|UBSAN|LSAN|GCOV)_|PATH$", k)}
        return {**keep, "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC",
                "KPIALIGN_LIBRARY": self.library}

    def run(self, line, tmp):
        """One argument line: (exit code, stdout, stderr); a `!` line must succeed and has no output."""
        env = self.environment(str(tmp / "home"))
        command = ["sh", "-ec", line[1:]] if line.startswith("!") else shlex.split(line)
        while not line.startswith("!") and command and re.match(r"[A-Z_][A-Z0-9_]*=", command[0]):
            key, _, value = command.pop(0).partition("=")
            env[key] = value
        if not line.startswith("!"):
            command = self.command + command
        try:
            p = subprocess.run(command, cwd=tmp / "ws", env=env, stdin=subprocess.DEVNULL,
                               capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as late:
            raise Failed(f"{line}: still running after {SECONDS} seconds\n") from late
        if line.startswith("!") and p.returncode != 0:
            raise Failed(f"{line}: exit code {p.returncode}\n" + p.stderr.decode("utf-8", "replace"))
        return p.returncode, p.stdout, p.stderr

    def mask(self, data, tmp):
        data = data.replace(bytes(tmp / "ws"), b"<tmp>").replace(os.fsencode(self.library), b"<library>")
        return re.sub(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", b"<digest>", data)

    def run_all(self, case, tmp):
        """All lines of a case: what stdout, stderr and code hold afterwards."""
        lines, out, err, codes = case.lines(), b"", b"", []
        several = sum(not x.startswith("!") for x in lines) > 1
        for line in lines:
            code, o, e = self.run(line, tmp)
            if line.startswith("!"):
                continue
            head = f"$ {line}\n".encode() if several else b""
            out, err = out + head + self.mask(o, tmp), err + head + self.mask(e, tmp)
            codes.append(code)
        return {"stdout": out, "stderr": err, "code": "".join(f"{c}\n" for c in codes).encode()}


def diff(expected, actual, name):
    """A unified diff as text; '' when equal."""
    if expected == actual:
        return ""
    if b"\0" in expected + actual:
        return f"{name}: differs ({len(expected)} bytes expected, {len(actual)} found)\n"
    sides = [x.decode("utf-8", "backslashreplace").splitlines(keepends=True) for x in (expected, actual)]
    lines = difflib.unified_diff(*sides, fromfile="expected " + name, tofile="actual " + name)
    return "".join(x if x.endswith("\n") else x + "\n\\ no line end\n" for x in lines)


def found(pattern, ws):
    return [str(p.relative_to(ws)) for p in ws.glob(pattern)]


def compare(case, said, ws, runner, tmp):
    """Every way in which a case differs from what it expects, as text."""
    text = ""
    for what, actual in said.items():
        place = case.place(what)
        if place.exists():
            text += diff(place.read_bytes(), actual, what)
        elif what == "code":
            text += diff(b"0\n" * actual.count(b"\n"), actual, what)
    for name in case.files():
        actual = ws / name
        expected = (case.folder / "expect" / name).read_bytes()
        if not actual.is_file():
            text += f"{name}: was not written\n"
        else:
            text += diff(expected, runner.mask(actual.read_bytes(), tmp), str(name))
    for pattern in filter(None, case.patterns("present")):
        text += "" if found(pattern, ws) else f"{pattern}: no such file afterwards\n"
    for pattern in filter(None, case.patterns("absent")):
        text += "".join(f"{x}: must not be there afterwards\n" for x in sorted(found(pattern, ws)))
    # an unwanted stderr is the usual reason for a wrong code: show it where it is not compared
    if text and not case.place("stderr").exists() and said["stderr"]:
        text += "stderr was:\n" + said["stderr"].decode("utf-8", "backslashreplace")
    return text


def bless(case, said, ws, runner, tmp):
    """Write what the program did as what is expected."""
    if not case.is_bad:
        fresh = not (case.folder / "expect").exists()
        (case.folder / "expect").mkdir(exist_ok=True)
        for what in ("stdout", "stderr"):
            if case.place(what).exists() or (fresh and said[what]):
                case.place(what).write_bytes(said[what])
        for name in case.files():
            actual = ws / name
            if not actual.is_file():
                raise Failed(f"{name}: was not written; remove it from expect/ if that is right\n")
            (case.folder / "expect" / name).write_bytes(runner.mask(actual.read_bytes(), tmp))
    else:
        case.place("stderr").write_bytes(said["stderr"])
        if case.place("stdout").exists():
            case.place("stdout").write_bytes(said["stdout"])
    if case.is_bad or said["code"].strip(b"0\n") or not any((case.folder / "expect").iterdir()):
        case.place("code").write_bytes(said["code"])
    elif case.place("code").exists():
        case.place("code").unlink()


def run_case(case, runner, is_bless):
    """'' when the case holds (or was blessed), else what to show."""
    with tempfile.TemporaryDirectory(prefix="kpialign-case-") as name:
        tmp = pathlib.Path(name).resolve()
        (tmp / "ws").mkdir()
        (tmp / "home").mkdir()
        try:
            case.check_form()
            if not is_bless:
                case.check_expects()
            case.lay_out(tmp / "ws")
            said = runner.run_all(case, tmp)
            if is_bless:
                bless(case, said, tmp / "ws", runner, tmp)
                return ""
            return compare(case, said, tmp / "ws", runner, tmp)
        except Failed as why:
            return str(why)
        except (OSError, UnicodeError, ValueError) as why:
            return f"{type(why).__name__}: {why}\n"


def all_cases(patterns):
    folders = [f for kind in ("cases", "bad") for f in sorted((TESTS / kind).glob("*")) if f.is_dir()]
    groups = [f for f in folders if all(g.is_dir() for g in f.iterdir())]
    folders = [f for f in folders if f not in groups] + [f for g in groups for f in sorted(g.iterdir())]
    cases = [Case(f) for f in folders]
    if not patterns or "all" in patterns:
        return cases
    return [c for c in cases if any(fnmatch.fnmatch(c.name, p.replace("%", "*")) or
                                    fnmatch.fnmatch(c.folder.name, p.replace("%", "*")) for p in patterns)]


def main():
    p = argparse.ArgumentParser(description="Run tests/cases and tests/bad.")
    p.add_argument("--program", required=True)
    p.add_argument("--under", default="", help="a command to run it under, such as 'valgrind -q'")
    p.add_argument("--bad-every", type=int, default=1, metavar="N", help="of tests/bad take only every Nth")
    p.add_argument("--bless", metavar="NAME|all", help="take what the program does now as right")
    p.add_argument("names", nargs="*", help="only the cases these patterns name")
    o = p.parse_args()
    cases = all_cases([o.bless] if o.bless else o.names)
    bad = [c for c in cases if c.is_bad]
    cases = [c for c in cases if not c.is_bad] + bad[::o.bad_every]
    if o.bless and not cases:
        sys.exit(f"There is no case {o.bless}")
    runner = Runner(o.program, o.under)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = pool.map(lambda c: run_case(c, runner, bool(o.bless)), cases)
        for case, text in zip(cases, results):
            if text:
                failed += 1
                print(f"{case.name}: failed", *text.splitlines(), sep="\n    ", flush=True)
    print(f"{len(cases) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
