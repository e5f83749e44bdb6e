"""Each alignment finding by two workspaces: one that just has it, with its place, and one that just has not."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

SOCIAL, MODEL, GOALS, YAML = "data/social.csv", "models/basic.yaml", "goals.csv", "kpialign.yaml"
HEAD = "date,channel,account,campaign,metric,value\n"
SPEND = ("sources:\n", "campaigns: campaigns.csv\nsources:\n  - files: data/spend.csv\n")
SECOND = "\n  more:\n    objective: trust\n    role: %s\n    measure: leads\npractices:"


def day(metric, channel="x", value=5):
    return f"2026-09-30,{channel},basic,{metric},{value}\n"


def campaigns(row, spend="100"):
    return [(YAML, *SPEND), ("campaigns.csv", None, "campaign,objective,start,end\n" + row),
            ("data/spend.csv", None, HEAD + f"2026-09-30,x,basic,Autumn,spend,{spend}\n")]


def window(last):
    return [(YAML, "sources:\n", f"sources:\n  - files: data/spend.csv\n    window: 2026-07-01..{last}\n"),
            ("data/spend.csv", None, "date,channel,account,metric,value\n2026-09-30,x,basic,spend,9\n")]


# code, subject; edits that have it, where it stands, what the message or remedy says; edits that just have it not.
# An edit is (file, what, instead); what None: instead is the file, or, of the social rows, added to it.
PAIRS = [
    ("K202", "likess", [(SOCIAL, None, day("likess"))], "kpialign.yaml:8:5", "likes: {aliases: [likess]}",
     [(SOCIAL, None, day("imps").replace("2026-09-30,x", "2026-09-30,tiktok"))]),
    ("K202", "sales", [(SOCIAL, None, day("sales"))], "kpialign.yaml:8:5", "sales: {kind: social, unit: count, level: output}",
     [(SOCIAL, None, day("views-of-posts", "tiktok"))]),
    ("K203", "like_rate", [(MODEL, "objective: trust", "objective: truts")], "models/basic.yaml:48:16", "did you mean 'trust'?",
     [(MODEL, "kpis:", "objectives: {truts: trust}\nkpis:"), (MODEL, "objective: trust", "objective: truts")]),
    ("K204", "idle", [(GOALS, None, "idle,Idle,company,,business,sales,A,B,1,EUR,1\n")], "goals.csv:5:1", "`objective: idle`",
     [(GOALS, None, "idle,Idle,company,,business,sales,A,B,1,EUR,1\n"), (MODEL, "objective: trust", "objective: idle"),
      (GOALS, "trust,Be believed,company", "trust,Be believed,revenue")]),
    ("K205", "trust", [], "goals.csv:4:1", "has an evidence KPI with data and a target",
     [(MODEL, "practices:", SECOND[1:] % "evidence"), ("targets.csv", None, "more,2026-Q3,1,\n")]),
    ("K206", "fame", [(GOALS, None, "fame,Fame,,,social,sales,,,,,\n"), (MODEL, "objective: trust", "objective: fame")], "goals.csv:5:1",
     "name the business goal it serves as its parent",
     [(GOALS, None, "fame,Fame,trust,,social,sales,,,,,\n"), (MODEL, "objective: trust", "objective: fame")]),
    ("K207", "leads", [(MODEL, "practices:", SECOND[1:] % "evidence")], "models/basic.yaml:56:14", "name the others in `supports`",
     [(MODEL, "practices:", SECOND[1:] % "leading")]),
    ("K208", "buzz", [(MODEL, "kpis:", "  buzz: {banned: {because: Nobody knows}}\nkpis:"), (SOCIAL, None, day("buzz"))],
     "models/basic.yaml:30:10", "Nobody knows", [(MODEL, "kpis:", "  buzz: {banned: {because: Nobody knows}}\nkpis:")]),
    ("K209", "Autumn", campaigns("Autumn,,,\n"), "campaigns.csv:2:8", "name the goal it serves in `objective`",
     campaigns("Autumn,trust,,\n")),
    ("K209", "Autumn", campaigns("Autumn,trust,,2026-09-29\n"), "campaigns.csv:2:15", "100 EUR of spend for 'Autumn' lies outside its dates",
     campaigns("Autumn,trust,,2026-09-30\n")),
    ("K210", "marketing", [(MODEL, "role: leading\n", "role: leading\n    department: sales\n"), (MODEL, "department: finance", "department: marketing"),
                           (GOALS, ",sales,Head", ",marketing,Head")], "",
     "marketing owns 2 of the 3 KPIs that link, more than 60%", []),
    ("K211", "trust", [(GOALS, "Brand Director,", ","), (MODEL, "practices:", SECOND[1:] % "evidence"), ("targets.csv", None, "more,2026-Q3,1,\n")],
     "goals.csv:4:1", "has no owner", [(MODEL, "practices:", SECOND[1:] % "evidence"), ("targets.csv", None, "more,2026-Q3,1,\n")]),
    ("K211", "revenue", [(GOALS, "100000,EUR", ",EUR")], "goals.csv:3:1", "has no budget", [(GOALS, "100000,EUR", "0,EUR")]),
    ("K212", "likes", [(MODEL, "better: higher\npractices", "better: higher\n    where: {channel: linkedin}\npractices")], "models/basic.yaml:10:3",
     "linkedin: like_rate; x: nothing", [(MODEL, "better: higher\npractices", "better: higher\n    where: {channel: [linkedin, x]}\npractices")]),
    ("K213", "revenue", [(MODEL, "role: evidence\n    measure: leads", "role: leading\n    measure: leads")], "goals.csv:3:1",
     "social's part is not measured", []),
    ("K214", "tiktok", [(SOCIAL, None, day("impressions", "tiktok"))], "", "its 1 metric is not linked",
     [(SOCIAL, None, day("impressions", "tiktok") + day("likes", "tiktok"))]),
    ("K214", "tiktok", [(SOCIAL, None, day("followers", "tiktok"))], "", "its 1 metric is not linked", [(SOCIAL, None, day("spend", "tiktok"))]),
    ("K215", "", [(MODEL, "practices:", "  seen: {objective: trust, role: leading, measure: impressions, why: We are new here}\npractices:")],
     "", "(3) serve a goal: aligned on paper", []),
    ("K216", "Autumn", campaigns("Autumn,trust,2026-07-02,2026-09-30\n"), "campaigns.csv:2:25", "less than the 3 months that like_rate moves ahead",
     campaigns("Autumn,trust,2026-07-01,2026-09-30\n")),
    ("K216", "Autumn", campaigns("Autumn,trust,2026-08-01,2026-08-28\n"), "campaigns.csv:2:25", "wait before judging it",
     campaigns("Autumn,revenue,2026-08-01,2026-08-28\n")),
    ("K217", "spend", window("2026-10-01"), "", "export it for the period alone", window("2026-09-30")),
]


def lay_out(kit, name, edits):
    folder = kit.workspace(name)
    for file, what, instead in edits:
        path = folder / file
        text = path.read_text() if path.exists() else ""
        if what is None:
            text += instead
        elif what in text:
            text = text.replace(what, instead)
        else:
            raise AssertionError(f"{name}: {file} has no {what!r}")
        path.write_text(text)
    return folder


def findings(kit, folder, code, subject):
    as_of = ("--period", "2026-Q3", "--as-of", "2026-10-01" if "2026-10-01" in (folder / YAML).read_text() else "2026-09-30")
    return [f for f in kit.table("findings", folder, *as_of) if f["code"] == code and f["subject"] == subject]


def test(kit):
    for i, (code, subject, has, place, says, has_not) in enumerate(PAIRS):
        name = f"{code} of {subject or 'all'} ({i})"
        found = findings(kit, lay_out(kit, f"has{i}", has), code, subject)
        kit.check(f"{name} is found once", len(found) == 1, found)
        if found:
            kit.equal(f"{name} has its place", found[0]["place"], place)
            kit.check(f"{name} says what to write", says in found[0]["message"] + "; " + found[0]["remedy"], found[0])
        kit.equal(f"{name} is not found where it just is not so", findings(kit, lay_out(kit, f"not{i}", has_not), code, subject), [])
    codes = {code for code, *_ in PAIRS}
    listed = set(re.findall(r"^\| (K2\d\d) ", (ROOT / "docs/findings.md").read_text(), re.M))
    kit.equal("every alignment finding is here but K201, which every case of tests/bad has", sorted(listed - codes), ["K201"])


if __name__ == "__main__":
    main(test)
