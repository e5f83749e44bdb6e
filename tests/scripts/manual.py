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


def test(kit):
    import yaml
    text = (ROOT / "docs/model.md").read_text(encoding="utf-8")
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
