#!/usr/bin/python3
"""Make the exports of samples/b2b_software and samples/retailer: two companies that do not exist, always the same bytes.

    /usr/bin/python3 tests/generate_examples.py [FOLDER]      default: samples

Two quarters each. kpialign.yaml, goals.csv, targets.csv, models/ and README.md are written by hand.
"""
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from generate_samples import Dice, write

TIDY = "date,channel,account,metric,value"


def span(first, last):
    first, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return [first + datetime.timedelta(n) for n in range((last - first).days + 1)]


def tidy(path, days, channel, account, daily):
    """One row a day and metric; daily(day, n) gives the metrics of a day, None: no row."""
    lines = [TIDY]
    for n, day in enumerate(days):
        lines += [f"{day},{channel},{account},{metric},{value}" for metric, value in daily(day, n).items() if value is not None]
    write(path, "\n".join(lines) + "\n")


def table(path, months, figures):
    """Business figures: a row a month (or quarter) and metric, in the order of the months."""
    lines = ["date,metric,value"]
    for n, month in enumerate(months):
        lines += [f"{month},{metric},{values[n]}" for metric, values in figures.items() if values[n] is not None]
    write(path, "\n".join(lines) + "\n")


def counted(**metrics):
    """Metrics of which a day without one has no row."""
    return {name: n or None for name, n in metrics.items()}


def weekday(day, mean):
    return mean * (0.25 if day.weekday() >= 5 else 1)


# --- Fernhill Software: LinkedIn and YouTube, its forum, the CRM

def b2b_linkedin(folder, days):
    dice, followers = Dice(301), [9120]

    def daily(day, n):
        impressions = dice.near(weekday(day, 900 + n))
        followers[0] += dice.count(4)
        return {"impressions": impressions, "reactions": dice.count(impressions * 0.012), "comments": dice.count(impressions * 0.003),
                "shares": dice.count(impressions * 0.0015), "clicks": dice.count(impressions * 0.02), "followers": followers[0],
                "posts": dice.count(weekday(day, 0.9))}
    tidy(folder / "exports/linkedin.csv", days, "linkedin", "fernhill", daily)


def b2b_youtube(folder, days):
    dice = Dice(302)

    def daily(day, n):
        views = dice.near(weekday(day, 120 + n / 4))
        return {"views": views, "watch_seconds": views * dice.near(140, 0.1)}
    tidy(folder / "exports/youtube.csv", days, "youtube", "fernhill", daily)


def b2b_forum(folder, days):
    dice = Dice(303)

    def daily(day, n):
        asked = dice.count(weekday(day, 6))
        opened = dice.count(asked * 0.6)
        return counted(forum_questions=asked, answered_by_customers=dice.count(asked * (0.28 + n / 1000)), issues_total=opened,
                       issues_resolved=max(0, opened - dice.count(opened * 0.18)), ideas_received=dice.count(weekday(day, 0.5)))
    tidy(folder / "exports/forum.csv", days, "forum", "community", daily)


def b2b_crm(folder, days):
    dice = Dice(304)

    def daily(day, n):
        leads = dice.count(weekday(day, 2.2))
        trials = dice.count(weekday(day, 1.1 + n / 400))
        return counted(leads=leads, meetings_booked=dice.count(leads * 0.3), opportunities_social=dice.count(leads * 0.22),
                       target_account_conversations=dice.count(weekday(day, 1.6)), trial_starts=trials,
                       trials_activated=dice.count(trials * 0.46))
    tidy(folder / "exports/crm.csv", days, "linkedin", "fernhill", daily)


def b2b(folder):
    days = span("2026-04-01", "2026-09-30")
    for make in (b2b_linkedin, b2b_youtube, b2b_forum, b2b_crm):
        make(folder, days)
    table(folder / "business/monthly.csv", [f"2026-{m:02d}-01" for m in range(3, 10)], {
        "revenue_new": (None, 84000, 91000, 88500, 96200, 90400, 101800),
        "pipeline_value": (610000, 624000, 633000, 641000, 655000, 649000, 668000),
        "sm_cost": (None, 41000, 42500, 41800, 43000, 42200, 44100),
        "social_spend": (None, 5200, 5200, 6100, 5400, 5300, 5900),
        "new_customers": (None, 11, 13, 12, 13, 11, 14),
        "customers": (402, 409, 418, 425, 433, 440, 449),
        "offers_made": (None, 4, 3, 5, 4, 4, 3), "offers_accepted": (None, 2, 2, 3, 3, 3, 2),
        "hires": (None, 2, 2, 3, 3, 3, 2), "hire_days_sum": (None, 118, 124, 171, 150, 141, 92),
        "licences_renewed": (None, 31, 36, 33, 38, 35, 40)})
    table(folder / "business/quarterly.csv", ["2026-06-30", "2026-09-30"], {
        "respondents": (400, 420), "named_unprompted": (61, 74), "promoters_minus_detractors": (88, 97), "nps_responses": (240, 251),
        "customers_kept": (389, 415), "ideas_adopted": (2, 4), "revenue_total": (1212000, 1284000),
        "revenue_new_products": (96000, 131000)})


# --- Hearth and Row: Instagram, TikTok and Facebook, the shop, the service desk

def shop_posts(folder, days, channel, base, seed):
    """Instagram by day, the others by week."""
    dice, followers = Dice(seed), [base * 9]

    def daily(day, n):
        views = dice.near(base * (1.3 if day.weekday() >= 5 else 1))
        followers[0] += dice.count(base / 700)
        return {"views": views, "reach": dice.near(views * 0.7), "likes": dice.count(views * 0.03), "comments": dice.count(views * 0.002),
                "shares": dice.count(views * 0.001), "followers": followers[0]}
    tidy(folder / f"exports/{channel}.csv", days, channel, "hearth", daily)


def shop_orders(folder, days):
    lines, dice = [TIDY], Dice(411)
    for n, day in enumerate(days):
        for channel, mean in (("instagram", 7), ("tiktok", 2.4), ("facebook", 1.8)):
            orders = dice.count(mean * (1 + n / 500))
            vouchers = dice.count(mean * 0.3) if channel != "tiktok" else 0
            for metric, value in (("orders_social", orders), ("revenue_sourced_social", orders * dice.near(47, 0.15)),
                                  ("vouchers_redeemed", vouchers)):
                if value:
                    lines.append(f"{day},{channel},hearth,{metric},{value}")
    write(folder / "exports/shop.csv", "\n".join(lines) + "\n")


def shop_service(folder, weeks):
    """The service desk reports by week."""
    dice, lines = Dice(412), [TIDY]
    for week in weeks:
        asked = dice.near(150, 0.15)
        issues = dice.near(asked * 0.7, 0.05)
        minutes = dice.near(issues * 210, 0.1)
        for metric, value in (("messages_actionable", asked), ("messages_answered", round(asked * 0.93)), ("issues_total", issues),
                              ("issues_resolved", round(issues * 0.81)), ("issues_deflected", round(issues * 0.12)),
                              ("service_inquiries", issues), ("response_minutes", minutes),
                              ("first_response_minutes", dice.near(52, 0.3)), ("survey_replies", round(asked * 0.3)), ("satisfied", round(asked * 0.24))):
            lines.append(f"{week},instagram,hearth,{metric},{value}")
    write(folder / "exports/service.csv", "\n".join(lines) + "\n")


def shop_listening(folder, weeks):
    dice, lines = Dice(413), [TIDY]
    for week in weeks:
        heard = dice.near(210, 0.2)
        good, bad = round(heard * 0.41), dice.near(heard * 0.13, 0.2)
        for metric, value in (("mentions", heard + dice.near(30)), ("mentions_classified", heard), ("positive_mentions", good),
                              ("negative_mentions", bad), ("customer_photos", dice.near(26)), ("review_volume", dice.near(19)),):
            lines.append(f"{week},instagram,hearth,{metric},{value}")
        lines.append(f"{week},instagram,hearth,stars_sum,{dice.near(81, 0.08)}")
    write(folder / "exports/listening.csv", "\n".join(lines) + "\n")


def retailer(folder):
    days = span("2026-02-01", "2026-07-31")
    weeks = [d for d in span("2026-02-02", "2026-07-25") if d.weekday() == 0]  # the last one ends on 26 July
    shop_posts(folder, days, "instagram", 5200, 401)
    shop_posts(folder, weeks, "tiktok", 21000, 402)
    shop_posts(folder, weeks, "facebook", 9800, 403)
    shop_orders(folder, days)
    shop_service(folder, weeks)
    shop_listening(folder, weeks)
    table(folder / "business/monthly.csv", [f"2026-{m:02d}-01" for m in range(2, 8)], {
        "revenue_new": (61000, 66500, 70200, 72800, 69900, 75100),
        "sm_cost": (18200, 19100, 18800, 19900, 20400, 20100), "new_customers": (1480, 1602, 1655, 1701, 1640, 1755),
        "branded_search": (12100, 12800, 13050, 13400, 13250, 13900),
        "service_cost": (31200, 31800, 30900, 32100, 31500, 32000), "customers_served": (5200, 5350, 5300, 5420, 5390, 5480),
        "service_cost_social": (4100, 4150, 4080, 4200, 4190, 4250),
        "incident_cost": (0, 1200, 0, 0, 5400, 0), "social_incidents": (0, 1, 0, 0, 1, 0),
        "employees_trained": (120, 131, 140, 148, 155, 171), "employees_in_scope": (210, 212, 214, 214, 216, 218),
        "voluntary_leavers": (3, 2, 4, 5, 4, 5), "headcount": (268, 270, 271, 274, 273, 275),
        "store_footfall": (41200, 44800, 46100, 47900, 48800, 50300)})
    table(folder / "business/quarterly.csv", ["2026-04-30", "2026-07-31"], {
        "respondents": (800, 800), "named_unprompted": (142, 150), "agree_trust": (402, 431),
        "promoters_minus_detractors": (175, 169), "nps_responses": (520, 533)})


def main():
    default = pathlib.Path(__file__).resolve().parents[1] / "samples"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    b2b(folder / "b2b_software")
    retailer(folder / "retailer")


if __name__ == "__main__":
    main()
