"""The library of models: every name is defined once, evidence is an outcome, and counts alone serve no goal."""
import pathlib
import re
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main

MODELS = ROOT / "models"
OBJECTIVES = ["pipeline_revenue", "visibility", "credibility", "attract_people", "belonging"]
ALONE = ["impressions", "views", "video_views", "reach", "viewers", "followers", "followers_gained", "likes", "reactions"]
LEVELS = ["input", "activity", "output", "outtake", "outcome", "impact"]
WORDS = {"kind": ["social", "business"], "level": LEVELS,
         "unit": "count people currency ratio seconds minutes hours days score points".split(),
         "over_time": "sum mean first last opening max min none".split(), "over_parts": ["sum", "none"],
         "role": ["evidence", "leading", "diagnostic"], "better": "higher lower band neutral none_allowed".split()}
METRIC_KEYS = "name definition kind unit level over_time over_parts aliases context breaks no_goal banned traps source"
KPI_KEYS = ("name definition objective supports role level measure per formula unit better weight where why traps source "
            "aliases critical")
ROLLUPS = {  # over time, over parts
    "impressions": ("sum", "sum"), "video_views": ("sum", "none"), "reach": ("none", "none"), "viewers": ("none", "none"),
    "users": ("none", "none"), "social_users": ("none", "none"), "followers": ("last", "none"),
    "followers_net": ("sum", "sum"), "pipeline_value": ("last", "sum"), "pipeline_influenced_social": ("none", "none"),
    "headcount": ("mean", "sum"), "internal_mau": ("last", "none"), "respondents": ("sum", "sum")}


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


def snake(text):
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def reads(kpi):
    """Names above the line (measured, unless inputs), and below it."""
    if "formula" in kpi:
        return re.findall(r"[a-z][a-z0-9_]*", kpi["formula"]), []
    return [kpi["measure"]], [kpi["per"]] if "per" in kpi else []


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


def check_metric(kit, name, metric, kpis):
    check_words(kit, f"metric {name}", metric, METRIC_KEYS,
                "name definition kind unit level over_time over_parts source")
    if metric["unit"] == "ratio":
        kit.equal(f"metric {name}: a rate adds over nothing", (metric["over_time"], metric["over_parts"]), ("none", "none"))
    if "no_goal" in metric:
        kit.equal(f"metric {name}: no_goal says both", sorted(metric["no_goal"]), ["ask_instead", "because"])
        kit.check(f"metric {name}: a short because", len(metric["no_goal"].get("because", "")) <= 90)
        kit.check(f"metric {name}: ask_instead is a KPI", metric["no_goal"].get("ask_instead") in kpis,
                  metric["no_goal"].get("ask_instead"))
    if "banned" in metric:
        kit.equal(f"metric {name}: banned says why", sorted(metric["banned"]), ["because"])
    kit.check(f"metric {name}: one state by itself",
              ("no_goal" in metric) + ("banned" in metric) + metric.get("context", False) <= 1)


def check_spellings(kit, metrics):
    owner = {name: name for name in metrics}
    for name, metric in metrics.items():
        for alias in metric.get("aliases", []):
            spelling = snake(alias)
            kit.check(f"alias {alias} of {name} is of no other", spelling not in owner, owner.get(spelling))
            owner[spelling] = name


def check_kpi(kit, name, kpi, metrics):
    check_words(kit, f"kpi {name}", kpi, KPI_KEYS, "name definition objective role level better why source")
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
    kit.equal("what no KPI links says why", idle, [])
    kit.equal("context is the base of a KPI",
              [name for name, m in metrics.items() if m.get("context") and name not in used], [])


def check_objectives(kit, model):
    kit.equal("the five objectives", list(model["objectives"]), OBJECTIVES)
    for name, objective in model["objectives"].items():
        own = [k for k in model["kpis"].values() if k["objective"] == name]
        kit.equal(f"objective {name}: keys", list(objective), ["name", "statement"])
        for role, least in (("evidence", 3), ("leading", 1)):
            kit.check(f"objective {name}: {role}", sum(k["role"] == role for k in own) >= least)
        weights = sorted((k.get("weight", 1) for k in own), reverse=True)
        kit.equal(f"objective {name}: one KPI decides, one stands behind it", weights[:3], [3, 2, 1])


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


def check_program(kit, model, metrics):
    """The program itself, on one cell of every metric and a goal for every objective."""
    if not kit.program.is_file():
        kit.skip("the program is not built, so it did not read the library")
        return
    workspace = kit.temp / "library"
    for folder in ("models", "data"):
        (workspace / folder).mkdir(parents=True)
    (workspace / "kpialign.yaml").write_text(WORKSPACE)
    (workspace / "models/own.yaml").write_text("model: own\nextends: social-business.yaml\n")
    (workspace / "goals.csv").write_text("goal,name\n" + "".join(f"{o},{o}\n" for o in OBJECTIVES))
    (workspace / "data/social.csv").write_text("date,channel,account,metric,value\n" + "".join(
        f"2026-09-30,x,own,{name},7\n" for name in metrics))
    kit.run("check", workspace)
    states = {row["metric"]: row["state"] for row in kit.table("metrics", workspace, "--period", "2026-Q3")}
    kit.equal("every metric has a state", sorted(states), sorted(metrics))
    want = {name: "linked" for kpi in model["kpis"].values() if kpi["role"] != "diagnostic"
            for name in measures(kpi, metrics)}
    for name, metric in metrics.items():
        rest = "context" if metric["level"] == "input" or metric.get("context") else "unlinked"
        state = "banned" if "banned" in metric else want.get(name, rest)
        if state == "unlinked" and metric["kind"] == "business":
            state = "unused" if not any(name in reads(k)[1] for k in model["kpis"].values()) else state
        kit.equal(f"state of {name}", states.get(name), state)


def check_manual(kit, metrics, kpis):
    """docs/model.md lists the keys of the language, and its example is a model."""
    text = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    for title, keys in (("Keys of a metric", METRIC_KEYS), ("Keys of a KPI", KPI_KEYS + " owner department decision")):
        section = text.split(f"## {title}\n")[1].split("\n## ")[0]
        first = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
        kit.equal(f"manual: {title}", sorted(re.findall(r"`(\w+)`", " ".join(first))), sorted(keys.split()))
    kit.check("manual: how many KPIs", f"and {len(kpis)} KPIs" in " ".join(text.split()))
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
    model, catalogue = load("social-business.yaml"), load("metrics.yaml")
    metrics, kpis = catalogue["metrics"], model["kpis"]
    kit.check("at least 45 KPIs", len(kpis) >= 45, len(kpis))
    kit.equal("ids are lower snake case",
              [n for n in [*metrics, *kpis] if not re.fullmatch(r"[a-z][a-z0-9_]*", n)], [])
    for name, metric in metrics.items():
        check_metric(kit, name, metric, kpis)
    for name, kpi in kpis.items():
        check_kpi(kit, name, kpi, metrics)
    for name, rules in ROLLUPS.items():
        kit.equal(f"metric {name}: adds up as it may", (metrics[name]["over_time"], metrics[name]["over_parts"]), rules)
    check_spellings(kit, metrics)
    check_objectives(kit, model)
    check_links(kit, metrics, kpis)
    check_formats(kit, metrics)
    check_program(kit, model, metrics)
    check_example(kit, check_manual(kit, metrics, kpis))


main(test)
