"""run --accessible: the book for those who enlarge or hear it, read by openpyxl, beside the board's."""
import pathlib
import re
import sys
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import ooxml  # noqa: E402
from kit import ROOT, main  # noqa: E402

SAMPLE = ROOT / "samples/acme"
SIGNS = re.compile("[●▲■○] ")
BLOCKS = re.compile("[▁-█░]{2,}")


def texts(book):
    """Every text of a book as it would be read aloud."""
    found = []
    for sheet in book:
        for cell in (c for row in sheet.iter_rows() for c in row if isinstance(c.value, str)):
            if not sheet.column_dimensions[cell.column_letter].hidden and not BLOCKS.search(cell.value):
                found.append(SIGNS.sub("", cell.value))
    return found


def numbers(book):
    found = []
    for sheet in book:
        for cell in (c for row in sheet.iter_rows() for c in row if isinstance(c.value, (int, float))):
            if not sheet.column_dimensions[cell.column_letter].hidden:
                found.append(round(cell.value, 9))
    return sorted(found)


def names(book):
    out = {}
    for defined in book.defined_names.values() if hasattr(book.defined_names, "values") else book.defined_names.definedName:
        sheet, cell = defined.attr_text.rsplit("!", 1)
        out[defined.name] = book[sheet.strip("'").replace("''", "'")][cell.replace("$", "")].value
    return out


def test_sheet(kit, sheet):
    name = sheet.title
    kit.check(f"{name}: at most one table", len(sheet.tables) <= 1, list(sheet.tables))
    kit.equal(f"{name}: no merged cell", list(sheet.merged_cells.ranges), [])
    kit.check(f"{name}: nothing is frozen", sheet.freeze_panes is None, sheet.freeze_panes)
    kit.check(f"{name}: a title in A1, what it holds in A2", all(isinstance(sheet[a].value, str) for a in ("A1", "A2")))
    kit.check(f"{name}: fits the page by its width alone", str(sheet.page_setup.fitToHeight) == "0")
    small, signs, outside = [], [], []
    rows = range(0)
    for table in sheet.tables.values():
        first, last = (int(n) for n in re.findall(r"\d+", table.ref))
        rows = range(first, last + 1)
        kit.check(f"{name}: the table starts in column A", table.ref.startswith("A"))
        kit.check(f"{name}: it has no filter", table.autoFilter is None)
        empty = [c.coordinate for row in sheet[table.ref] for c in row if c.value in (None, "")]
        kit.equal(f"{name}: it has no empty cell", empty, [])
        kit.equal(f"{name}: its headings", [c.value for c in sheet[table.ref][0]], [c.name for c in table.tableColumns])
    for cell in (c for row in sheet.iter_rows() for c in row if c.value is not None):
        if cell.font.name != "Arial" or cell.font.sz < 12:
            small.append(cell.coordinate)
        if isinstance(cell.value, str) and (SIGNS.match(cell.value) or BLOCKS.search(cell.value)):
            signs.append(cell.coordinate)
        if cell.row not in rows and cell.column > 1 and cell.data_type == "s":
            outside.append(cell.coordinate)
    kit.equal(f"{name}: Arial of at least 12", small[:3], [])
    kit.equal(f"{name}: words, no signs and no blocks", signs[:3], [])
    kit.equal(f"{name}: prose stands in column A", outside[:3], [])


def test_same(kit, board, book):
    """What the board's book says, this one says too."""
    said = "\n".join(texts(book))
    legend = "Trend: each KPI on its own scale"
    counted = re.compile(r"\d+ (more|goals?) ")  # what the board's page has no room for; here it is all said
    lost = [t for text in texts(board) for t in re.split(" · |\n", text)  # of a list's subtitle, each part on its line
            if t not in said and legend not in t and not t.startswith("Trend, ") and not counted.match(t)]
    kit.equal("no text is lost", lost[:3], [])
    want, got = numbers(board), numbers(book)
    kit.check("no figure is lost", all(want.count(v) <= got.count(v) for v in set(want)),
              [v for v in set(want) if want.count(v) > got.count(v)][:3])
    kit.equal("names lead to the same figures", names(book), names(board))


def test_rows(kit, book, values):
    """A link leads to a row that says what the link says, though rows and columns have moved."""
    wrong, n = [], 0
    for sheet in book:
        for cell in (c for row in sheet.iter_rows() for c in row):
            formula = re.match(r"""=HYPERLINK\("#([^"]+)",""", str(cell.value)) if cell.data_type == "f" else None
            to = cell.hyperlink.location if cell.hyperlink else formula.group(1) if formula else None
            if to is None or to.endswith("!A1"):
                continue
            n += 1
            name, at = to.rsplit("!", 1)
            row = values[name.strip("'").replace("''", "'")][int(at[1:])]
            said = values[sheet.title][cell.coordinate].value
            if not any(isinstance(c.value, str) and said.startswith(c.value) for c in row):
                wrong.append(f"{sheet.title}!{cell.coordinate} {said}")
    kit.check("links lead to their rows", n > 100 and not wrong, wrong[:3] or n)


def test_links(kit, book):
    sheets = set(book.sheetnames)
    led = {sheet.title: [re.sub("''", "'", c.hyperlink.location.rsplit("!", 1)[0].strip("'"))
                         for row in sheet.iter_rows() for c in row if c.hyperlink] for sheet in book}
    kit.check("links lead to sheets that are there", all(to in sheets for links in led.values() for to in links))
    kit.check("every sheet but Summary leads back", all(led[s] for s in sheets - {"Summary"}))
    seen, new = set(), {"Summary"}
    formulas = {s.title: re.findall(r"HYPERLINK\(\"#'((?:[^']|'')+)'!", " ".join(
        str(c.value) for row in s.iter_rows() for c in row if c.data_type == "f")) for s in book}
    while new:
        seen |= new
        new = {to.replace("''", "'") for s in new for to in (*led[s], *formulas[s])} - seen
    kit.check("Summary leads to every table of its own", "Summary objectives" in seen, sorted(sheets - seen))
    kit.equal("every sheet with a table is led to", sorted(s for s in sheets - seen if book[s].tables
                                                           and not led[s]), [])


def test(kit):
    if not SAMPLE.is_dir():
        kit.skip("samples/acme is not there")
        return
    try:
        import openpyxl
    except ImportError:
        kit.skip("openpyxl is not here (Debian: python3-openpyxl)")
        return
    warnings.filterwarnings("ignore", module="openpyxl")
    workspace = kit.workspace("acme", SAMPLE)
    kit.run("run", workspace, "--period", "2026-Q2", "--as-of", "2026-06-30", "--report", "--out", workspace / "q2.xlsx")
    kit.run("run", workspace, "--out", workspace / "board.xlsx")
    kit.run("run", workspace, "--accessible", "--out", workspace / "one.xlsx")
    kit.run("run", workspace, "--accessible", "--out", workspace / "two.xlsx")
    one = workspace / "one.xlsx"
    kit.check("two runs give the same bytes", one.read_bytes() == (workspace / "two.xlsx").read_bytes())
    kit.equal("the book is sound", ooxml.faults(one), [])
    book = openpyxl.load_workbook(one)
    for sheet in book:
        test_sheet(kit, sheet)
    test_links(kit, book)
    test_rows(kit, book, openpyxl.load_workbook(one, data_only=True))
    test_same(kit, *(openpyxl.load_workbook(workspace / n, data_only=True) for n in ("board.xlsx", "one.xlsx")))
    charts = sum(len(s._charts) for s in book)
    kit.equal("every chart is there", charts, sum(len(s._charts) for s in openpyxl.load_workbook(workspace / "board.xlsx")))


main(test)
