"""The library of models: every name is defined once, evidence is an outcome, and counts alone serve no goal."""
import pathlib
import re
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

MODELS = ROOT / "models"
OBJECTIVES = ["pipeline_revenue", "visibility", "credibility", "attract_people", "belonging", "customer_experience",
              "operational_efficiency", "innovation", "risk_governance"]
LEADING = {"operational_efficiency": 0}  # what moves before cost does is customer experience
EVIDENCE = {"innovation": 2}
ALONE = ["impressions", "views", "video_views", "reach", "viewers", "followers", "followers_gained", "likes", "reactions"]
# The measures that were researched, by the names they go under there: each is an id or an alias of the library.
RESEARCHED = """
    social_spend staff_hours posts_published replies_sent policy_training_coverage impressions views video_views reach
    potential_reach frequency followers_total net_new_followers follower_growth_rate mentions share_of_voice hashtag_uses
    emv_ave review_volume reactions comments shares saves engagements engagement_rate_impr engagement_rate_follower
    audience_engagement_altimeter amplification_rate conversation_rate conversation_reach_altimeter link_clicks ctr
    video_completion_rate watch_time_per_view profile_visits social_sessions social_users engaged_session_rate
    content_downloads net_sentiment negative_mention_share active_advocates_rate ad_recall_lift
    target_account_conversations inbound_inquiries careers_sessions_social advocacy_adoption_rate
    internal_network_active_rate cross_team_interaction_share ideas_submitted idea_impact_altimeter
    newsletter_signups_social event_registrations_social leads_social meetings_booked_social sql_social
    lead_conversion_rate cost_per_lead pipeline_sourced_social pipeline_influenced_social win_rate_social_touch
    advocacy_impact_altimeter branded_search share_of_search unaided_awareness brand_trust review_rating
    speaking_invitations response_rate first_response_time issue_resolution_rate resolution_time social_csat
    cost_per_resolution deflection_rate applications_social qualified_applicant_rate cost_per_hire_social
    employer_rating belonging_score ideas_adopted social_incidents crisis_response_time revenue_sourced_social
    social_roi hires_social revenue_new pipeline_value cac sales_cycle_days nps retention_rate cost_to_serve
    time_to_hire offer_acceptance enps voluntary_attrition new_product_revenue_share incident_cost""".split()
# What people reach beside the brand; competitors are context, the base of nothing.
PEOPLE = ["people_multiplier", "reactions_per_thousand", "conversations_per_post"]
RIVALS = ["competitor_followers", "competitor_posts", "competitor_engagements", "competitor_mentions"]
# Those without an objective: counts stay metrics that say why, rejects are banned; ratios are diagnostic KPIs.
COUNTS = """
    social_spend staff_hours posts_published replies_sent impressions views video_views reach followers_total
    net_new_followers mentions hashtag_uses review_volume reactions comments shares saves engagements link_clicks
    profile_visits social_users""".split()
REJECTS = ["potential_reach", "emv_ave"]
RATIOS = """
    frequency follower_growth_rate engagement_rate_follower conversation_reach_altimeter video_completion_rate
    watch_time_per_view""".split()
LEVELS = ["input", "activity", "output", "outtake", "outcome", "impact"]
WORDS = {"kind": ["social", "business"], "level": LEVELS,
         "unit": "count people currency ratio seconds minutes hours days score points".split(),
         "over_time": "sum mean median first last opening max min none".split(), "over_parts": ["sum", "none"],
         "role": ["evidence", "leading", "diagnostic"], "better": "higher lower band neutral none_allowed".split()}
METRIC_KEYS = ("name definition kind unit level over_time over_parts opening_of includes aliases context breaks no_goal banned traps "
               "source")
KPI_KEYS = ("name definition objective supports role level measure per formula unit better weight lag_months where why traps source "
            "aliases critical")
ROLLUPS = {  # over time, over parts
    "impressions": ("sum", "sum"), "video_views": ("sum", "none"), "reach": ("none", "none"), "viewers": ("none", "none"),
    "users": ("none", "none"), "social_users": ("none", "none"), "followers": ("last", "none"),
    "followers_net": ("sum", "sum"), "pipeline_value": ("last", "sum"), "pipeline_influenced_social": ("none", "none"),
    "headcount": ("mean", "sum"), "internal_mau": ("last", "none"), "respondents": ("sum", "sum"),
    "employees_trained": ("last", "sum"), "crisis_response_minutes": ("max", "none"), "customers": ("last", "sum"),
    "customers_kept": ("none", "sum"), "first_response_minutes": ("median", "none")}
PRACTICES = {"step": "executive_sponsor governance policy education engaged_executives single_strategy",
             "cause": "no_strategy no_governance no_funding",
             "task": "team_governance team_best_practice team_content_direction team_training team_technology "
                     "team_leadership team_insight team_conversation_shaping team_conflict_resolution"}
STAGES = ["planning", "presence", "engagement", "formalised", "strategic", "converged"]


def load(name):
    """The file as a map, with no key twice: PyYAML would keep the last."""
    class Loader(yaml.SafeLoader):
        def construct_mapping(self, node, deep=False):
            keys = [key.value for key, _ in node.value]
            twice = sorted({k for k in keys if keys.count(k) > 1})
            if twice:
                raise AssertionError(f"{name}:{node.start_mark.line + 1}: {', '.join(twice)} twice")
            return super().construct_mapping(node, deep)
    return yaml.load((MODELS / name).read_text(encoding="utf-8"), Loader)


def load_all(kit):
    """The library's files laid on each other; what two of them define is refused."""
    top = load("social-business.yaml")
    files = {name: load(name) for name in top["extends"]}
    whole = {}
    for section in ("objectives", "metrics", "kpis", "practices"):
        whole[section] = {}
        for name, file in files.items():
            both = sorted(whole[section].keys() & file.get(section, {}).keys())
            kit.equal(f"{name}: defines no {section} of another file", both, [])
            whole[section].update(file.get(section, {}))
    kit.equal("every file of objectives/ is extended", sorted(n for n in files if "/" in n),
              sorted(f"objectives/{p.name}" for p in (MODELS / "objectives").iterdir()))
    whole["maturity"] = files["governance.yaml"]["maturity"]
    return files, whole


def snake(text):
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def listed(value):
    return value if isinstance(value, list) else [value]


def reads(kpi):
    """Names above the line (measured, unless inputs), and below it."""
    if "formula" in kpi:
        return re.findall(r"[a-z][a-z0-9_]*", kpi["formula"]), []
    return listed(kpi["measure"]), [kpi["per"]] if "per" in kpi else []


def measures(kpi, metrics):
    above, below = reads(kpi)
    measured = [name for name in above if metrics[name]["level"] != "input"]
    return measured or [name for name in below if metrics[name]["level"] != "input"]


def check_words(kit, what, entry, keys, needed):
    kit.equal(f"{what}: keys of the language", [k for k in entry if k not in keys.split()], [])
    kit.equal(f"{what}: says all it must", [k for k in needed.split() if not entry.get(k)], [])
    for key, words in WORDS.items():
        if key in entry:
            kit.check(f"{what}: {key}", entry[key] in words, entry[key])
    kit.check(f"{what}: has sentences", not re.search(r"  |^\s|\s$", entry["definition"]), entry["definition"])


def check_metric(kit, name, metric, metrics, kpis):
    rollup = "" if "opening_of" in metric else " over_time over_parts"
    check_words(kit, f"metric {name}", metric, METRIC_KEYS, "name definition kind unit level source" + rollup)
    if metric["unit"] == "ratio":
        kit.equal(f"metric {name}: a rate adds over nothing", (metric["over_time"], metric["over_parts"]), ("none", "none"))
    if "opening_of" in metric:
        kit.equal(f"metric {name}: opens a stock", metrics[metric["opening_of"]]["over_time"], "last")
    if "no_goal" in metric:
        kit.equal(f"metric {name}: no_goal says both", sorted(metric["no_goal"]), ["ask_instead", "because"])
        kit.check(f"metric {name}: a short because", len(metric["no_goal"].get("because", "")) <= 90)
        kit.check(f"metric {name}: ask_instead is a KPI", metric["no_goal"].get("ask_instead") in kpis,
                  metric["no_goal"].get("ask_instead"))
    if "banned" in metric:
        kit.equal(f"metric {name}: banned says why", sorted(metric["banned"]), ["because"])
        kit.check(f"metric {name}: names the principle", re.search(r"\(.* Principle \d\)$", metric["banned"]["because"]))
    kit.check(f"metric {name}: one state by itself",
              ("no_goal" in metric) + ("banned" in metric) + metric.get("context", False) <= 1)


def check_spellings(kit, what, entries):
    owner = {name: name for name in entries}
    for name, entry in entries.items():
        for alias in entry.get("aliases", []):
            spelling = snake(alias)
            kit.check(f"{what} alias {alias} of {name} is of no other", spelling not in owner, owner.get(spelling))
            owner[spelling] = name
    return owner


def check_kpi(kit, name, kpi, metrics):
    check_words(kit, f"kpi {name}", kpi, KPI_KEYS, "name definition objective role level better why traps source")
    kit.check(f"kpi {name}: says who set its level", re.search(r"; level by (AMEC|judgement)$", kpi["source"]), kpi["source"])
    kit.check(f"kpi {name}: an objective of the library", kpi["objective"] in OBJECTIVES, kpi["objective"])
    kit.check(f"kpi {name}: measure or formula", ("measure" in kpi) != ("formula" in kpi))
    unknown = [n for part in reads(kpi) for n in part if n not in metrics]
    kit.equal(f"kpi {name}: reads what the catalogue defines", unknown, [])
    if unknown:
        return
    measured = measures(kpi, metrics)
    kit.check(f"kpi {name}: measures something", measured)
    kit.equal(f"kpi {name}: reads nothing banned", [n for part in reads(kpi) for n in part if "banned" in metrics[n]], [])
    if kpi["role"] == "evidence":
        kit.check(f"kpi {name}: evidence is an outcome", kpi["level"] in ("outcome", "impact"), kpi["level"])
        kit.check(f"kpi {name}: measures an outcome",
                  any(metrics[n]["level"] in ("outcome", "impact") for n in measured), measured)


def check_links(kit, metrics, kpis):
    """With every objective in use, counts still serve nothing, and no success is evidence twice."""
    linked, evidence = set(), {}
    for kpi in kpis.values():
        for name in measures(kpi, metrics) if kpi["role"] != "diagnostic" else []:
            linked.add(name)
            if kpi["role"] == "evidence":
                evidence.setdefault(name, set()).add(kpi["objective"])
    kit.equal("counts alone serve no goal", [name for name in ALONE if name in linked], [])
    kit.equal("they say what to ask instead", [name for name in ALONE if "no_goal" not in metrics[name]], [])
    kit.equal("evidence for one objective only", {n: o for n, o in evidence.items() if len(o) > 1}, {})
    idle = [name for name, m in metrics.items() if name not in linked and m["level"] != "input"
            and not {"no_goal", "banned", "context"} & set(m)]
    used = {name for kpi in kpis.values() for part in reads(kpi) for name in part}
    used |= {m["opening_of"] for m in metrics.values() if "opening_of" in m}
    kit.equal("what no KPI links says why", idle, [])
    kit.equal("context is the base of a KPI, or about competitors",
              [name for name, m in metrics.items() if m.get("context") and name not in used], RIVALS)


def check_objectives(kit, files, model):
    kit.equal("the nine objectives", list(model["objectives"]), OBJECTIVES)
    for name, objective in model["objectives"].items():
        file = files[f"objectives/{name}.yaml"]
        own = [k for k in model["kpis"].values() if k["objective"] == name]
        kit.equal(f"objective {name}: keys", list(objective), ["name", "statement"])
        kit.equal(f"objective {name}: stands in its own file with its KPIs",
                  (file["model"], list(file["objectives"]), list(file["kpis"].values())), (name, [name], own))
        used = {n for k in own for part in reads(k) for n in part} | {
            m["opening_of"] for m in file["metrics"].values() if "opening_of" in m}
        kit.equal(f"objective {name}: its metrics are read by its KPIs", sorted(set(file["metrics"]) - used), [])
        for role, least in (("evidence", EVIDENCE.get(name, 3)), ("leading", LEADING.get(name, 1))):
            kit.check(f"objective {name}: {role}", sum(k["role"] == role for k in own) >= least)
        kit.equal(f"objective {name}: whoever extends it alone misses no metric",
                  sorted((used | set(file["metrics"])) - set(file["metrics"]) - set(files["metrics.yaml"]["metrics"])),
                  [])
        weights = sorted((k.get("weight", 1) for k in own), reverse=True)
        kit.equal(f"objective {name}: one KPI decides, one stands behind it", weights[:3], [3, 2, 1])


def check_researched(kit, model, metric_names, kpi_names):
    """All 99 of them, each in the shape that its lack of an objective, or its being refused, asks for."""
    kit.equal("99 measures", len(set(RESEARCHED)), 99)
    metrics, kpis = model["metrics"], model["kpis"]
    kit.equal("each measure is in the library",
              [n for n in RESEARCHED if n not in metric_names and n not in kpi_names], [])
    for name in COUNTS:
        metric = metrics[metric_names[name]]
        kit.check(f"{name} says that it serves no goal", "no_goal" in metric or metric["level"] == "input")
        kit.check(f"{name} is no KPI", metric_names[name] not in kpis)
        kit.check(f"{name}: has its traps and who set its level",
                  "traps" in metric and re.search(r"; level by (AMEC|judgement)$", metric["source"]), metric["source"])
    for name in REJECTS:
        kit.check(f"{name} is banned", "banned" in metrics[metric_names[name]])
    for name in RATIOS:
        kit.equal(f"{name} changes nothing", kpis[kpi_names[name]]["role"], "diagnostic")
    rest = set(RESEARCHED) - set(COUNTS) - set(REJECTS)
    kit.equal("all others are KPIs", sorted(n for n in rest if n not in kpi_names), [])
    kit.equal("people and reach have KPIs", [n for n in PEOPLE if n not in kpi_names], [])
    kit.equal("there are no other KPIs",
              sorted(set(kpis) - {kpi_names[n] for n in [*rest, *PEOPLE] if n in kpi_names}), [])


def check_governance(kit, model):
    for kind, names in PRACTICES.items():
        kit.equal(f"practices of kind {kind}", [n for n, p in model["practices"].items() if p["kind"] == kind], names.split())
    for name, practice in model["practices"].items():
        kit.equal(f"practice {name}: keys", list(practice),
                  ["name", "kind", "definition"] + (["seen", "say"] if "seen" in practice else []))
    kit.equal("six stages", [s["stage"] for s in model["maturity"]], STAGES)
    needs = [n for s in model["maturity"] for n in s["needs"]]
    kit.equal("stages need practices that there are",
              [n["practice"] for n in needs if "practice" in n and n["practice"] not in model["practices"]], [])
    kit.equal("every test says itself in words", [n for n in needs if ("test" in n) != ("say" in n)], [])
    steps = [n["practice"] for n in needs if n.get("practice") in PRACTICES["step"].split()]
    kit.equal("each step is needed once", sorted(steps), sorted(PRACTICES["step"].split()))


def format_names(path):
    """Every metric that a format gives a column or title to."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    maps = [form.get("metrics"), (form.get("titles") or {}).get("metrics")]
    names = [n for m in maps if isinstance(m, dict) for n in m.values()]
    return [n["metric"] if isinstance(n, dict) else n for n in names]


def check_formats(kit, metrics):
    for path in sorted((MODELS / "formats").glob("*.yaml")):
        kit.equal(f"{path.name}: gives metrics of the catalogue",
                  sorted({n for n in format_names(path) if n not in metrics}), [])


WORKSPACE = """company: Library
model: models/own.yaml
goals: goals.csv
sources:
  - {files: data/social.csv, every: day}
"""


def make_workspace(kit, name, model, metrics):
    workspace = kit.temp / name
    for folder in ("models", "data"):
        (workspace / folder).mkdir(parents=True)
    (workspace / "kpialign.yaml").write_text(WORKSPACE)
    (workspace / "models/own.yaml").write_text(model)
    (workspace / "goals.csv").write_text("goal,name\n" + "".join(f"{o},{o}\n" for o in OBJECTIVES))
    (workspace / "data/social.csv").write_text("date,channel,account,metric,value\n" + "".join(
        f"2026-09-30,x,own,{name},7\n" for name in metrics))
    return workspace


def check_program(kit, model):
    """The program itself, on one cell of every metric and a goal for every objective."""
    if not kit.program.is_file():
        kit.skip("the program is not built, so it did not read the library")
        return
    metrics = {n: m for n, m in model["metrics"].items() if "opening_of" not in m}
    workspace = make_workspace(kit, "library", "model: own\nextends: social-business.yaml\n", metrics)
    kit.run("check", workspace)
    states = {row["metric"]: row["state"] for row in kit.table("metrics", workspace, "--period", "2026-Q3")}
    kit.equal("every metric has a state", sorted(states), sorted(metrics))
    want = {name: "linked" for kpi in model["kpis"].values() if kpi["role"] != "diagnostic"
            for name in measures(kpi, model["metrics"])}
    for name, metric in metrics.items():
        rest = "context" if metric["level"] == "input" or metric.get("context") else "unlinked"
        state = "banned" if "banned" in metric else want.get(name, rest)
        if state == "unlinked" and metric["kind"] == "business":
            state = "unused" if not any(name in reads(k)[1] for k in model["kpis"].values()) else state
        kit.equal(f"state of {name}", states.get(name), state)


def check_alone(kit):
    """A company may take one objective and leave the rest."""
    if not kit.program.is_file():
        return
    for name in OBJECTIVES:
        text = f"model: own\nextends: [metrics.yaml, objectives/{name}.yaml]\n"
        kit.check(f"objective {name}: is a model with the catalogue alone",
                  "no errors" in kit.run("check", make_workspace(kit, f"only-{name}", text, ["impressions"])))


def check_manual(kit, metrics, kpis):
    """docs/model.md lists the keys of the language, and its example is a model."""
    text = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    for title, keys in (("Keys of a metric", METRIC_KEYS), ("Keys of a KPI", KPI_KEYS + " owner department decision")):
        section = text.split(f"## {title}\n")[1].split("\n## ")[0]
        first = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
        kit.equal(f"manual: {title}", sorted(re.findall(r"`(\w+)`", " ".join(first))), sorted(keys.split()))
    kit.check("manual: how many KPIs", f"nine objectives and {len(kpis)} KPIs" in " ".join(text.split()), len(kpis))
    example = text.split("```yaml\n")[1].split("```")[0]
    own = yaml.safe_load(example)
    both = {**metrics, **own["metrics"]}
    kit.equal("manual: the example reads known metrics",
              [n for k in own["kpis"].values() if k for part in reads(k) for n in part if n not in both], [])
    return example


def check_example(kit, example):
    if not kit.program.is_file():
        return
    workspace = kit.workspace("manual", kit.temp / "library")
    (workspace / "models/own.yaml").write_text(example, encoding="utf-8")
    (workspace / "goals.csv").write_text("goal,name\ngrow_b2b,Grow\n")
    kit.run("check", workspace)


def test(kit):
    files, model = load_all(kit)
    metrics, kpis = model["metrics"], model["kpis"]
    kit.equal("ids are lower snake case",
              [n for n in [*metrics, *kpis, *model["practices"]] if not re.fullmatch(r"[a-z][a-z0-9_]*", n)], [])
    for name, metric in metrics.items():
        check_metric(kit, name, metric, metrics, kpis)
    for name, kpi in kpis.items():
        check_kpi(kit, name, kpi, metrics)
    for name, rules in ROLLUPS.items():
        kit.equal(f"metric {name}: adds up as it may", (metrics[name]["over_time"], metrics[name]["over_parts"]), rules)
    check_researched(kit, model, check_spellings(kit, "metric", metrics), check_spellings(kit, "kpi", kpis))
    check_objectives(kit, files, model)
    check_links(kit, metrics, kpis)
    check_governance(kit, model)
    check_formats(kit, metrics)
    check_program(kit, model)
    check_alone(kit)
    check_example(kit, check_manual(kit, metrics, kpis))


main(test)
