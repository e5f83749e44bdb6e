"""The scorecard as a reader nobody here wrote sees it: openpyxl on the sample company's book."""
import argparse
import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import ooxml  # noqa: E402

SAMPLE = ROOT / "samples/acme"
FRONT = ["Summary", "Scorecard"]
APPENDIX = ["Alignment", "Map", "Maturity", "Changes", "Definitions", "Data quality", "Sources"]
COLOURS = {"Met": "green", "On pace": "green", "Short": "amber", "Behind pace": "amber",
           "Missed": "red", "Far behind": "red"}
HERE = r"objective_\d+_ledger\[\[#This Row\],\[[A-Za-z ]+\]\]"
FORMULAS = re.compile("|".join((
    r"""=HYPERLINK\("#'[^"]+'!A\d+","(?:[^"]|"")+"\)""",
    r"=SUBTOTAL\(109,[a-z0-9_]+\[(?:Weight|Points)\]\)",
    rf"={HERE}\*{HERE}/SUM\(objective_\d+_ledger\[Weight\]\)",
    rf"=MAX\(0,MIN\(100,100/3\*\(1\+\({HERE}-{HERE}\)/\({HERE}-{HERE}\)\)\)\)",
    r'=COUNTIFS\(alignment\[Kind\],"social",alignment\[State\],"[a-z ]+"\)(?:\+COUNTIFS\(.*"partly linked"\))?',
    r'=COUNTIFS\(.*"linked"\)/SUM\(alignment_states\[Metrics\]\)')))
done = {"passed": 0, "failed": 0}


def claim(what, is_so, why=""):
    done["passed" if is_so else "failed"] += 1
    if not is_so:
        print(f"FAILED: {what}{': ' if why else ''}{why}")


def close(skipped=0):
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{done['passed']} passed, {done['failed']} failed{tail}")
    sys.exit(1 if done["failed"] else 0)


def shown(value):
    """A number as `export` prints it: the shortest of up to 15 significant digits."""
    return None if value in (None, "", "none") or isinstance(value, str) else f"{float(value):.15g}"


def wanted(text):
    return f"{float(text):.15g}" if text else None


def start(program, *words):
    env = dict(os.environ, KPIALIGN_LIBRARY=str(ROOT / "models"), LC_ALL="C.UTF-8")
    return subprocess.run([program, *words], env=env, capture_output=True, text=True, check=False)


def export(program, table, workspace):
    out = start(program, "export", table, str(workspace))
    claim(f"export {table} ends with 0", out.returncode == 0, out.stderr[-400:])
    return list(csv.DictReader(io.StringIO(out.stdout)))


def make(program, folder):
    workspace = pathlib.Path(folder) / "acme"
    shutil.copytree(SAMPLE, workspace)
    out = start(program, "run", str(workspace))
    books = sorted(workspace.glob("scorecards/*.xlsx"))
    claim("run ends with 0 and one scorecard", out.returncode == 0 and len(books) == 1, out.stderr[-400:])
    if len(books) != 1:
        close()
    return workspace, books[0]


def range_bounds(ref):
    from openpyxl.utils import range_boundaries
    return range_boundaries(ref)


def apart(a, b):
    return a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def rows_of(sheet, table):
    cells = [[c.value for c in row] for row in sheet[table.ref]]
    last = len(cells) - (table.totalsRowCount or 0)
    return [dict(zip(cells[0], row)) for row in cells[1:last]]


def table(sheet, name):
    return rows_of(sheet, sheet.tables[name])


def check_book(book):
    names = book.sheetnames
    claim("the sheets stand in their order", names[:2] == FRONT and names[-len(APPENDIX):] == APPENDIX, str(names))
    claim("there is a sheet an objective", len(names) > 8)
    tables = [(s, t) for s in book for t in s.tables.values()]
    unique = {t.displayName.lower() for _, t in tables}
    claim("table names differ", len(unique) == len(tables))
    for sheet, t in tables:
        heads = [c.value for c in sheet[t.ref][0]]
        claim(f"headings of {t.displayName} are its columns", heads == [c.name for c in t.tableColumns])
        claim(f"headings of {t.displayName} differ", len({h.lower() for h in heads}) == len(heads))
        claim(f"{t.displayName} has no empty cell", all(
            c.value not in (None, "") for row in sheet[t.ref][:len(sheet[t.ref]) - (t.totalsRowCount or 0)]
            for c in row))
        for merged in sheet.merged_cells.ranges:
            claim(f"no merged cell in {t.displayName}", apart(merged.bounds, range_bounds(t.ref)), str(merged))


def check_formulas(book):
    odd = [f"{s.title}!{c.coordinate} {c.value}" for s in book for row in s.iter_rows() for c in row
           if c.data_type == "f" and not FORMULAS.fullmatch(str(c.value))]
    claim("no formula but ours", not odd, "; ".join(odd[:3]))
    links = [(s.title, c.hyperlink.location) for s in book for row in s.iter_rows() for c in row if c.hyperlink]
    names = set(book.sheetnames)
    claim("links lead to sheets of the book", links and all(
        to and re.sub(r"''", "'", to.rsplit("!", 1)[0].strip("'")) in names for _, to in links))
    claim("every sheet but Summary leads back to it", all(
        any(to in ("'Summary'!A1", "Summary!A1") for at, to in links if at == s)
        for s in book.sheetnames if s != "Summary"))


def led(cell):
    """Where a cell leads: the cell that its link or its =HYPERLINK names; None: it is no link."""
    formula = re.match(r"""=HYPERLINK\("#([^"]+)",""", str(cell.value)) if cell.data_type == "f" else None
    to = cell.hyperlink.location if cell.hyperlink else formula.group(1) if formula else None
    if to is None:
        return None
    sheet, at = to.rsplit("!", 1)
    sheet = sheet.strip("'").replace("''", "'")
    return cell.parent.parent[sheet][at] if sheet in cell.parent.parent.sheetnames else None


def is_link(cell):
    return cell.hyperlink is not None or cell.data_type == "f" and str(cell.value).startswith("=HYPERLINK")


def column(sheet, name, heading):
    """The cells of a table's column."""
    area = sheet[sheet.tables[name].ref]
    at = [c.value for c in area[0]].index(heading)
    return [row[at] for row in area[1:]]


def check_ways(book, values):
    """KPI -> definition -> source and back: each link leads to a cell that says what the link says."""
    def said(cell):
        return values[cell.parent.title][cell.coordinate].value

    links = [c for s in book for row in s.iter_rows() for c in row if is_link(c)]
    lost = [f"{c.parent.title}!{c.coordinate}" for c in links if led(c) is None or said(led(c)) in (None, "")]
    claim("every link leads to a cell that says something", len(links) > 100 and not lost, str(lost[:3]))
    ways = [("Scorecard", "scorecard", "KPI", "Definitions"), ("Map", "map", "KPI", "Definitions"),
            ("Map", "map", "Metric", "Definitions"), ("Definitions", "definitions", "Name", None),
            ("Alignment", "alignment", "Metric", "Definitions"), ("Data quality", "rows", "File", "Sources")]
    for sheet, name, heading, to in ways:
        cells = column(book[sheet], name, heading)
        # the first linked column of the row that a link leads to says the same
        wrong = [said(c) for c in cells if is_link(c) and (said(c) not in [said(x) for x in led(c).parent[led(c).row]]
                                                           or to not in (None, led(c).parent.title))]
        claim(f"{heading} of {sheet} leads to its own row", not wrong, str(wrong[:3]))
        lacks = [said(c) for c in cells if not is_link(c)]
        claim(f"{heading} of {sheet} has links", len(lacks) <= (3 if sheet in ("Alignment", "Definitions") else 0), str(lacks[:5]))
    places = column(book["Definitions"], "definitions", "Model line")
    wrong = [said(c) for c in places if not is_link(c) or not said(c).startswith(said(led(c)) + ":")]
    claim("a model line leads to its file on Sources", places and not wrong, str(wrong[:3]))
    back = [led(c).parent.title for c in column(book["Sources"], "sources", "Role") if is_link(c)]
    claim("and Sources leads back", {"Definitions", "Data quality"} == set(back), str(set(back)))


def check_names(book, kpis, objectives):
    """Names that a formula of the reader's own can use: =kpi_nps."""
    told = {f"kpi_{k['kpi']}": wanted(k["value"]) for k in kpis if k["value"]}
    told.update({f"score_{o['objective']}": wanted(o["score"]) for o in objectives if o["score"]})
    found = {}
    names = book.defined_names
    for defined in names.values() if hasattr(names, "values") else names.definedName:  # 3.1 and before
        name = defined.name
        sheet, cell = defined.attr_text.rsplit("!", 1)
        found[name] = shown(book[sheet.strip("'").replace("''", "'")][cell.replace("$", "")].value)
    serve, index = found.pop("social_metrics_that_serve", None), found.pop("alignment_index", None)
    states = {r["State"]: r["Metrics"] for r in table(book["Alignment"], "alignment_states")}
    claim("there are names for what serves a goal", shown(states["linked"]) == serve
          and index == shown(states["linked"] / sum(states.values())), f"{serve} {index}")
    claim("names lead to the KPIs' values and the scores", found == told, f"{set(found.items()) ^ set(told.items())}")


def check_charts(book):
    """openpyxl reads charts: their data are the figures of the table that stands below, and none stands over a cell."""
    n = 0
    for sheet in book:
        trend = [t for t in sheet.tables.values() if t.displayName.endswith("_trend")]
        for chart in sheet._charts:
            n += 1
            first, last = chart.anchor._from, chart.anchor.to
            covered = [c.coordinate for row in sheet.iter_rows(first.row + 1, last.row + (last.rowOff > 0), first.col + 1,
                                                               last.col + (last.colOff > 0))
                       for c in row if c.value is not None and not sheet.column_dimensions[c.column_letter].hidden]
            claim(f"the chart of {sheet.title} covers nothing", not covered, str(covered[:5]))
            if sheet.title in ("Scorecard", "Alignment"):
                continue
            claim(f"one table of figures for the chart of {sheet.title}", len(trend) == 1)
            rows = rows_of(sheet, trend[0])
            for line, column in zip(chart.series, ("Actual", "Target")):
                ref = line.val.numRef.f.rsplit("!", 1)[1].replace("$", "")
                drawn = [row[0].value for row in sheet[ref]]
                told = [None if isinstance(r[column], str) else r[column] for r in rows]
                claim(f"{column} of {sheet.title} is drawn as told", drawn == told, f"{drawn} {told}")
    claim("objectives have charts", n >= 5, str(n))


def drawn(sheet):
    """The bars of the one chart of a sheet."""
    chart, = sheet._charts
    refs = [r.rsplit("!", 1)[1].replace("$", "") for r in (chart.series[0].cat.strRef or chart.series[0].cat.numRef, chart.series[0].val.numRef)
            for r in [r.f]]
    claim(f"{sheet.title} has bars", chart.barDir == "bar")
    return [[row[0].value for row in sheet[ref]] for ref in refs]


def check_bars(book, objectives):
    """Scores as `export objectives` has them, lowest first; metrics as the table of states has them."""
    names, scores = drawn(book["Scorecard"])
    listed = {r["Objective"] for r in table(book["Summary"], "summary_objectives")}
    claim("bars are Summary's objectives", names and set(names) <= listed, str(names))
    known = {wanted(o["score"]) for o in objectives if o["score"]}
    claim("with their scores", {shown(s) for s in scores} <= known, f"{scores} {known}")
    claim("the lowest first", scores == sorted(scores), str(scores))
    states = {r["State"]: r["Metrics"] for r in table(book["Alignment"], "alignment_states")}
    claim("states are drawn as told", dict(zip(*drawn(book["Alignment"]))) == states)


def colour(status):
    return COLOURS.get(status.split(" ", 1)[1], "grey")


def check_kpis(book, kpis, period):
    names = {r["Id"]: r["Name"] for r in table(book["Definitions"], "definitions") if r["What"] == "KPI"}
    rows = table(book["Scorecard"], "scorecard")
    claim("Scorecard has the KPIs of `export kpis`", [r["KPI"] for r in rows] == [names.get(k["kpi"]) for k in kpis])
    for row, kpi in zip(rows, kpis):
        pairs = [("value", shown(row[period]), wanted(kpi["value"])), ("role", row["Role"], kpi["role"]),
                 ("target", shown(row["Target"]), wanted(kpi["target"])),
                 ("status", colour(row["Status"]), kpi["status"])]
        for what, cell, text in pairs:
            claim(f"{what} of {kpi['kpi']}", cell == text, f"Scorecard {cell}, export {text}")
    claim("some KPIs have values", sum(1 for k in kpis if k["value"]) > 5)
    return names


def check_objectives(book, objectives, kpis, names, period):
    with open(SAMPLE / "goals.csv", encoding="utf-8-sig", newline="") as f:
        ids = {r["name"]: r["goal"] for r in csv.DictReader(f)}
    by_id = {o["objective"]: o for o in objectives}
    by_name = {names[k["kpi"]]: k for k in kpis}
    rows = table(book["Summary"], "summary_objectives")
    counts = {}
    for row in rows:
        goal, status = by_id[ids[row["Objective"]]], colour(row["Status"])
        counts[status] = counts.get(status, 0) + 1
        claim(f"status of {goal['objective']}", status == goal["status"], f"{row['Status']}, {goal['status']}")
        kpi = by_name.get(row["Measured by: heaviest KPI"])
        claim(f"value of {goal['objective']}", shown(row[period]) == wanted(kpi["value"] if kpi else ""))
        claim(f"own status of what measures {goal['objective']}",
              row["Its own status"] == "–" if kpi is None else colour(row["Its own status"]) == kpi["status"])
        claim(f"target of {goal['objective']}", shown(row["Target"]) == wanted(kpi["target"] if kpi else ""))
    headline = book["Summary"]["A4"].value
    judged = len(rows) - counts.get("grey", 0)
    claim("the headline counts the table", headline.startswith(f"{judged} of {len(rows)} objectives "), headline)
    for word, n in counts.items():
        claim(f"the headline counts {word}", word == "grey" or f"{n} " in headline and f"({word})" in headline)


def check_ledgers(book, objectives):
    scores = sorted(wanted(o["score"]) for o in objectives if o["score"])
    totals = []
    for sheet in book:
        for t in sheet.tables.values():
            name = t.displayName
            if not name.endswith("_ledger"):
                continue
            points = [r["Points"] for r in rows_of(sheet, t)]
            total = sheet[t.ref][-1][-1].value
            totals.append(shown(total))
            claim(f"{name} adds up", abs(sum(points) - total) < 1e-9, f"{sum(points)} is not {total}")
    claim("ledger totals are the scores of `export objectives`", sorted(totals) == scores, f"{totals} {scores}")


def check_alignment(book, metrics):
    rows = table(book["Alignment"], "alignment")
    claim("Alignment has every metric", len(rows) == len(metrics))
    ours = sorted((r["State"].replace("partly linked", "unlinked"), r["Kind"]) for r in rows)
    claim("Alignment has the states of `export metrics`", ours == sorted((m["state"], m["kind"]) for m in metrics))
    seen = sum(1 for m in metrics if m["kind"] == "social" and m["state"] != "not seen")
    states = {r["State"]: r["Metrics"] for r in table(book["Alignment"], "alignment_states")}
    partly = sum(1 for r in rows if r["State"] == "partly linked" and r["Kind"] == "social")
    claim("what is partly linked is counted apart", states["partly linked"] == partly, f"{states} {partly}")
    claim("the states add up to all social metrics seen", sum(states.values()) == seen, f"{states} {seen}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.environ.get("KPIALIGN", str(ROOT / "build/release/kpialign")))
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    try:
        import openpyxl
        warnings.filterwarnings("ignore", module="openpyxl")  # data bars it does not know
    except ImportError:
        print("skip: openpyxl is not here (Debian: python3-openpyxl)")
        close(1)
    if not SAMPLE.exists():
        print("skip: samples/acme is not here")
        close(1)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        workspace, path = make(program, one)
        time.sleep(1.1)  # a clock in the book would show
        _, again = make(program, two)
        claim("two runs give the same bytes", path.read_bytes() == again.read_bytes())
        claim("nothing is left beside the scorecard", len(list(path.parent.iterdir())) == 1)
        formulas, book = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        wrong = ooxml.faults(path)
        claim("the parts of the book are sound", not wrong, "; ".join(wrong[:5]))
        check_charts(formulas)
        check_book(book)
        check_formulas(formulas)
        check_ways(formulas, book)
        kpis, objectives = (export(program, t, workspace) for t in ("kpis", "objectives"))
        period = book["Summary"].tables["summary_objectives"].tableColumns[5].name
        names = check_kpis(book, kpis, period)
        check_objectives(book, objectives, kpis, names, period)
        check_ledgers(book, objectives)
        check_bars(book, objectives)
        check_names(book, kpis, objectives)
        check_alignment(book, export(program, "metrics", workspace))
    close()


if __name__ == "__main__":
    main()
