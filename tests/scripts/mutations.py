"""Variants that nobody wrote down: each sample of tests/formats is changed as people and tools change exports.

Either the same series come out, or the file is refused with a code and a place; another total is never right. A
column taken away may take series with it, and one put in may bring a series of its own.
"""
import csv
import io
import pathlib
import re
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from formats import AS_OF, GOALS, MODEL, expected, export_in, samples, says, totals
from kit import main

DELIMITERS = ",;\t"


class Export:
    """The records of a sample, and which of them belong to its tables."""

    def __init__(self, folder):
        raw = export_in(folder).read_bytes()
        self.folder, self.name = folder, export_in(folder).name
        self.encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        text = raw.decode(self.encoding)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.sep = text.startswith("sep=")
        if self.sep:
            text = text.split("\n", 1)[1]
        self.delimiter = max(DELIMITERS, key=lambda mark: text.count(mark + "Primary") * 100 + text.count(mark))
        self.records = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))
        self.width = max(map(len, self.records))
        self.mark_rows()

    def mark_rows(self):
        """Headers, and the rows below them: no titles, no preamble, no blank lines."""
        self.heads, self.body = [], []
        for i, record in enumerate(self.records):
            is_blank, is_below = not any(cell.strip() for cell in record), i - 1 in self.heads + self.body
            if is_blank or len(record) != self.width or record[0].startswith("#"):
                continue
            if is_below:
                self.body.append(i)
            elif any(cell.strip() for cell in record[1:]):
                self.heads.append(i)

    def rows(self, change):
        """The records with change(row, is_header) for each row of a table."""
        return [change(r, i in self.heads) if i in self.heads or i in self.body else r
                for i, r in enumerate(self.records)]

    def write(self, records=None, delimiter=None, encoding=None, newline=None, quoting=csv.QUOTE_MINIMAL):
        out = io.StringIO()
        delimiter = delimiter or self.delimiter
        writer = csv.writer(out, delimiter=delimiter, lineterminator=newline or self.newline, quoting=quoting)
        for record in self.records if records is None else records:
            if record:
                writer.writerow(record)
            else:
                out.write(newline or self.newline)
        head = f"sep={delimiter}{newline or self.newline}" if self.sep else ""
        return (head + out.getvalue()).encode(encoding or self.encoding)


def variants(e):
    """What changes nothing: (what was done, the bytes)."""
    yield "as it is", e.write()
    yield "columns backwards", e.write(e.rows(lambda r, head: r[::-1]))
    yield "columns turned by one", e.write(e.rows(lambda r, head: r[1:] + r[:1]))
    yield "headers in capitals", e.write(e.rows(lambda r, head: [c.upper() for c in r] if head else r))
    yield "headers in small letters", e.write(e.rows(lambda r, head: [c.lower() for c in r] if head else r))
    yield "blanks in headers", e.write(e.rows(lambda r, head: ["  " + c.replace(" ", "  ") + " " for c in r] if head else r))
    yield "hard blanks in headers", e.write(e.rows(lambda r, head: [c.replace(" ", "\xa0") for c in r] if head else r))
    yield "semicolons", e.write(delimiter=";")
    yield "tabs", e.write(delimiter="\t")
    yield "commas", e.write(delimiter=",")
    yield "UTF-16", e.write(encoding="utf-16")
    yield "UTF-16 of the other end", b"\xfe\xff" + e.write(encoding="utf-16-be")
    yield "UTF-8 with BOM", e.write(encoding="utf-8-sig")
    yield "UTF-8 without BOM", e.write(encoding="utf-8")
    yield "CRLF", e.write(newline="\r\n")
    yield "LF", e.write(newline="\n")
    yield "all quoted", e.write(quoting=csv.QUOTE_ALL)
    yield "empty columns behind", e.write(e.rows(lambda r, head: r + ["", ""]))
    yield "a column of words", e.write(e.rows(lambda r, head: r + ["Zzz words" if head else "abc"]))
    yield "a column of numbers", e.write(e.rows(lambda r, head: r + ["Zzz count" if head else "7"]))
    yield "a column of numbers in front", e.write(e.rows(lambda r, head: ["Zzz count" if head else "7"] + r))
    yield "blank lines behind", e.write() + "\n\n\n".encode("utf-16-le" if e.encoding == "utf-16" else "utf-8")
    yield "no line end at the end", e.write(e.records).rstrip(b"\r\n\0") + (b"\0" if e.encoding == "utf-16" else b"")


def losses(e):
    """What takes something away: a column, or the header."""
    for i in range(e.width):
        yield f"without column {i + 1}", e.write(e.rows(lambda r, head, i=i: r[:i] + r[i + 1:]))
    yield "without its header", e.write([r for i, r in enumerate(e.records) if i not in e.heads])


def read(kit, name, e, data):
    """(totals, None), or (None, what the program says) where it refuses the file."""
    folder = kit.temp / name
    (folder / "models").mkdir(parents=True)
    (folder / "exports").mkdir()
    (folder / "models/model.yaml").write_text(MODEL)
    (folder / "goals.csv").write_text(GOALS)
    (folder / "exports" / e.name).write_bytes(data)
    text = ["company: Acme", "currency: USD", "model: models/model.yaml", "goals: goals.csv", "database: k.db",
            "sources:", "  - files: exports/*", *("    " + line for line in says(e.folder))]
    (folder / "kpialign.yaml").write_text("\n".join(text) + "\n")
    done = kit.run("export", "series", folder, *AS_OF, code=None)
    if done.returncode == 0:
        return totals(csv.DictReader(io.StringIO(done.stdout))), None
    return None, done.stderr


def is_precise(e, words):
    """An error or rejected row with a code, in this file."""
    return re.search(rf"^[^\n]*exports/{re.escape(e.name)}(:\d+(:\d+)?)?: (error|rejected) K\d\d\d: ", words, re.M)


def judge(kit, e, what, may_lose, got, words):
    want = expected(e.folder)
    name = f"{e.folder.name}, {what}"
    if got is None:
        kit.check(f"{name}: refused at a place", is_precise(e, words), words[-600:])
        is_doubtful = what == "semicolons" and " K102: " in words and " could be " in words  # 1,200 among semicolons
        kit.check(f"{name}: no reason to refuse it", may_lose or is_doubtful, words[-600:])
        return
    found = {key: value for key, value in got.items() if not key[2].startswith("zzz_count")}
    if may_lose:
        want = {key: value for key, value in want.items() if key in found}
    kit.equal(name, {k: v for k, v in found.items() if want.get(k) != v}, {})
    kit.equal(f"{name}: nothing is lost", sorted(set(want) - set(found)), [])


def test_mutations(kit):
    jobs = []
    # every change is made under a sanitizer too, to some of the samples; formats.py shows it all of them
    for folder in list(samples())[::8 if kit.is_sanitized else 1]:
        e = Export(folder)
        if not expected(folder):
            continue
        jobs += [(e, what, data, False) for what, data in variants(e)]
        jobs += [(e, what, data, True) for what, data in losses(e)]
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda job: read(kit, f"{id(job[2])}-{job[0].folder.name}", job[0], job[2]), jobs)
        for (e, what, _, may_lose), (got, words) in zip(jobs, done):
            judge(kit, e, what, may_lose, got, words)
    kit.check("there are variants", len(jobs) > (100 if kit.is_sanitized else 500), len(jobs))


main(test_mutations)
