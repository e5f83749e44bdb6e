"""pandas_rollup.py FILE SHAPE OUT: the roll-up by pandas, typed; an OUT that ends in .xlsx is written by XlsxWriter."""
import sys

import pandas

path, shape, out = sys.argv[1:]
if shape == "wide":
    rows = pandas.read_csv(path, dtype={"date": "category", "channel": "category", "account": "category"})
    rows = rows.melt(["date", "channel", "account"], var_name="metric").dropna(subset=["value"])
    rows["date"] = rows["date"].astype("category")
else:
    rows = pandas.read_csv(path, usecols=["date", "channel", "metric", "value"],
                           dtype={"date": "category", "channel": "category", "metric": "category", "value": "float64"})
months = pandas.Series([str(day)[:7] for day in rows["date"].cat.categories])
rows["month"] = pandas.Categorical(months.take(rows["date"].cat.codes).to_numpy())
groups = rows.groupby(["month", "channel", "metric"], observed=True, sort=False)["value"]
table = groups.agg(n="count", total="sum", low="min", high="max").reset_index()
if not out.endswith(".xlsx"):
    table.to_csv(out, index=False)
    sys.exit()
with pandas.ExcelWriter(out, engine="xlsxwriter") as book:
    for metric, part in table.groupby("metric", observed=True):
        part.to_excel(book, sheet_name=str(metric)[:31], index=False)
        chart = book.book.add_chart({"type": "line"})
        chart.add_series({"values": [str(metric)[:31], 1, 4, len(part), 4]})
        book.sheets[str(metric)[:31]].insert_chart("J2", chart)
