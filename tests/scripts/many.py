"""A source of many files: what a run prints and writes does not depend on the number of threads, nor on which of the files
are small enough to be kept after they were opened once; and each is opened no more often than it must."""
import pathlib
import random
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main

HEADER = "date,channel,account,metric,value\n"
CHANNELS = ("linkedin", "Linkedin ", "linkedln", "facebook", "tiktok", "instagram", "instagran")
ODD = ("n/a", "1,5", "48.000", "x", "", "$4", '"1,250"', "999999999999999999")


def export(rng, number, rows, odd=0.03):
    """Rows of a few days, some of which are refused; spellings that are first met in some file or other."""
    lines = [HEADER if number % 7 else HEADER.replace("\n", ",note\n")]
    for row in range(rows):
        day = f"2026-{7 + number % 3:02d}-{1 + (number + row // 8) % 28:02d}"
        day = rng.choice(["2026-13-01", "", "31/31/2026"]) if rng.random() < odd else day
        value = rng.choice(ODD) if rng.random() < odd else str(rng.randrange(1000))
        account, metric = f"a{rng.randrange(number + 2)}", rng.choice(["likes", "leads", "Impressions", f"own {number % 50}"])
        lines.append(f"{day},{CHANNELS[(number * row) % len(CHANNELS)]},{account},{metric},{value}"
                     f"{'' if number % 7 else ',said'}\n")
    return "".join(lines)


def fill(folder, rng, n, rows):
    for number in range(n):
        text = export(rng, number, rows).encode()
        text = [text, text.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + text, text.replace(b",", b";")][number % 4 if number % 5 == 0 else 0]
        (folder / f"e{number}.csv").write_bytes(text)
        if number % 29 == 0:
            (folder / f"copy{number}.csv").write_bytes(text)
    (folder / "e2 big.csv").write_text(export(rng, 3, 4000))
    (folder / "none.csv").write_text(HEADER)
    (folder / "rejected.csv").write_text("file,line,column,text,code,reason\ne0.csv,2,value,x,K102,no number\n")


NAMED = """format: named
recognise: {columns: [Day, Likes]}
grain: day
date: {column: Day, forms: [YYYY-MM-DD]}
channel: {constant: linkedin}
from_file: {account: "*_of_{}.csv"}
metrics:
  Likes: likes
"""


def named(kit):
    """Files whose names say the account, the newest first: names are met in the order of the names, not of the days."""
    workspace = kit.workspace("named")
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/*_of_*.csv\n    same_cell: last\n")
                    + "accounts:\n  acme_north: [North]\n  acme_south: [South]\n")
    (workspace / "models/formats").mkdir(exist_ok=True)
    (workspace / "models/formats/named.yaml").write_text(NAMED)
    for number in range(60):
        day = f"2026-{7 + (59 - number) // 28:02d}-{1 + (59 - number) % 28:02d}"
        account = ("acme_north", "acme_nort", "acme_soouth", "acme_suoth", "acme_sout")[number * number % 7 % 5]
        (workspace / f"data/{number:02d}_of_{account}.csv").write_text("Day,Likes\n" + f"{day},{number}\n" * 500)
    return compare(kit, "named", workspace, 60)


def everything(kit, workspace, env):
    """All that a run prints and writes."""
    copy = kit.temp / "at-hand"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(workspace, copy)
    told = kit.run("run", copy, "-v", "--max-rejected", "1", "--rejects", copy / "rejected.csv", code=None, env=env)
    said = {"run": (told.returncode, told.stdout, told.stderr)}
    for table in ("series", "findings", "inputs"):
        done = kit.run("export", table, copy, "--max-rejected", "1", code=None, env=env)
        said[table] = (done.returncode, done.stdout, done.stderr)
    for path in sorted(copy.rglob("*")):
        if path.suffix in (".xlsx", ".csv") and path.parent.name != "data":
            said[str(path.relative_to(copy))] = path.read_bytes()
    return said


def compare(kit, name, workspace, files):
    one = everything(kit, workspace, {"KPIALIGN_THREADS": "1"})
    for threads in ("4",) if kit.is_sanitized else ("2", "4"):
        other = everything(kit, workspace, {"KPIALIGN_THREADS": threads})
        kit.equal(f"{name}, {threads} threads: the same things", list(other), list(one))
        for what in one:
            kit.check(f"{name}, {threads} threads: {what}", other[what] == one[what], (other[what][:600], one[what][:600]))
    kit.check(f"{name}: all are read", one["inputs"][1].count("data/") >= files, one["inputs"])
    return one


def opened(workspace, kit):
    """How often a file of data/ is opened, on average."""
    done = subprocess.run(["strace", "-f", "-e", "trace=openat", kit.program, "run", workspace, "--dry-run", "--max-rejected", "1"],
                          capture_output=True, text=True, check=False)
    opens = [line for line in done.stderr.splitlines() if "/data/e" in line and ".csv" in line]
    return len(opens) / max(len(set(opens)), 1)


def test(kit):
    rng = random.Random(11)
    workspace = kit.workspace("many")
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/*.csv\n    same_cell: last\n"))
    yaml.write_text(yaml.read_text() + "channels:\n  linkedin: [LinkedIn]\n  instagram: [IG]\n")
    fill(workspace / "data", rng, 300, 25)
    whole = compare(kit, "many", workspace, 310)
    for code in ("K101", "K102", "K104", "K113", "K117", "K302"):
        kit.check(f"many: {code} is told", code in whole["findings"][1], whole["findings"][1][:800])
    if shutil.which("strace"):
        (workspace / "data/e2 big.csv").unlink()
        kit.check("a small file is opened once", opened(workspace, kit) <= 1, opened(workspace, kit))
    else:
        kit.skip("no strace")

    # A file that is none stops the run, and is told where its turn is.
    with zipfile.ZipFile(workspace / "data/e7 book.csv", "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    (workspace / "data/e8 empty.csv").write_text("")
    (workspace / "data/e9 other.csv").write_text("When,What\n1,2\n")
    broken = compare(kit, "broken", workspace, 0)
    for code in ("K105", "K106"):
        kit.check(f"broken: {code} is told", code in broken["run"][2] + broken["run"][1], broken["run"][2][:800])

    told = named(kit)["findings"][1]
    kit.check("named: K117 names the first file by name", "data/01_of_acme_nort.csv" in told and told.count("K117") >= 3, told[:1500])

    # More than are kept: 16 MB of files just under 64 KB.
    workspace = kit.workspace("full")
    yaml = workspace / "kpialign.yaml"
    yaml.write_text(yaml.read_text().replace("data/social.csv\n", "data/*.csv\n    same_cell: last\n"))
    small = export(rng, 1, 1500, 0)[:60000].rsplit("\n", 1)[0] + "\n"
    for number in range(300):
        (workspace / f"data/e{number}.csv").write_text(small.replace("2026-08", f"2026-{1 + number % 9:02d}").replace("leads", f"l{number}"))
    compare(kit, "full", workspace, 300)


main(test)
