"""diff: an edit of any key of the model or of kpialign.yaml is told. A key that is new in the language fails here until it has an edit, and
fails until diff tells it."""
import copy
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import main
from manual import keys_of
from workspace_page import PNG

MODEL = """
model: basic
version: "1"
extends: below.yaml
objectives:
  pipeline: revenue
  trust: {name: Praise, statement: They speak well of us}
score: {red_at: 0.75, coverage_floor: 0.6, completeness_floor: 0.9, min_base: 30, own_weight: 1, rollup: weighted}
metrics:
  impressions:
    name: Impressions
    aliases: [imps]
    no_goal: {because: A by-product, ask_instead: leads_social}
  likes: {name: Likes, definition: Thumbs, level: outtake, kind: social, unit: count, source: ours, traps: none}
  leads: {level: outcome}
  followers: {unit: people, over_time: last, over_parts: none}
  fans: {unit: people, over_time: last, over_parts: none}
  followers_before: {opening_of: followers}
  spend: {unit: currency, level: input}
  media: {unit: currency, level: input, includes: [spend]}
  revenue: {kind: business, unit: currency, level: impact}
  story_taps: {breaks: [{"on": "2026-03-01", channel: instagram, note: taps back}]}
  buzz: {banned: {because: Nobody knows}}
kpis:
  leads_social:
    name: Leads
    definition: Who asked
    objective: pipeline
    supports: [trust]
    role: evidence
    level: outcome
    measure: leads
    better: higher
    unit: count
    weight: 2
    where: {channel: ["*"], account: ["*"], campaign: ["*"]}
    owner: Head
    department: sales
    decision: Move budget
    why: They ask
    traps: Twice
    source: ours
    critical: false
    aliases: [asked]
  revenue_new: {objective: revenue, role: evidence, measure: revenue, owner: Head, decision: Sell}
  like_rate: {objective: trust, role: leading, measure: likes, per: impressions, lag_months: 3, owner: Head, decision: Write}
  kept: {objective: trust, role: leading, formula: 1 / 4 * likes, owner: Head, decision: Write}
practices:
  policy: {name: Policy, kind: step, definition: Rules, seen: objectives > 0, say: There are goals}
maturity:
  - {stage: begun, name: Begun, definition: A start, needs: [{practice: policy}, {test: objectives > 0, say: Goals}]}
  - {stage: held, name: Held, needs: [{practice: policy}]}
"""

# The key's path in the language: where in MODEL it is set, to what; None takes it away.
EDITS = {
    "model": ("model", "other"),
    "version": ("version", "2"),
    "extends": ("extends", ["below.yaml", "beside.yaml"]),
    "objectives": ("objectives.pipeline", "trust"),
    "objectives.*.name": ("objectives.trust.name", "Praised"),
    "objectives.*.statement": ("objectives.trust.statement", "They speak"),
    "score": ("score", None),
    "score.red_at": ("score.red_at", 0.7),
    "score.coverage_floor": ("score.coverage_floor", 0.5),
    "score.completeness_floor": ("score.completeness_floor", 0.8),
    "score.min_base": ("score.min_base", 31),
    "score.own_weight": ("score.own_weight", 2),
    "score.rollup": ("score.rollup", "worst"),
    "metrics": ("metrics.saves", {"level": "outtake"}),
    "metrics.*.name": ("metrics.likes.name", "Hearts"),
    "metrics.*.definition": ("metrics.likes.definition", "Hearts"),
    "metrics.*.kind": ("metrics.likes.kind", "business"),
    "metrics.*.unit": ("metrics.likes.unit", "points"),
    "metrics.*.level": ("metrics.likes.level", "output"),
    "metrics.*.over_time": ("metrics.likes.over_time", "max"),
    "metrics.*.over_parts": ("metrics.likes.over_parts", "none"),
    "metrics.*.opening_of": ("metrics.followers_before.opening_of", "fans"),
    "metrics.*.includes": ("metrics.media.includes", None),
    "metrics.*.context": ("metrics.story_taps.context", True),
    "metrics.*.aliases": ("metrics.impressions.aliases", ["views of posts"]),
    "metrics.*.breaks": ("metrics.story_taps.breaks", None),
    "metrics.*.breaks.*.on": ("metrics.story_taps.breaks.0.on", "2026-03-02"),
    "metrics.*.breaks.*.channel": ("metrics.story_taps.breaks.0.channel", "x"),
    "metrics.*.breaks.*.note": ("metrics.story_taps.breaks.0.note", "taps"),
    "metrics.*.no_goal": ("metrics.impressions.no_goal", None),
    "metrics.*.no_goal.because": ("metrics.impressions.no_goal.because", "It only shows"),
    "metrics.*.no_goal.ask_instead": ("metrics.impressions.no_goal.ask_instead", "kept"),
    "metrics.*.banned": ("metrics.buzz.banned", None),
    "metrics.*.banned.because": ("metrics.buzz.banned.because", "Sold by the pound"),
    "metrics.*.source": ("metrics.likes.source", "theirs"),
    "metrics.*.traps": ("metrics.likes.traps", "many"),
    "kpis": ("kpis.kept", None),
    "kpis.*.name": ("kpis.leads_social.name", "Enquiries"),
    "kpis.*.definition": ("kpis.leads_social.definition", "Who wrote"),
    "kpis.*.objective": ("kpis.kept.objective", "revenue"),
    "kpis.*.supports": ("kpis.leads_social.supports", None),
    "kpis.*.role": ("kpis.leads_social.role", "leading"),
    "kpis.*.level": ("kpis.like_rate.level", "output"),
    "kpis.*.measure": ("kpis.like_rate.measure", "leads"),
    "kpis.*.per": ("kpis.like_rate.per", None),
    "kpis.*.formula": ("kpis.kept.formula", "1 / 2 * likes"),
    "kpis.*.better": ("kpis.leads_social.better", "neutral"),
    "kpis.*.weight": ("kpis.leads_social.weight", 3),
    "kpis.*.lag_months": ("kpis.like_rate.lag_months", 4),
    "kpis.*.unit": ("kpis.leads_social.unit", "points"),
    "kpis.*.owner": ("kpis.leads_social.owner", "Chief"),
    "kpis.*.department": ("kpis.leads_social.department", "marketing"),
    "kpis.*.decision": ("kpis.leads_social.decision", "Stop"),
    "kpis.*.where": ("kpis.leads_social.where", {"channel": ["linkedin"]}),
    "kpis.*.where.channel": ("kpis.leads_social.where.channel", ["linkedin"]),
    "kpis.*.where.account": ("kpis.leads_social.where.account", ["b*"]),
    "kpis.*.where.campaign": ("kpis.leads_social.where.campaign", ["spring"]),
    "kpis.*.why": ("kpis.leads_social.why", "They write"),
    "kpis.*.traps": ("kpis.leads_social.traps", "Thrice"),
    "kpis.*.source": ("kpis.leads_social.source", "theirs"),
    "kpis.*.aliases": ("kpis.leads_social.aliases", ["asked", "wanted"]),
    "kpis.*.critical": ("kpis.leads_social.critical", True),
    "practices": ("practices.training", {"name": "Training"}),
    "practices.*.name": ("practices.policy.name", "Rules"),
    "practices.*.kind": ("practices.policy.kind", "task"),
    "practices.*.definition": ("practices.policy.definition", "Rules in words"),
    "practices.*.seen": ("practices.policy.seen", "objectives > 1"),
    "practices.*.say": ("practices.policy.say", "Goals are there"),
    "maturity": ("maturity.1", None),
    "maturity.*.stage": ("maturity.1.stage", "kept"),
    "maturity.*.name": ("maturity.1.name", "Kept"),
    "maturity.*.definition": ("maturity.0.definition", "Begin"),
    "maturity.*.needs": ("maturity.1.needs", None),
    "maturity.*.needs.*.practice": ("maturity.0.needs.0", {"test": "objectives > 1", "say": "Two"}),
    "maturity.*.needs.*.test": ("maturity.0.needs.1.test", "objectives > 1"),
    "maturity.*.needs.*.say": ("maturity.0.needs.1.say", "There are goals"),
}

SETTINGS = """
company: Basic
fiscal_year_starts: 1
fiscal_year_named: end
currency: EUR
departments: [marketing, sales, finance]
model: models/basic.yaml
goals: goals.csv
targets: targets.csv
channels: {linkedin: [LI]}
accounts: {basic: {spellings: [Basic Ltd], closed: "2030-01-01"}}
sources:
  - {files: data/social.csv, numbers: {decimal: ".", thousands: ",", duration: false}}
  - {files: data/business.csv, kind: business, every: month, dated: start}
  - {files: data/none.csv, optional: true}
database: basic.db
output: scorecards/{company}-{period}.xlsx
scorecard: {accent: "#102030"}
"""
# What these files say is told, not which file says it.
BY_CONTENT = {"goals", "targets", "governance", "campaigns", "notes", "rates"}
SETTINGS_EDITS = {
    "company": ("company", "Other"),
    "fiscal_year_starts": ("fiscal_year_starts", 4),
    "fiscal_year_named": ("fiscal_year_named", "start"),
    "currency": ("currency", None),
    "departments": ("departments", ["marketing", "sales"]),
    "model": ("model", "models/twin.yaml"),
    "channels": ("channels.linkedin", ["LI", "Linked"]),
    "accounts": ("accounts.basic", ["Basic"]),
    "accounts.*.closed": ("accounts.basic.closed", "2030-02-01"),
    "accounts.*.spellings": ("accounts.basic.spellings", ["Basic"]),
    "sources": ("sources.2", None),
    "sources.*.files": ("sources.2.files", "data/nothing.csv"),
    "sources.*.format": ("sources.2.format", "tidy"),
    "sources.*.channel": ("sources.2.channel", "x"),
    "sources.*.account": ("sources.2.account", "basic"),
    "sources.*.campaign": ("sources.2.campaign", "spring"),
    "sources.*.currency": ("sources.2.currency", "EUR"),
    "sources.*.kind": ("sources.2.kind", "business"),
    "sources.*.every": ("sources.2.every", "week"),
    "sources.*.dated": ("sources.2.dated", "end"),
    "sources.*.same_cell": ("sources.2.same_cell", "last"),
    "sources.*.year": ("sources.2.year", 2026),
    "sources.*.numbers": ("sources.0.numbers", None),
    "sources.*.numbers.decimal": ("sources.0.numbers", {"decimal": ",", "thousands": ".", "duration": False}),
    "sources.*.numbers.thousands": ("sources.0.numbers.thousands", "'"),
    "sources.*.numbers.duration": ("sources.0.numbers.duration", True),
    "sources.*.day_first": ("sources.2.day_first", True),
    "sources.*.window": ("sources.2.window", "2026-07-01..2026-09-30"),
    "sources.*.covers": ("sources.2.covers", "2026-07-01..2026-09-30"),
    "sources.*.optional": ("sources.0.optional", True),
    "sources.*.sparse": ("sources.2.sparse", True),
    "sources.*.metrics": ("sources.2.metrics", ["likes"]),
    "database": ("database", "other.db"),
    "output": ("output", "{company}.xlsx"),
    "scorecard": ("scorecard", None),
    "scorecard.logo": ("scorecard.logo", "logo.png"),
    "scorecard.accent": ("scorecard.accent", "#203040"),
    "scorecard.paper": ("scorecard.paper", "letter"),
    "scorecard.language": ("scorecard.language", "de"),
    "scorecard.audience": ("scorecard.audience", "full"),
    "scorecard.sheets": ("scorecard.sheets", ["map"]),
    "scorecard.latest": ("scorecard.latest", "latest.xlsx"),
}


def edited(model, path, value):
    out = copy.deepcopy(model)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    at = out
    for step in way:
        at = at[step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return out


def written(model):
    """JSON, which is YAML: no word of it is taken for a truth or a day."""
    return json.dumps(model, indent=1)


def test(kit):
    import yaml
    keys = keys_of(json.loads(kit.run("schema", "model")))
    kit.equal("every key of the language is edited here", sorted(keys), sorted(EDITS))
    ws = kit.workspace("keys")
    models = ws / "models"
    (models / "below.yaml").write_text("model: below\nmetrics: {shares: {level: outtake}}\n")
    (models / "beside.yaml").write_text("model: beside\nmetrics: {shares: {level: output}}\n")
    (models / "basic.yaml").write_text(MODEL)
    model = yaml.safe_load(MODEL)
    draft = ws / "models/draft.yaml"
    draft.write_text(written(model))
    kit.check("the same model in other words is no change", "\nNothing changed:" in kit.run("diff", draft, ws))
    for key, (path, value) in EDITS.items():
        draft.write_text(written(edited(model, path, value)))
        done = kit.run("diff", draft, ws, code=None)
        kit.check(f"an edit of {key} is told", done.returncode == 0 and "\nNothing changed:" not in done.stdout,
                  done.stderr + done.stdout)
    test_settings(kit, ws)


def test_settings(kit, ws):
    import yaml
    keys = keys_of(json.loads(kit.run("schema", "workspace")))
    kit.equal("every key of kpialign.yaml is edited here", sorted(keys - BY_CONTENT), sorted(SETTINGS_EDITS))
    (ws / "models/twin.yaml").write_text(MODEL)
    (ws / "logo.png").write_bytes(PNG)
    (ws / "kpialign.yaml").write_text(SETTINGS)
    settings = yaml.safe_load(SETTINGS)
    draft = ws / "draft/kpialign.yaml"
    draft.parent.mkdir()
    draft.write_text(written(settings))
    kit.check("the same settings in other words are no change", "\nNothing changed:" in kit.run("diff", draft, ws))
    for key, (path, value) in SETTINGS_EDITS.items():
        draft.write_text(written(edited(settings, path, value)))
        done = kit.run("diff", draft, ws, code=None)
        kit.check(f"an edit of {key} in kpialign.yaml is told", done.returncode == 0
                  and "\nNothing changed:" not in done.stdout, done.stderr + done.stdout)


if __name__ == "__main__":
    main(test)
