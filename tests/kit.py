"""What the scripts of tests/scripts share: the program under test, scratch workspaces, and one closing line."""
import argparse
import csv
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent


class Kit:
    def __init__(self):
        parser = argparse.ArgumentParser()
        parser.add_argument("--program", default=os.environ.get("KPIALIGN", ROOT / "build/release/kpialign"))
        self.program = pathlib.Path(parser.parse_args().program).resolve()
        # A sanitized start takes as long as five others, and what it may find lies in the program's code, not in the number
        # of worlds it is shown: large matrices are whole in the other builds, and here have each kind of thing a few times.
        self.is_sanitized = self.program.parent.name in ("san", "tsan")
        self.passed = self.failed = self.skipped = 0
        self.temp = pathlib.Path(tempfile.mkdtemp(prefix="kpialign-test-"))

    def workspace(self, name, base="basic"):
        """A scratch copy of tests/ws/BASE (or of any folder)."""
        source = base if isinstance(base, pathlib.Path) else TESTS / "ws" / base
        target = self.temp / name
        shutil.copytree(source, target)
        return target

    def run(self, *args, cwd=None, code=0, env=None):
        """What the program prints on stdout; any other exit code than `code` is an error of the test."""
        done = subprocess.run([self.program, *map(str, args)], cwd=cwd, capture_output=True, text=True,
                              env={**os.environ, **(env or {})}, timeout=600)
        if code is not None and done.returncode != code:
            raise AssertionError(f"{' '.join(map(str, args))}: exit {done.returncode}, not {code}\n"
                                 f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout if code is not None else done

    def table(self, name, workspace, *args):
        return list(csv.DictReader(io.StringIO(self.run("export", name, workspace, *args))))

    def check(self, name, ok, detail=""):
        if ok:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}: {detail}")

    def equal(self, name, got, want):
        self.check(name, got == want, f"got {str(got)[:1500]}\n  want {str(want)[:1500]}")

    def skip(self, why):
        self.skipped += 1
        print(f"skipped: {why}")

    def close(self):
        shutil.rmtree(self.temp, ignore_errors=True)
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        sys.exit(1 if self.failed else 0)


def has_terminals():
    """Whether a pseudo-terminal can be had: a bare chroot may have none."""
    try:
        for end in os.openpty():
            os.close(end)
    except OSError:
        return False
    return True


def main(test):
    """Run test(kit) and close; an exception is a failure, not a crash without a closing line."""
    kit = Kit()
    try:
        test(kit)
    except Exception as error:  # pylint: disable=broad-except
        kit.check(test.__name__, False, f"{type(error).__name__}: {error}")
    kit.close()
