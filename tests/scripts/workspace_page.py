"""docs/workspace.md: the files that it shows are one company that runs, each of them is read, and every key is shown."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from examples import fits
from kit import ROOT, main
from manual import keys_in, keys_of

# a picture of one pixel, for `logo:`
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082")
FILES = {"kpialign.yaml", "models/garden.yaml", "goals.csv", "targets.csv", "governance.csv", "campaigns.csv", "notes.csv", "rates.csv",
         "exports/social.csv", "finance/months.csv"}


def lay_out(kit, text):
    """The files of the page; of one that is shown in parts, what belongs to `sources:` goes below it."""
    folder = kit.temp / "garden"
    parts = {}
    for name, body in re.findall(r"^```\w+ (\S+)\n(.*?)^```", text, re.S | re.M):
        parts.setdefault(name, []).append(body)
    kit.equal("every file has an example", set(parts), FILES)
    settings = parts["kpialign.yaml"]
    more = [body for body in settings[1:] if body.startswith("  - files:")]
    rest = [body for body in settings[1:] if body not in more]
    head, tail = settings[0].split("database:")
    parts["kpialign.yaml"] = [head, *more, "database:" + tail, *rest]
    for name, bodies in parts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(bodies), encoding="utf-8")
    (folder / "brand").mkdir()
    (folder / "brand/logo.png").write_bytes(PNG)
    return folder


def check_keys(kit, folder, text):
    import yaml
    schema = keys_of(json.loads(kit.run("schema", "workspace")))
    shown = keys_in(yaml.load((folder / "kpialign.yaml").read_text(encoding="utf-8"), yaml.BaseLoader), schema)
    kit.equal("every key of kpialign.yaml has an example", sorted(schema - shown), ["sources.*.numbers.duration"])
    kit.equal("and is in a table", sorted(k for k in {x.split(".")[-1] for x in schema} if f"`{k}`" not in text and f"{k}," not in text
                                          and f"{k}:" not in text and f"{k}}}" not in text), [])


def check_effects(kit, folder):
    """Each file does what the page says."""
    as_of = ("--as-of", "2026-09-30")
    kpis = {k["kpi"]: k for k in kit.table("kpis", folder, *as_of)}
    kit.equal("targets.csv: months are added to a quarter", kpis["revenue_new"]["target"], "125000")
    kit.equal("finance: so are figures", kpis["revenue_new"]["value"], "131500")
    objectives = {o["objective"]: o for o in kit.table("objectives", folder, *as_of)}
    kit.equal("goals.csv: a tree", objectives["sell"]["parent"], "shop")
    spend = {c["campaign"]: c for c in kit.table("campaigns", folder, *as_of)}
    kit.equal("campaigns.csv: any spelling, in euros", spend["Spring sale"]["spend"], "24177.1425")
    said = kit.run("explain", "social_spend", folder, "--rows", *as_of)
    kit.check("rates.csv: the rate stands beside each amount", "24177.1425 (USD 26500 at 0.912345)" in said
              and "of it 7320 (JPY 1200000 at 6.1 for 1000), rates.csv:3" in said, said)
    needs = {n["needs"]: n["holds"] for n in kit.table("maturity", folder, *as_of)}
    kit.equal("governance.csv: as said", (needs["Insight is in place"], needs["Education is in place"]), ("yes", "no"))
    said = kit.run("run", folder, "--dry-run", "-v", *as_of)
    kit.check("notes.csv: printed", "The north gate was closed in August" in said, said)


def test(kit):
    text = (ROOT / "docs/workspace.md").read_text(encoding="utf-8")
    folder = lay_out(kit, text)
    check_keys(kit, folder, text)
    kit.check("check finds no error", "no errors" in kit.run("check", folder))
    check_effects(kit, folder)
    blocks = re.findall(r"^```console\n\$ kpialign (.*?)\n(.*?)^```", text, re.S | re.M)
    kit.equal("the company runs on the page", len(blocks), 1)
    for command, shown in blocks:
        printed = kit.run(*command.split(), cwd=kit.temp)
        kit.check(f"`{command}` prints what the page shows", fits(shown, printed), printed)


if __name__ == "__main__":
    main(test)
