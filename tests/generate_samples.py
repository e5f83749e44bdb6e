#!/usr/bin/python3
"""Make the exports of samples/acme: an outdoor-goods company that does not exist, the same bytes every time.

    /usr/bin/python3 tests/generate_samples.py [FOLDER]      default: samples/acme

Only exports/ and finance/ are made here; kpialign.yaml, models/ and the tables beside them are written by hand.
samples/README.md says what is wrong in them on purpose.
"""
import datetime
import math
import pathlib
import re
import sys

FIRST, LAST = datetime.date(2024, 7, 1), datetime.date(2026, 9, 30)
DAYS = [FIRST + datetime.timedelta(n) for n in range((LAST - FIRST).days + 1)]
MONTHS = [(y, m) for y in (2024, 2025, 2026) for m in range(1, 13) if (2024, 7) <= (y, m) <= (2026, 9)]


class Dice:
    """A small linear congruential generator: the same on every machine and Python."""

    def __init__(self, seed):
        self.x = seed * 2654435761 % 2**32

    def next(self):
        self.x = (self.x * 1664525 + 1013904223) % 2**32
        return (self.x >> 8) / 2**24

    def near(self, mean, spread=0.25):
        """A whole number around mean, never negative."""
        noise = self.next() + self.next() + self.next() - 1.5
        return max(0, round(mean * (1 + spread * noise)))

    def count(self, mean):
        """A small count: Poisson."""
        n, p, floor = 0, self.next(), math.exp(-mean)
        while p > floor:
            n, p = n + 1, p * self.next()
        return n


def level(day, base, growth=0.0, season=0.0):
    """A daily mean: yearly growth, a summer season and quiet weekends."""
    t = (day - FIRST).days / 365
    year = 1 + season * math.cos(2 * math.pi * ((day.timetuple().tm_yday - 172) / 365))
    return base * (1 + growth * t) * year * (0.62 if day.weekday() >= 5 else 1)


def quoted(cell):
    return '"' + str(cell).replace('"', '""') + '"'


def marks(n):
    return f"{n:,}"


def write(path, text, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


# --- Sprout Social, Profile Performance: CRLF, everything quoted, thousands marks, '@ guards

SPROUT = ["Date", "Network", "Profile", "Audience", "Net Audience Growth", "Audience Gained",
          "Published Posts (Total)", "Received Messages (Total)", "Impressions", "Video Views", "Engagements",
          "Engagement Rate (per Impression)", "Reactions", "Comments", "Shares", "Post Link Clicks", "Saves",
          "Profile Actions", "Sent Posts (X)", "Sent Posts (Facebook)", "Hashtag Mood"]


def sprout_row(day, network, profile, base, audience, dice):
    impressions = dice.near(level(day, base, 0.18, 0.12))
    gained, lost = dice.count(base / 900), dice.count(base / 1500)
    reactions, comments, shares = dice.near(impressions * 0.011), dice.count(impressions * 0.0012), dice.count(impressions * 0.0015)
    clicks = dice.count(impressions * 0.004)
    engagements = reactions + comments + shares + clicks
    rate = f"{100 * engagements / impressions:.2f}%" if impressions else ""
    posts = dice.count(1.3 if day.weekday() < 5 else 0.3)
    received = dice.count(base / 450)
    video = marks(dice.near(impressions * 0.09)) if network == "Facebook" else ""
    mood = 50 + dice.count(6) if network == "X" else ""
    return audience + gained - lost, [
        day.strftime("%m-%d-%Y"), network, profile, marks(audience + gained - lost), gained - lost, gained, posts, received,
        marks(impressions), video, marks(engagements), rate, reactions, comments, shares, clicks, "",
        dice.count(base / 700), posts if network == "X" else "", posts if network == "Facebook" else "", mood]


def sprout(folder):
    profiles = [("X", "'@acmeoutdoor", 2600, 18250, Dice(11)), ("X", "'@acmehelp", 480, 3120, Dice(12)),
                ("Facebook", "Acme Outdoor", 1900, 41380, Dice(13))]
    audience = {p[1]: p[3] for p in profiles}
    by_day = {}
    for day in DAYS:
        rows = []
        for network, name, base, _, dice in profiles:
            audience[name], row = sprout_row(day, network, name, base, audience[name], dice)
            rows.append(row)
        by_day[day] = rows
    missing = {datetime.date(2026, 3, 9) + datetime.timedelta(n) for n in range(7)}
    parts = [("2024-h2", FIRST, datetime.date(2024, 12, 31)), ("2025-h1", datetime.date(2025, 1, 1), datetime.date(2025, 6, 30)),
             ("2025-h2", datetime.date(2025, 7, 1), datetime.date(2025, 12, 31)),
             ("2026-h1", datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)),
             ("2026-q3", datetime.date(2026, 6, 15), LAST)]
    for name, first, last in parts:
        lines = [",".join(map(quoted, SPROUT))]
        for day in DAYS:
            for row in by_day[day] if first <= day <= last and day not in missing else []:
                if name == "2026-q3" and day < datetime.date(2026, 7, 1) and row[1] == "Facebook":
                    row = row[:12] + [row[12] + 1] + row[13:]  # the platform corrected its reactions since
                lines.append(",".join(map(quoted, row)))
        write(folder / f"exports/sprout/Profile Performance {name}.csv", "\r\n".join(lines) + "\r\n")


# --- LinkedIn, content metrics by day, a file a year

LINKEDIN = ["Date"] + [f"{m} ({k})" for m in ("Impressions", "Clicks", "Reactions", "Comments", "Reposts")
                       for k in ("organic", "sponsored", "total")] + ["Unique impressions (organic)", "Engagement rate (total)"]


def linkedin(folder):
    dice, years = Dice(21), {}
    for day in DAYS:
        organic = [dice.near(level(day, 1150, 0.3))]
        organic += [dice.near(organic[0] * 0.035), dice.near(organic[0] * 0.021), dice.count(organic[0] * 0.0022),
                    dice.count(organic[0] * 0.0013)]
        paid = [0] * 5
        if day.month in (5, 9):
            paid = [dice.near(700), dice.count(14), dice.count(3), 0, 0]
        total = [a + b for a, b in zip(organic, paid)]
        rate = sum(total[1:]) / total[0] if total[0] else 0
        cells = [n for triple in zip(organic, paid, total) for n in triple] + [round(organic[0] * 0.58), f"{rate:.12f}"]
        years.setdefault(day.year, []).append(f"{day}," + ",".join(map(str, cells)))
    for year, lines in years.items():
        write(folder / f"exports/linkedin/content_{year}.csv", "\n".join([",".join(LINKEDIN)] + lines) + "\n")


# --- X by tweet: the same account that Sprout reports, for one quarter; newlines in the text

TWEETS = ["Tweet id", "Tweet permalink", "Tweet text", "time", "impressions", "engagements", "engagement rate", "retweets",
          "replies", "likes", "user profile clicks", "url clicks", "hashtag clicks", "detail expands", "follows",
          "media views", "promoted impressions", "promoted engagements"]
WORDS = ["New this week: a tent that fits a bicycle bag", "How do you dry boots over night?", "Trail report, day %d",
         "Seven repairs you can do with tape &amp; thread", "Meet the team that tests our stoves"]


def tweets(folder):
    dice, rows = Dice(31), [",".join(map(quoted, TWEETS))]
    days = [d for d in DAYS if d >= datetime.date(2026, 7, 1) and d.weekday() in (1, 4)]
    for n, day in reversed(list(enumerate(days))):
        ident = 2071000000000000000 + n * 7919000000000
        text = WORDS[n % len(WORDS)].replace("%d", str(n)) + "\n\nhttps://example.com/" + str(n)
        seen = dice.near(1400, 0.5)
        likes, shares, replies, clicks = dice.near(seen * 0.012), dice.count(2), dice.count(1.4), dice.count(6)
        engagements = likes + shares + replies + clicks
        rows.append(",".join(map(quoted, [
            ident, f"https://example.com/acmeoutdoor/status/{ident}", text, f"{day} 1{n % 8}:0{n % 6} +0000", f"{seen}.0",
            f"{engagements}.0", engagements / seen if seen else 0, f"{shares}.0", f"{replies}.0", f"{likes}.0", dice.count(3),
            f"{clicks}.0", 0, dice.count(9), 0, dice.count(40), "-", "-"])))
    write(folder / "exports/x/tweet_activity_metrics_acmeoutdoor_20260701_20261001_en.csv", "\n".join(rows) + "\n")


# --- Meta: Instagram posts (BOM) and one chart file with two tables (UTF-16)

POSTS = ["Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time",
         "Permalink", "Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows"]


def grown(row):
    """A post of the last weeks of June, a month later: people still find it."""
    head, *counts = row.rsplit(",", 7)
    if not re.search(r'"06/(1[0-9]|2[0-9]|30)/2026', head):
        return row
    return ",".join([head] + [str(int(n) + int(n) // 20 + (int(n) > 2)) if n else "" for n in counts])


def instagram(folder):
    dice, quarters = Dice(41), {}
    for n, day in enumerate(DAYS):
        for account, number, when, base in (("acme.outdoor", 17841400000000001, (0, 2, 5), 2300),
                                            ("acme.alpine", 17841400000000002, (3,), 900)):
            if day.weekday() not in when:
                continue
            views = dice.near(level(day, base, 0.2, 0.25), 0.5)
            row = [18000000000000000 + n * 10 + number % 10, number, account, account.replace(".", " ").title(),
                   quoted(WORDS[n % 5].replace("%d", str(n)) + "\n\n#outdoor"), 0 if n % 3 else 30,
                   quoted(f"{day.strftime('%m/%d/%Y')} 0{n % 9}:15"), f"https://example.com/p/{n}/",
                   "IG reel" if n % 3 == 0 else "IG image", "", "Lifetime", views, round(views * 0.7), dice.near(views * 0.05),
                   dice.count(views * 0.003), dice.count(views * 0.004), dice.count(views * 0.006),
                   dice.count(views * 0.0008) if n % 4 else ""]
            quarters.setdefault(f"{day.year}-q{(day.month + 2) // 3}", []).append(",".join(map(str, row)))
    for name, rows in quarters.items():
        text = "\ufeff" + ",".join(POSTS) + "\n" + "\n".join(rows) + "\n"
        write(folder / f"exports/instagram/{name}.csv", text)
        if name == "2026-q2":
            write(folder / f"exports/instagram/{name} (1).csv", text)  # downloaded twice
            late = "\ufeff" + ",".join(POSTS) + "\n" + "\n".join(map(grown, rows)) + "\n"
            write(folder / f"exports/instagram/{name}_in_july.csv", late)  # once more: posts of June had grown


def meta_chart(folder):
    lines = ["sep=,"]
    for title, dice, mean in (("Instagram follows", Dice(51), 9), ("Instagram profile visits", Dice(52), 55)):
        lines += [quoted(title), '"Date","Primary"']
        for day in DAYS:
            if day >= datetime.date(2025, 7, 1):
                lines.append(f'"{day}T00:00:00","{dice.count(level(day, mean, 0.1, 0.2))}"')
        lines.append("")
    write(folder / "exports/meta/Follows.csv", "\ufeff" + "\r\n".join(lines), "utf-16-le")


# --- Google Analytics 4: # lines, sorted by a metric and not by date

def ga4(folder):
    dice, rows = Dice(61), []
    for day in DAYS:
        sessions = dice.near(level(day, 640, 0.22, 0.2))
        rows.append((sessions, day, round(sessions * 0.83), round(sessions * (0.54 + 0.05 * dice.next())), dice.near(sessions * 0.5)))
    rows.sort(key=lambda r: (-r[0], r[1]))
    head = ["# ----------------------------------------", "# Sessions from social channels", "# Acme Outdoor",
            "# ----------------------------------------", "# ", "# All Users", f"# Start date: {FIRST:%Y%m%d}",
            f"# End date: {LAST:%Y%m%d}", "Date,Sessions,Total users,Engaged sessions,New users,Average session duration"]
    body = [f"{d:%Y%m%d},{s},{u},{e},{n},{40 + s % 37}.{s % 1000:03d}" for s, d, u, e, n in rows]
    write(folder / "exports/web/data-export.csv", "\r\n".join(head + body) + "\r\n")


# --- the CRM and the recruiting system, tidy; a day without a row is a day without one

CRM = (("linkedin", "acme_outdoor", 6.4, 0.20), ("x", "acmeoutdoor", 1.1, 0.05), ("instagram", "acme.outdoor", 1.9, 0.15),
       ("facebook", "acme_outdoor", 1.2, 0.0))


def crm(folder):
    dice, years = Dice(71), {}
    for day in DAYS:
        lines = years.setdefault(day.year, [])
        for channel, account, mean, growth in CRM:
            leads = dice.count(level(day, mean, growth))
            talks = dice.count(level(day, mean * 0.45, growth)) if channel == "linkedin" else 0
            meetings = dice.count(leads * 0.16)
            for metric, n in (("leads", leads), ("target_account_conversations", talks), ("meetings_booked", meetings),
                              ("dealer_enquiries", dice.count(0.5) if channel in ("linkedin", "facebook") else 0)):
                if n:
                    lines.append(f"{day},{channel},{account},{metric},{n}")
    for year, lines in years.items():
        write(folder / f"exports/crm/social_{year}.csv", "\n".join(["date,channel,account,metric,value"] + lines) + "\n")


def careers(folder):
    dice, lines = Dice(81), ["date,channel,account,metric,value"]
    for day in DAYS:
        if day.weekday() < 5:
            applications = dice.count(level(day, 1.7, 0.1))
            for metric, n in (("applications", applications), ("applicants_interviewed", dice.count(applications * 0.3)),
                              ("careers_sessions", dice.near(level(day, 34, 0.1)))):
                if n:
                    lines.append(f"{day},linkedin,acme_outdoor,{metric},{n}")
    write(folder / "exports/careers/linkedin.csv", "\n".join(lines) + "\n")


# --- finance, sales, people: monthly; surveys: quarterly

# metric as in the sheet, name, first month, yearly growth, last three months (July to September 2026), None: late
MONTHLY = [
    ("Revenue, new customers", "revenue_new", 118000, 0.16, (121000, 109000, 122000)),
    ("Pipeline, open", "pipeline_value", 880000, 0.10, (1012000, 1003000, 995000)),
    ("New customers", "new_customers", 62, 0.12, (68, 61, 70)),
    ("Sales and marketing cost", "sm_cost", 31000, 0.05, (34500, 33900, None)),
    ("Social spend", "social_spend", 6200, 0.08, (7100, 7400, 7600)),
    ("Hires", "hires", 5, 0.0, (4, 6, 5)),
    ("Days to hire, sum", "hire_days_sum", 240, -0.03, (172, 270, 219)),
    ("Offers made", "offers_made", 7, 0.0, (6, 7, 7)),
    ("Offers accepted", "offers_accepted", 5, 0.0, (4, 6, 5)),
    ("Voluntary leavers", "voluntary_leavers", 3, -0.10, (2, 2, 2)),
    ("Headcount, average", "headcount_avg", 212, 0.06, (240, 241, 243)),
    ("Brand searches", "branded_search", 8400, 0.14, (11150, 11430, 11720)),
    ("Brand and rival searches", "branded_search_all", 41000, 0.05, (46200, 46800, 47100)),
    ("NPS promoters less detractors", "promoters_minus_detractors", 62, 0.10, (82, 84, 81)),
    ("NPS answers", "nps_responses", 190, 0.02, (199, 203, 200)),
    ("Warehouse parcels", "parcels_shipped", 9100, 0.07, (10400, 10100, 10900)),
]
NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def finance(folder):
    dice, lines = Dice(91), ["year,month_num,month,date,metric_raw,metric,value,source_sheet"]
    for raw, metric, base, growth, last in MONTHLY:
        for n, (year, month) in enumerate(MONTHS):
            value = dice.near(base * (1 + growth * n / 12), 0.08)
            if n >= len(MONTHS) - 3:
                value = last[n - len(MONTHS) + 3]
            if value is not None and metric != "social_spend":  # by campaign in exports/ads
                lines.append(f"{year},{month},{NAMES[month - 1]},{year}-{month:02d}-01,{quoted(raw)},{metric},{value},{year}")
    write(folder / "finance/key_metrics_long.csv", "\r\n".join(lines) + "\r\n")


# campaign, channel, first and last day, mean a day; the agency's fee names no campaign
CAMPAIGNS = (("autumn dealers 2026", "linkedin", (2026, 7, 15), (2026, 9, 30), 92), ("AD26 retargeting", "x", (2026, 8, 3), (2026, 9, 30), 21),
             ("Trail Stories", "instagram", (2026, 4, 1), (2026, 9, 30), 38), ("Summer Reach", "facebook", (2026, 6, 1), (2026, 8, 31), 70),
             ("Summer Reach", "instagram", (2026, 6, 1), (2026, 8, 31), 24), ("Careers Week", "linkedin", (2026, 9, 14), (2026, 9, 27), 110),
             ("hashtag boost", "x", (2026, 7, 1), (2026, 9, 12), 9), ("Spring Dealers 2026", "linkedin", (2026, 2, 1), (2026, 6, 30), 80))


def ads(folder):
    dice, lines = Dice(111), ["date,channel,account,campaign,metric,value"]
    for campaign, channel, first, last, mean in CAMPAIGNS:
        day, end = datetime.date(*first), datetime.date(*last)
        while day <= end:
            lines.append(f"{day},{channel},acme_outdoor,{campaign},social_spend,{dice.near(mean * 100, 0.3) / 100:.2f}")
            day += datetime.timedelta(1)
    for year, month in MONTHS[-9:]:
        lines.append(f"{year}-{month:02d}-01,,,,social_spend,{'1450.00' if month < 7 else '1520.00'}")
    write(folder / "exports/ads/spend.csv", "\n".join(lines) + "\n")


def pinterest(folder):
    dice, lines = Dice(121), ["date,channel,account,metric,value"]
    for day in DAYS[-183:]:
        lines.append(f"{day},pinterest,acme_outdoor,impressions,{dice.near(level(day, 310, 0.1), 0.4)}")
    write(folder / "exports/pinterest/daily.csv", "\n".join(lines) + "\n")


def surveys(folder):
    """Brand tracker every quarter; the staff survey was last held in March 2026."""
    lines = ["date,metric,value"]
    for n in range(9):
        year, quarter = 2024 + (n + 2) // 4, (n + 2) % 4 + 1
        end = f"{year}-{('03-31', '06-30', '09-30', '12-31')[quarter - 1]}"
        lines += [f"{end},respondents,{1000 + n % 3 * 10}", f"{end},named_unprompted,{138 + n * 5 + n % 2}",
                  f"{end},agree_trust,{402 + n * 7}"]
        if n <= 6:
            lines += [f"{end},respondents_staff,{180 + n * 3}", f"{end},agree_belong,{128 + n * 2}"]
    write(folder / "finance/surveys.csv", "\n".join(lines) + "\n")


def main():
    default = pathlib.Path(__file__).resolve().parents[1] / "samples/acme"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    for make in (sprout, linkedin, tweets, instagram, meta_chart, ga4, crm, careers, finance, ads, pinterest, surveys):
        make(folder)


if __name__ == "__main__":
    main()
