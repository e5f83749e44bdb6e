"""pandas_usual.py FILE SHAPE OUT: the roll-up and its workbook as a hand-kept script has it, by the manual and untuned."""
import sys

import pandas

path, _shape, out = sys.argv[1:]
rows = pandas.read_csv(path, parse_dates=["date"])
rows["month"] = rows["date"].dt.to_period("M")
table = rows.groupby(["month", "channel", "metric"])["value"].agg(["count", "sum", "min", "max"]).reset_index()
table["month"] = table["month"].astype(str)
with pandas.ExcelWriter(out, engine="xlsxwriter") as book:
    for metric, part in table.groupby("metric"):
        part.to_excel(book, sheet_name=metric[:31], index=False)
        chart = book.book.add_chart({"type": "line"})
        chart.add_series({"values": [metric[:31], 1, 4, len(part), 4]})
        book.sheets[metric[:31]].insert_chart("J2", chart)
