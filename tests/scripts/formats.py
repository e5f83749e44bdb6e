"""Formats: each export of tests/formats is read to the totals that its why.txt works out by hand.

A folder is named after the format that must fit, with a word behind it for a second shape. It holds one export,
expect.csv, why.txt, and in source.yaml what its source has to say. damaged/ holds exports that must be refused,
each with refused.csv: the code and the place. The example of docs/formats.md is a platform added by YAML alone.
"""
import collections
import csv
import decimal
import json
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, TESTS, main

FORMATS = TESTS / "formats"
PAGE = ROOT / "docs/formats.md"
OURS = {"expect.csv", "refused.csv", "source.yaml", "why.txt"}
NAMES_OF_STAFF = ("Robin Example", "Kim Example")
AS_OF = ["--as-of", "2030-12-31"]  # after all of them
MODEL = "model: exports\nversion: \"1\"\nextends: social-business.yaml\n"
GOALS = "goal,name,parent,statement,kind,department,owner,sponsor,budget,currency,weight\ngrow,Grow,,,,,,,,,\n"


def library_files():
    return pathlib.Path(os.environ.get("KPIALIGN_LIBRARY", ROOT / "models"), "formats").glob("*.yaml")


def library():
    """The names of the formats that the library has."""
    return {path.stem for path in library_files()}


def format_of(folder):
    """meta_chart_tab is a sample of meta_chart."""
    fits = [name for name in library() if (folder.name + "_").startswith(name + "_")]
    return max(fits, key=len) if fits else None


def export_in(folder):
    path, = (path for path in folder.iterdir() if path.name not in OURS)
    return path


def says(folder):
    path = folder / "source.yaml"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def workspace(kit, name, export, lines):
    """A workspace with one source; a glob would stumble over the blanks and marks of real names."""
    folder = kit.temp / name
    (folder / "models").mkdir(parents=True)
    (folder / "exports").mkdir()
    (folder / "models/model.yaml").write_text(MODEL)
    (folder / "goals.csv").write_text(GOALS)
    (folder / "exports" / export.name).write_bytes(export.read_bytes())
    text = ["company: Acme", "currency: USD", "model: models/model.yaml", "goals: goals.csv", "database: k.db",
            "sources:", "  - files: exports/*", *("    " + line for line in lines)]
    (folder / "kpialign.yaml").write_text("\n".join(text) + "\n")
    return folder


def totals(rows):
    """The cells of each channel, account and metric, and their sum."""
    cells, sums = collections.Counter(), collections.defaultdict(decimal.Decimal)
    for row in rows:
        key = row["channel"], row["account"], row["metric"]
        cells[key] += 1
        sums[key] += decimal.Decimal(row["value"])
    return {key: (cells[key], sums[key]) for key in cells}


def expected(folder):
    with open(folder / "expect.csv", newline="", encoding="utf-8") as file:
        return {(row["channel"], row["account"], row["metric"]): (int(row["cells"]), decimal.Decimal(row["total"]))
                for row in csv.DictReader(file)}


def check_ledger(kit, what, inputs):
    """Every row is used, rejected, or left out for a reason."""
    row, = (row for row in inputs if row["role"] == "metrics")
    left = sum(int(value or 0) for key, value in row.items() if key.startswith("left_"))
    kit.equal(f"{what}: used + rejected + left", int(row["used"]) + int(row["rejected"]) + left, int(row["rows"]))
    kit.check(f"{what}: it has rows", int(row["rows"]) > 0)
    return row


def check_sample(kit, folder):
    what, export = folder.name, export_in(folder)
    kit.equal(f"{what}: one format fits, this one", [line.split(": ")[1].split(" (")[0] for line in
              kit.run("detect", export).replace(str(export), "f").splitlines()], [format_of(folder)])
    place = workspace(kit, what, export, says(folder))
    found = totals(kit.table("series", place, *AS_OF))
    want = expected(folder)
    for key in sorted(set(found) | set(want)):
        kit.equal(f"{what}: {' '.join(key).strip()}", found.get(key), want.get(key))
    row = check_ledger(kit, what, kit.table("inputs", place, *AS_OF))
    kit.equal(f"{what}: nothing is refused", row["rejected"], "0")
    kit.check(f"{what}: says why", (folder / "why.txt").read_text(encoding="utf-8").strip())
    known = [row["metric"] for row in kit.table("metrics", place, *AS_OF) if row["state"] == "unknown"]
    kit.equal(f"{what}: every metric is in the catalogue", known, [])


def check_staff(kit):
    """Names of people who posted are in the exports and in nothing that is made of them."""
    seen = set()
    for folder in samples():
        text = export_in(folder).read_bytes().decode("utf-8", "replace")
        names = [name for name in NAMES_OF_STAFF if name in text]
        seen |= set(names)
        if names:
            place = kit.temp / folder.name
            made = "".join(kit.run("export", table, place, *AS_OF) for table in ("series", "metrics", "findings"))
            kit.equal(f"{folder.name}: no names of staff", [name for name in names if name in made], [])
    kit.equal("names of staff stand in some exports", seen, set(NAMES_OF_STAFF))


def samples():
    return sorted(path for path in FORMATS.iterdir() if path.is_dir() and path.name != "damaged")


def check_damaged(kit, folder):
    """Refused at the place, with the code, and never a value in a series from the damaged cell or row."""
    what = f"damaged {folder.name}"
    place = workspace(kit, "damaged-" + folder.name, export_in(folder), says(folder))
    with open(folder / "refused.csv", newline="", encoding="utf-8") as file:
        for want in csv.DictReader(file):
            done = kit.run("run", ".", "--dry-run", "-v", *AS_OF, cwd=place, code=None)
            kit.equal(f"{what}: exit", done.returncode, int(want["exit"]))
            where = f"exports/{export_in(folder).name}:{want['place']}"
            kit.check(f"{what}: {want['code']} at {want['place']}",
                      any(line.startswith(where) and f" {want['code']}: " in line for line in done.stderr.splitlines()),
                      done.stderr[-1500:])
    if (folder / "expect.csv").exists():
        kit.equal(f"{what}: what is left", totals(kit.table("series", place, *AS_OF)), expected(folder))


def blocks(page, language):
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)


def example(kit):
    """The platform of the page: its export, its format and its source, and what comes out of them."""
    export, want = blocks(PAGE, "csv")
    format_yaml, source = blocks(PAGE, "yaml")[:2]
    file = kit.temp / "pond-daily.csv"
    file.write_text(export, encoding="utf-8")
    return file, format_yaml, source, want


def check_example(kit):
    file, format_yaml, source, want = example(kit)
    place = workspace(kit, "page", file, [])
    text = (place / "kpialign.yaml").read_text()
    (place / "kpialign.yaml").write_text(text.replace("  - files: exports/*\n", source))
    refused = kit.run("export", "series", place, code=None)
    kit.check("page: without the format no format fits", " K106: " in refused.stderr, refused.stderr)
    (place / "models/formats").mkdir()
    (place / "models/formats/pondlife_daily.yaml").write_text(format_yaml)
    kit.run("check", place / "models/formats/pondlife_daily.yaml")
    kit.equal("page: the series it shows", kit.run("export", "series", place), want)
    row = check_ledger(kit, "page", kit.table("inputs", place))
    kit.equal("page: one total row is left out", row["left_total_row"], "1")
    kit.equal("page: no names of staff", [n for n in NAMES_OF_STAFF if n in kit.run("export", "findings", place)], [])


def check_keys(kit):
    """Every example of a key loads in the page's format, and every key has one."""
    _, format_yaml, _, _ = example(kit)
    rest = blocks(PAGE, "yaml")[2:]
    for i, block in enumerate(rest):
        own = set(re.findall(r"^(\w+):", block, re.M))
        base = "".join(part for part in re.split(r"^(?=\w)", format_yaml, flags=re.M) if part.split(":")[0] not in own)
        file = kit.temp / f"key{i}.yaml"
        file.write_text(base + block)
        done = kit.run("check", file, code=None)
        kit.check(f"page: the example of {', '.join(sorted(own))}", done.returncode == 0, done.stderr)
    text = "".join(blocks(PAGE, "yaml"))
    for path in keys_of(json.loads(kit.run("schema", "format"))):
        kit.check(f"page: {path} has an example", re.search(rf"\b{path.split('.')[-1]}:", text))
    for name in library():
        kit.check(f"page: {name} is in its table", f"`{name}`" in PAGE.read_text(encoding="utf-8"))


def check_known(kit):
    """The page names the formats that say of themselves that no real file was seen, and no others."""
    page = PAGE.read_text(encoding="utf-8").split("## Formats that are there")[1]
    said = page.split(" are known from descriptions only")[0].split("\n\n")[-1]
    own = [f.stem for f in library_files() if "# Known from descriptions" in f.read_text(encoding="utf-8")]
    kit.equal("page: formats known from descriptions", sorted(re.findall(r"`(\w+)`", said)), sorted(own))


def keys_of(schema, above=""):
    for key, below in schema.get("properties", {}).items():
        yield above + key
        yield from keys_of(below, above + key + ".")
        yield from keys_of(below.get("items", {}), above + key + ".")


def test_formats(kit):
    kit.equal("each format has a sample", sorted(library() - {format_of(folder) for folder in samples()}), [])
    kit.equal("each sample has a format", [folder.name for folder in samples() if format_of(folder) is None], [])
    for folder in samples():
        check_sample(kit, folder)
    check_staff(kit)
    for folder in sorted((FORMATS / "damaged").iterdir()):
        check_damaged(kit, folder)
    check_example(kit)
    check_keys(kit)
    check_known(kit)


if __name__ == "__main__":
    main(test_formats)
