"""The checks themselves: layers, pure, headers, test-unit, test-fuzz and run_cases.py find planted faults."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = "#include <stddef.h>\n"

UNIT = """#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
static void one(void **state) { (void)state; assert_int_equal(1, 1); }
int main(void) { const struct CMUnitTest t[] = { %s }; return cmocka_run_group_tests(t, NULL, NULL); }
"""
WRONG = UNIT.replace("1, 1", "1, 2")
FUZZ = {"tests/fuzz/replay.c": (ROOT / "tests/fuzz/replay.c").read_text(encoding="utf-8"),
        "tests/fuzz/corpus/x/a": "?", "tests/fuzz/fuzz_x.c": """#include <stdint.h>
#include <stdlib.h>
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n) { if (n > 0 && *p == '!') abort(); return 0; }
"""}

# what a scratch copy of the source gets, the make target, and words of the complaint (None: it passes)
PLANTED = [
    ("down is fine", {"engine/core/x.c": '#include "data/x.h"\n#include "base/x.h"\n' + HEAD},
     "layers", None),
    ("up", {"engine/base/x.c": '#include "data/x.h"\n'}, "layers",
     "engine/base/x.c:1: base must not include data"),
    ("up, with blanks", {"include/data/x.h": 'int x;\n  #  include   "core/x.h"\n'}, "layers",
     "include/data/x.h:2: data must not include core"),
    ("sideways", {"engine/read/x.c": '#include "store/x.h"\n'}, "layers", "read must not include store"),
    ("sideways, out", {"engine/store/x.c": '#include "out/x.h"\n'}, "layers", "store must not include out"),
    ("sys sees core", {"engine/sys/x.c": '#include "core/x.h"\n'}, "layers", None),
    ("core sees sys", {"engine/core/x.c": '#include "sys/x.h"\n'}, "layers", "core must not include sys"),
    ("climbing", {"engine/out/x.c": '#include "../read/x.h"\n'}, "layers", "must not climb"),
    ("climbing in <>", {"engine/out/x.c": "#include <../read/x.h>\n"}, "layers", "must not climb"),
    ("bare name", {"engine/out/x.c": '#include "x.h"\n'}, "layers", "must be written as layer/name.h"),
    ("a .c file", {"engine/out/x.c": '#include "out/y.c"\n'}, "layers", "must be written as layer/name.h"),
    ("a macro", {"engine/out/x.c": "#include WHAT\n"}, "layers", "in the include itself"),
    ("new folder", {"engine/util/x.c": "int x;\n"}, "layers", "'util' is no layer"),
    ("a library in core", {"engine/core/x.c": "#include <sqlite3.h>\n"}, "layers", "it is pure"),
    ("stdio in plan", {"include/plan/x.h": "#include <stdio.h>\n"}, "layers", "it is pure"),
    ("main sees all", {"engine/main.c": '#include "app/x.h"\n#include <stdio.h>\n'}, "layers", None),
    ("clean core", {"engine/core/x.c": "#include <math.h>\n#include <string.h>\nint y(int);\n"
                    "double x(double v, const char *s);\n"
                    "double x(double v, const char *s) { return floor(v) + (double)strlen(s) + y(1); }\n",
                    "engine/data/y.c": "int y(int);\nint y(int i) { return i; }\n"}, "pure", None),
    ("base may do what core may not", {
        "engine/base/y.c": "#include <stdlib.h>\nchar *y(void);\nchar *y(void) { return getenv(\"A\"); }\n",
        "engine/core/x.c": "char *y(void);\nchar *x(void);\nchar *x(void) { return y(); }\n"}, "pure", None),
    ("a clock", {
        "engine/core/x.c": "#include <time.h>\ntime_t x(void);\ntime_t x(void) { return time(0); }\n"},
     "pure", "engine/core/x.o: calls 'time'"),
    ("printf family", {"engine/plan/x.c": "#include <stdio.h>\nint x(char *s, size_t n, int i);\n"
                       "int x(char *s, size_t n, int i) { return snprintf(s, n, \"%d\", i); }\n"},
     "pure", "snprintf"),
    ("malloc", {
        "engine/data/x.c": "#include <stdlib.h>\nvoid *x(void);\nvoid *x(void) { return malloc(9); }\n"},
     "pure", "calls 'malloc'"),
    ("a call up", {"engine/core/x.c": "int y(int);\nint x(int);\nint x(int i) { return y(i); }\n",
                   "engine/sys/y.c": "int y(int);\nint y(int i) { return i; }\n"}, "pure", "calls 'y'"),
    ("state", {"engine/data/x.c": "int x(void);\nint x(void) { static int n; return ++n; }\n"},
     "pure", "can change"),
    ("state in base", {"engine/base/x.c": "int counter = 3;\n"}, "pure", "'counter' can change"),
    ("constant tables are no state", {
        "engine/data/x.c": "const char *x(int);\nstatic const char *const t[] = { \"a\", \"b\" };\n"
                           "const char *x(int i) { return t[i]; }\n"}, "pure", None),
    ("header that needs another", {"include/data/x.h": "size_t x(void);\n"}, "headers", "include/data/x.h"),
    ("header without a guard", {"include/data/x.h": "struct x { int i; };\n"}, "headers", "redefinition"),
    ("a unit test that holds", {"tests/unit/test_x.c": UNIT % "cmocka_unit_test(one)"}, "test-unit", None),
    ("a unit test that fails", {"tests/unit/test_x.c": WRONG % "cmocka_unit_test(one)"},
     "test-unit", "test_x: failed"),
    ("a program of no tests", {"tests/unit/test_x.c": "int main(void) { return 0; }\n"},
     "test-unit", "test_x: failed"),
    ("saved inputs that hold", FUZZ, "test-fuzz", None),
    ("a saved input that crashes", {**FUZZ, "tests/fuzz/corpus/x/b": "!"}, "test-fuzz", "x: failed"),
    ("header of macros only", {"include/data/x.h": "#define X 1\n"}, "headers", None),
]

# A stand-in for the program: prints its arguments, writes a file, exits 3.
FAKE = "#!/bin/sh\necho \"ran $*\"\necho \"in $PWD\" >&2\necho made > made.txt\nexit 3\n"
RIGHT = {"why.txt": "w", "expect/stdout": "ran run . -v\n", "expect/stderr": "in <tmp>\n",
         "expect/code": "3\n", "expect/made.txt": "made\n", "expect/present": "made.*\n"}
TWICE = {"why.txt": "w", "args": "a 'b c'\n! cp made.txt again.txt\nd\n", "expect/again.txt": "made\n",
         "expect/stdout": "$ a 'b c'\nran a b c\n$ d\nran d\n", "expect/code": "3\n3\n"}
# a case folder, and words of the complaint (None: it passes)
CASES = [
    ("right", "cases/c", RIGHT, None),
    ("two runs", "cases/c", TWICE, None),
    ("wrong stdout", "cases/c", {**RIGHT, "expect/stdout": "ran\n"}, "+ran run . -v"),
    ("wrong stderr", "cases/c", {**RIGHT, "expect/stderr": ""}, "+in <tmp>"),
    ("wrong code", "cases/c", {**RIGHT, "expect/code": "0\n"}, "+3"),
    ("code is 0 unless said", "cases/c", {k: v for k, v in RIGHT.items() if k != "expect/code"}, "+3"),
    ("wrong file", "cases/c", {**RIGHT, "expect/made.txt": "other\n"}, "+made"),
    ("no such file", "cases/c", {**RIGHT, "expect/sub/x.csv": ""}, "sub/x.csv: was not written"),
    ("unwanted file", "cases/c", {**RIGHT, "expect/absent": "*.txt\n"}, "made.txt: must not be there"),
    ("wanted file", "cases/c", {**RIGHT, "expect/present": "*.xlsx\n"}, "*.xlsx: no such file"),
    ("no why", "cases/c", {**RIGHT, "why.txt": ""}, "why.txt is missing"),
    ("expects nothing", "cases/c", {"why.txt": "w"}, "expect/ is missing"),
    ("a failing ! line", "cases/c", {**TWICE, "args": "! exit 5\nd\n"}, "exit code 5"),
    ("no such base", "cases/c", {**RIGHT, "base": "nowhere"}, "nowhere"),
    ("bad, right", "bad/b", {"why.txt": "w", "expect.err": "in <tmp>\n", "expect.code": "3\n",
                             "expect.out": "ran run . --dry-run\n"}, None),
    ("bad, wrong", "bad/b", {"why.txt": "w", "expect.err": "in\n", "expect.code": "3\n"}, "+in <tmp>"),
    ("bad, no expect.err", "bad/b", {"why.txt": "w", "expect.code": "3\n"}, "expect.err is missing"),
]


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run_make(folder, files, target):
    shutil.copy2(ROOT / "Makefile", folder)
    shutil.copytree(ROOT / "tests" / "rules", folder / "tests" / "rules")
    write(folder, files)
    env = {k: v for k, v in os.environ.items() if not re.match("MAKE|MFLAGS|ONLY$", k)}
    return subprocess.run(["make", target, "CC=" + os.environ.get("CC", "cc"), "PKG_LIBS=-lm", "PKG_CFLAGS="],
                          cwd=folder, env=env, capture_output=True, text=True, check=False)


def run_cases(folder, where, files, *more):
    shutil.copy2(ROOT / "tests" / "run_cases.py", folder)
    write(folder / where, files)
    write(folder, {"fake": FAKE})
    (folder / "fake").chmod(0o755)
    return subprocess.run([sys.executable, folder / "run_cases.py", "--program", folder / "fake", *more],
                          capture_output=True, text=True, check=False)


def judge(why, p, complaint):
    """True when p passed (complaint None) or failed with the complaint; says so otherwise."""
    text = p.stdout + p.stderr
    ok = p.returncode == 0 if complaint is None else p.returncode != 0 and complaint in text
    if not ok:
        print(f"{why}: exit code {p.returncode}, wanted {complaint or 'success'}\n{text}")
    return ok


def blessed_then_holds(folder):
    """A blessed case passes, and its stdout is what the program printed."""
    files = {"why.txt": "w", "expect/stdout": "old\n"}
    first = run_cases(folder, "cases/c", files, "--bless", "c")
    again = run_cases(folder, "cases/c", {}, "c")
    stdout = (folder / "cases/c/expect/stdout").read_text(encoding="utf-8")
    return judge("bless", first, None) and judge("bless", again, None) and stdout == "ran run . -v\n"


def main():
    results = []
    for why, files, target, complaint in PLANTED:
        with tempfile.TemporaryDirectory() as tmp:
            results.append(judge(why, run_make(pathlib.Path(tmp), files, target), complaint))
    for why, where, files, complaint in CASES:
        with tempfile.TemporaryDirectory() as tmp:
            results.append(judge(why, run_cases(pathlib.Path(tmp), where, files), complaint))
    with tempfile.TemporaryDirectory() as tmp:
        results.append(blessed_then_holds(pathlib.Path(tmp)))
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed, 0 skipped")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
