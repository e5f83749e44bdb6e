"""docs/model.md: every example is a model that `check` takes without a word, and every key of the language is in one."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, main


def keys_of(schema, path=""):
    """Paths of all keys that a JSON Schema describes; the names of entries are a star."""
    found = set()
    for name, value in schema.get("properties", {}).items():
        found.add(path + name)
        found |= keys_of(value, f"{path}{name}.")
    for part in ("items", "additionalProperties"):
        if isinstance(schema.get(part), dict):
            found |= keys_of(schema[part], path + "*.")
    for one in schema.get("anyOf", []):
        found |= keys_of(one, path)
    return found


def keys_in(value, schema, path=""):
    """The same paths, as far as a value goes."""
    found = set()
    if isinstance(value, list):
        for item in value:
            found |= keys_in(item, schema, path + "*.")
    elif isinstance(value, dict):
        for name, item in value.items():
            step = path + name if path + name in schema else path + "*"
            found |= {step} | keys_in(item, schema, step + ".")
    return found


def objective_row(file):
    """The row of an objective of the library, as its file has it."""
    import yaml
    model = yaml.load((ROOT / "models" / file).read_text(encoding="utf-8"), yaml.BaseLoader)
    (name, objective), = model["objectives"].items()
    roles = [k["role"] for k in model["kpis"].values()]
    evidence = {i: float(k.get("weight", 1)) for i, k in model["kpis"].items() if k["role"] == "evidence"}
    return (f"`{name}`", objective["statement"], f"`{max(evidence, key=evidence.get)}`",
            *(str(roles.count(role)) for role in ("evidence", "leading", "diagnostic")))


def check_objectives(kit, text):
    import yaml
    library = yaml.load((ROOT / "models/social-business.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    files = [f for f in library["extends"] if f.startswith("objectives/")]
    part = text[text.index("## The nine objectives"):text.index("## The rules that matter")]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in part.splitlines() if line.startswith("| `")]
    kit.equal("the table of objectives is the library's", rows, [objective_row(f) for f in files])
    kit.equal("nine objectives, and as many KPIs as the page says",
              (len(rows), sum(int(n) for row in rows for n in row[3:])),
              (9, int(re.search(r"objectives and (\d+) KPIs", text).group(1))))


def test(kit):
    import yaml
    text = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    check_objectives(kit, text)
    schema = keys_of(json.loads(kit.run("schema", "model")))
    kit.check("there are keys at every depth", {"kpis.*.where.channel", "maturity.*.needs.*.test"} <= schema, sorted(schema))
    shown = set()
    for i, example in enumerate(re.findall(r"^```yaml\n(.*?)^```", text, re.S | re.M)):
        path = kit.temp / f"example{i}.yaml"
        path.write_text(example, encoding="utf-8")
        done = kit.run("check", path, code=None)
        kit.equal(f"example {i} is a good model", (done.returncode, done.stderr), (0, ""))
        shown |= keys_in(yaml.load(example, yaml.BaseLoader), schema)
    kit.equal("every key of the language has an example", sorted(schema - shown), [])


if __name__ == "__main__":
    main(test)
