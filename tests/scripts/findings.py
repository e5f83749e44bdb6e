"""docs/findings.md, `explain CODE` and the cases of tests/bad say the same codes."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

# codes with no case of their own in tests/bad, and where they are tested instead
ELSEWHERE = {"K109": "tests/unit/test_csv.c", "K204": "tests/unit/test_judge.c", "K205": "tests/unit/test_judge.c",
             "K207": "tests/unit/test_judge.c", "K304": "tests/unit/test_judge.c", "K313": "tests/unit/test_score.c", "K902": "tests/unit/test_db.c", "K905": "tests/unit/test_file.c"}


def test(kit):
    table = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (K\d{3})( \*later\*)? \| (.*?) \| (.*?) \| (.*?) \|$", table, re.M)
    cases = "\n".join(p.read_text(encoding="utf-8", errors="replace")
                      for pattern in ("bad/**/expect.err", "cases/*/expect/stderr") for p in (ROOT / "tests").glob(pattern))
    used = set()
    for path in (ROOT / "engine").rglob("*.c"):
        if path.name != "codes.c":
            used |= set(re.findall(r'"(K\d{3})"', path.read_text(encoding="utf-8")))
    documented = {row[0] for row in rows}
    kit.equal("every code in the program is documented", sorted(used - documented), [])
    for code, later, what, matters, todo in rows:
        printed = " ".join(kit.run("explain", code).split())  # it is wrapped at 80 columns
        kit.check(f"explain {code} says the row", all(text in printed for text in (what, matters, todo)), printed)
        if later:
            kit.check(f"{code} is not built yet", code not in used, "take *later* away")
            continue
        kit.check(f"{code} is built", code in used, "mark it *later*, or build it")
        if code in ELSEWHERE:
            kit.check(f"{code} has a test", code in (ROOT / ELSEWHERE[code]).read_text(encoding="utf-8"), ELSEWHERE[code])
        else:
            kit.check(f"{code} has a case", f" {code}:" in cases, "add one to tests/bad")


main(test)
