"""Real exports: `export series` adds up, by channel and metric, to what the files say to another reader.

The files lie outside the repository (../shared/data/exports); without them the test skips.
"""
import collections
import csv
import decimal
import io
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

EXPORTS = ROOT.parent / "shared/data/exports"
MISSING = {"", "-", "--", "n/a", "nan", "undefined"}
SPROUT = {"Audience": "followers", "Net Audience Growth": "followers_net", "Audience Gained": "followers_gained",
          "Sent Messages (Total)": "messages_sent", "Published Posts (Total)": "posts",
          "Received Messages (Total)": "messages_received", "Impressions": "impressions", "Video Views": "video_views",
          "Engagements": "engagements", "Reactions": "reactions", "Comments": "comments", "Shares": "shares",
          "Saves": "saves", "Post Link Clicks": "link_clicks", "Other Post Clicks": "other_clicks",
          "Other Engagements": "other_engagements", "Profile Actions": "profile_actions"}
TWEETS = {"impressions": "impressions", "engagements": "engagements", "retweets": "shares", "replies": "comments",
          "likes": "likes", "user profile clicks": "profile_visits", "url clicks": "link_clicks",
          "detail expands": "detail_expands", "media views": "views", "media engagements": "media_engagements"}
POSTS = {"Views": "views", "Reach": "reach", "Likes": "likes", "Shares": "shares", "Comments": "comments",
         "Saves": "saves", "Follows": "followers_gained"}
LINKEDIN = {"Impressions (total)": "impressions", "Unique impressions (organic)": "reach", "Clicks (total)": "clicks",
            "Reactions (total)": "reactions", "Comments (total)": "comments", "Reposts (total)": "shares"}
FACEBOOK = {"Lifetime Post Total Impressions": "impressions", "Lifetime Post Consumptions": "clicks",
            "Lifetime Post Stories by action type - like": "likes",
            "Lifetime Post Stories by action type - comment": "comments",
            "Lifetime Post Stories by action type - share": "shares",
            "Lifetime Post Consumptions by type - link clicks": "link_clicks",
            "Lifetime Negative Feedback from Users": "negative_feedback"}
GA4 = {"Event count": "events", "Total users": "users", "New users": "new_users",
       "Returning users": "returning_users"}


def read(pattern, encoding):
    path, = EXPORTS.glob(pattern)
    return path.read_bytes().decode(encoding)


def table(path, keep=None):
    """The rows of a CSV as maps; keep drops lines before it is read."""
    text = read(path, "utf-8-sig")
    if keep:
        text = "".join(line for line in text.splitlines(True) if keep(line))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def add(sums, channel, metric, cell):
    """Missing is not 0: it makes no total."""
    if cell.strip().lower() not in MISSING:
        sums[channel, metric] += decimal.Decimal(cell.replace(",", ""))


def wide(path, names, channel, **how):
    sums = collections.defaultdict(decimal.Decimal)
    for row in table(path, **how):
        for column, metric in names.items():
            add(sums, channel or row["Network"].lower(), metric, row[column])
    return sums


def posts(path):
    """Reach of posts does not add: a day holds its fullest post."""
    sums, fullest = wide(path, POSTS, "instagram"), {}
    for row in table(path):
        day = row["Account username"], row["Publish time"][:10]
        fullest[day] = max(fullest.get(day, 0), decimal.Decimal(row["Reach"]))
    sums["instagram", "reach"] = sum(fullest.values())
    return sums


def facebook(path):
    """Below the names stands a row that describes them. People do not add: a day holds its fullest post."""
    names, _, *rows = csv.reader(io.StringIO(read(path, "utf-8-sig"), newline=""))
    sums, fullest = collections.defaultdict(decimal.Decimal), {}
    for row in rows:
        for column, metric in FACEBOOK.items():
            add(sums, "facebook", metric, row[names.index(column)])
        # of two columns of one name the second row says which counts plays and which people: plays come first here
        add(sums, "facebook", "video_views", row[names.index("Lifetime Organic Video Views")])
        for column, metric in (("Lifetime Post Total Reach", "reach"), ("Lifetime Engaged Users", "engaged_users")):
            day = metric, row[names.index("Posted")][:10]
            fullest[day] = max(fullest.get(day, 0), decimal.Decimal(row[names.index(column)]))
    for (metric, _), people in fullest.items():
        sums["facebook", metric] += people
    return sums


def chart(path):
    """Two tables, each under its title; the first title names no network, so the source says facebook."""
    sums, channel = collections.defaultdict(decimal.Decimal), None
    for row in csv.reader(io.StringIO(read(path, "utf-16"))):
        if len(row) == 1:
            channel = "instagram" if row[0].startswith("Instagram") else "facebook"
        elif len(row) == 2 and row[0].startswith("20"):
            add(sums, channel, "followers_gained", row[1])
    return sums


def countries(path):
    """A table without dates: all countries, and never the row Total; hours become seconds."""
    sums = collections.defaultdict(decimal.Decimal)
    for row in table(path):
        if row["Geography"] != "Total":
            add(sums, "youtube", "views", row["Views"])
            sums["youtube", "watch_seconds"] += decimal.Decimal(row["Watch time (hours)"]) * 3600
    return sums


def deals(path):
    """Each deal was opened; those with a close date were won or lost."""
    sums = collections.Counter()
    for row in table(path):
        sums["", "deals_opened"] += bool(row["engage_date"])
        if row["close_date"]:
            sums["", {"Won": "deals_closed", "Lost": "deals_lost"}[row["deal_stage"]]] += 1
            sums["", "deals_won_value"] += int(row["close_value"]) if row["deal_stage"] == "Won" else 0
    return sums


def monthly(path):
    sums = collections.defaultdict(decimal.Decimal)
    for row in table(path):
        add(sums, "", re.sub("[^a-z0-9]+", "_", row["metric"].lower()).strip("_"), row["value"])
    return sums


CASES = [  # file (one matches), what the source says beside it, rows in it, totals by another reader
    ("sprout_social/Profile Performance.csv", "", 2190, lambda p: wide(p, SPROUT, None)),
    ("x/tweet_activity_metrics_*.csv", "", 25, lambda p: wide(p, TWEETS, "x")),
    ("meta_business_suite/Mar-*.csv", "", 78, posts),
    ("linkedin/content-metrics.csv", "", 365, lambda p: wide(p, LINKEDIN, "linkedin")),
    ("google_analytics/data-export.csv", "", 241,
     lambda p: wide(p, GA4, "web", keep=lambda line: not line.startswith("#"))),
    ("meta_business_suite/Foll*.csv", "channel: facebook", 471, chart),
    ("facebook_insights/*.csv", "", 98, facebook),
    ("youtube/*.csv", "window: 2022-01-01..2022-01-31", 202, countries),
    ("business/*_pipeline.csv", "kind: business", 3000, deals),
    ("business/*_long.csv", "kind: business", 366, monthly),
]

AS_OF = ["--as-of", "2026-12-31"]  # after all of them
MODEL = """model: exports
version: "1"
extends: social-business.yaml
"""
GOALS = "goal,name,parent,statement,kind,department,owner,sponsor,budget,currency,weight\ngrow,Grow,,,,,,,,,\n"


def workspace(kit, name, cases):
    """Each file is a source of its own, so none stands in the way of another."""
    folder = kit.temp / name
    (folder / "models").mkdir(parents=True)
    (folder / "models/model.yaml").write_text(MODEL)
    (folder / "goals.csv").write_text(GOALS)
    lines = ["company: Exports", "currency: USD", "model: models/model.yaml", "goals: goals.csv", "database: k.db",
             "sources:"]
    for path, says, _, _ in cases:
        lines.append(f"  - files: \"{EXPORTS / path}\"")
        lines += [f"    {says}"] if says else []
    (folder / "kpialign.yaml").write_text("\n".join(lines) + "\n")
    return folder


def totals(rows, wanted):
    sums = collections.defaultdict(decimal.Decimal)
    for row in rows:
        key = row["channel"], row["metric"]
        if key in wanted:
            sums[key] += decimal.Decimal(row["value"])
    return sums


def test_each_file_adds_up(kit):
    for i, (path, says, rows, other) in enumerate(CASES):
        folder = workspace(kit, f"one{i}", [(path, says, rows, other)])
        want = other(path)
        kit.check(f"{path}: another reader finds values", len(want) > 0)
        kit.equal(f"{path}: totals", dict(totals(kit.table("series", folder, *AS_OF), want)), dict(want))


def test_all_files_together(kit):
    """The law over one workspace of all files: every row is used, rejected or left."""
    found = [row for row in kit.table("inputs", workspace(kit, "all", CASES), *AS_OF) if row["role"] == "metrics"]
    kit.equal("files in the ledger", len(found), len(CASES))
    kit.equal("rows", sorted(int(row["rows"]) for row in found), sorted(rows for _, _, rows, _ in CASES))
    for row in found:
        left = sum(int(value or 0) for key, value in row.items() if key.startswith("left"))
        kit.equal(f"{row['path']}: used + rejected + left", int(row["used"]) + int(row["rejected"]) + left,
                  int(row["rows"]))


def test_exports(kit):
    if not EXPORTS.is_dir():
        kit.skip(f"{EXPORTS.relative_to(ROOT.parent)} is not here")
        return
    test_each_file_adds_up(kit)
    test_all_files_together(kit)


main(test_exports)
