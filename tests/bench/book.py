"""A board's book of about 20,000 cells and 24 charts: 22 objectives with a trend each, and the two of bars."""
import csv
import pathlib

GOALS, KPIS, MONTHS = 22, 264, 21


def month(i):
    return f"{2025 + i // 12}-{i % 12 + 1:02d}"


def rows(folder, name, lines):
    with open(folder / name, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(lines)


def workspace(folder):
    """The workspace in a new folder; its period is 2026-Q3."""
    folder = pathlib.Path(folder)
    folder.mkdir()
    rows(folder, "goals.csv", [["goal", "name", "parent", "statement", "kind", "department", "owner", "sponsor", "budget", "currency",
                                "weight"]]
         + [[f"g{i}", f"Objective number {i}", "", "A statement of some length about it", "business", "sales", f"Head {i}", "Board", 90000,
             "EUR", 1] for i in range(GOALS)])
    rows(folder, "targets.csv", [["kpi", "period", "target", "red_line"]]
         + [[f"k{i}", f"2026-Q{q}", 3000 + i, 2500 + i] for i in range(KPIS) for q in (1, 2, 3)])
    rows(folder, "data.csv", [["date", "channel", "account", "metric", "value"]]
         + [[month(m) + "-01", ("x", "linkedin", "instagram")[i % 3], "acme", f"m{i}", (i * 37 + m * 101) % 900 + 700]
            for i in range(KPIS) for m in range(MONTHS)])
    model = ["model: book", "metrics:"]
    model += [f"  m{i}: {{name: Metric {i}, kind: social, unit: count, level: outcome}}" for i in range(KPIS)]
    model += ["kpis:"]
    model += [f"  k{i}: {{name: KPI number {i} of the book, objective: g{i % GOALS}, role: {('evidence', 'leading')[i // GOALS % 2]}, "
              f"measure: m{i}, better: higher, owner: Head of it, decision: Decide}}" for i in range(KPIS)]
    (folder / "model.yaml").write_text("\n".join(model) + "\n", encoding="utf-8")
    (folder / "kpialign.yaml").write_text(
        "company: Book\ncurrency: EUR\ndepartments: [sales]\nmodel: model.yaml\ngoals: goals.csv\ntargets: targets.csv\n"
        "sources:\n  - {files: data.csv, every: month, dated: start}\ndatabase: h.db\noutput: book.xlsx\n", encoding="utf-8")
