"""docs/findings.md, `explain CODE` and the cases of tests/bad say the same codes."""
import collections
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main
from run_cases import Case, Failed, Runner

# codes with no case of their own in tests/bad, and where they are tested instead
ELSEWHERE = {"K109": "tests/unit/test_csv.c", "K204": "tests/unit/test_judge.c", "K205": "tests/unit/test_judge.c",
             "K207": "tests/unit/test_judge.c", "K304": "tests/unit/test_judge.c", "K313": "tests/unit/test_score_kpis.c", "K902": "tests/unit/test_db.c", "K905": "tests/unit/test_file.c"}


# codes that no case brings up (ELSEWHERE says what does)
UNSEEN = {("K109", "check"), ("K109", "run"), ("K313", "run"), ("K902", "run"), ("K905", "run")}


def command_of(line):
    return [word for word in line.split() if "=" not in word][0]


def known_of(case):
    """What a case prints that looks once and leaves nothing behind: run_cases.py compares it, so it needs no run here."""
    line, *more = case.lines()
    if more or not case.is_bad or (command_of(line) != "check" and not re.match(r"run .*--dry-run", line)):
        return None
    return case.place("stderr").read_text(encoding="utf-8", errors="replace")


def told_in_cases(kit):
    """For each code the commands that tell it, in the workspaces of tests/bad and tests/cases."""
    told = collections.defaultdict(set)
    runner = Runner(kit.program, "")

    def tell(command, said):
        for code in re.findall(r"(?:error|rejected|warning|note) (K\d{3}):", said):
            told[code].add(command)

    whys = sorted((ROOT / "tests").glob("bad/**/why.txt")) + sorted((ROOT / "tests").glob("cases/*/why.txt"))
    for n, why in enumerate(whys[::3] if kit.is_sanitized else whys):
        case, tmp = Case(why.parent), kit.temp / f"told{n}"
        (tmp / "home").mkdir(parents=True)
        (tmp / "ws").mkdir()
        case.lay_out(tmp / "ws")
        known, lines = known_of(case), case.lines()
        if known is not None:
            tell(command_of(lines[0]), known)
            lines = []
        if (tmp / "ws/kpialign.yaml").exists():
            # what a case changes may be told before it or after it
            lines = [*(["check . -v", *lines] if lines else []), "check . -v", "run . --dry-run -v"]
        for line in lines:
            command = command_of(line)
            if command not in ("check", "run") and not line.startswith("!"):
                continue
            try:
                said = runner.run(line, tmp)[2].decode("utf-8", "replace")
            except Failed:
                continue
            tell(command, said)
    return told


def check_told_by(kit, rows):
    told = told_in_cases(kit)
    for code, later, by, *_ in rows:
        want = {"both": {"check", "run"}}.get(by, {by})
        kit.check(f"{code} is told by nothing but {by}", told[code] <= want, told[code])
        for command in sorted(want) if not kit.is_sanitized else ():  # that runs only some of the cases
            kit.check(f"{code} is told by {command}", later or command in told[code] or (code, command) in UNSEEN,
                      "add a case, or correct the page")


def test(kit):
    table = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (K\d{3})( \*later\*)? \| (\w+) \| (.*?) \| (.*?) \| (.*?) \|$", table, re.M)
    cases = "\n".join(p.read_text(encoding="utf-8", errors="replace")
                      for pattern in ("bad/**/expect.err", "cases/*/expect/stderr") for p in (ROOT / "tests").glob(pattern))
    used = set()
    for path in (ROOT / "engine").rglob("*.c"):
        if path.name != "codes.c":
            used |= set(re.findall(r'"(K\d{3})"', path.read_text(encoding="utf-8")))
    documented = {row[0] for row in rows}
    check_told_by(kit, rows)
    kit.equal("every code in the program is documented", sorted(used - documented), [])
    for code, later, by, what, matters, todo in rows:
        printed = " ".join(kit.run("explain", code).split())  # it is wrapped at 80 columns
        kit.check(f"explain {code} says the row", all(text in printed for text in (what, matters, todo)), printed)
        kit.check(f"explain {code} says who tells it", printed.endswith(
            "told by: " + {"both": "`kpialign check` and `kpialign run`"}.get(by, f"`kpialign {by}`")), printed)
        if later:
            kit.check(f"{code} is not built yet", code not in used, "take *later* away")
            continue
        kit.check(f"{code} is built", code in used, "mark it *later*, or build it")
        if code in ELSEWHERE:
            kit.check(f"{code} has a test", code in (ROOT / ELSEWHERE[code]).read_text(encoding="utf-8"), ELSEWHERE[code])
        else:
            kit.check(f"{code} has a case", f" {code}:" in cases, "add one to tests/bad")


main(test)
