"""`kpialign schema KIND`: every shipped model, format and workspace is valid by it, and badly built ones are not."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import ROOT, TESTS, main

KINDS = ("model", "workspace", "format")
# wrong in a way that a schema cannot tell: `yes` in quotes, and what a file that is laid on another may leave out
BEYOND = {"type-flag", "type-because", "type-breaks-twice"}


def loader(yaml):
    """YAML 1.2, as editors read it: on and yes are texts, days too."""
    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        sign: [(tag, rule) for tag, rule in rules if tag.rpartition(":")[2] in ("null", "int", "float")]
        for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
    return Loader


def kind_of(path):
    if path.name == "kpialign.yaml":
        return "workspace"
    return "format" if path.parent.name == "formats" or path.name == "format.yaml" else "model"


def shipped():
    found = sorted((ROOT / "models").rglob("*.yaml"))
    return found + sorted(p for p in (ROOT / "samples").rglob("*.yaml")) + sorted((TESTS / "ws").rglob("*.yaml"))


def built_badly():
    for folder in sorted((TESTS / "bad/model").iterdir()):
        if folder.name.partition("-")[0] in ("key", "type") and folder.name not in BEYOND:
            yield folder / "model.yaml"
    for name in ("key", "month", "no-model", "source-without-files"):
        yield TESTS / f"bad/model/workspace-{name}/kpialign.yaml"
    for name in ("key", "rule-key", "no-recognise"):
        yield TESTS / f"bad/model/format-{name}/format.yaml"


def described(schema, path=""):
    """Paths of keys without a description."""
    bare = []
    for name, value in schema.get("properties", {}).items():
        if not value.get("description"):
            bare.append(path + name)
    for value in schema.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                bare += described(item, path + "/")
                for inner in item.values():
                    if isinstance(inner, dict):
                        bare += described(inner, path + "/")
    return bare


def test(kit):
    try:
        import jsonschema
        import yaml
    except ImportError as missing:
        kit.skip(f"{missing.name} is not here")
        return
    checks = {}
    for kind in KINDS:
        schema = json.loads(kit.run("schema", kind))
        jsonschema.Draft202012Validator.check_schema(schema)
        kit.equal(f"every key of a {kind} is described", described(schema), [])
        checks[kind] = jsonschema.Draft202012Validator(schema)
    style = loader(yaml)
    for path in shipped():
        tree = yaml.load(path.read_text(encoding="utf-8"), style)
        errors = [f"{list(e.path)}: {e.message[:200]}" for e in checks[kind_of(path)].iter_errors(tree)]
        kit.equal(f"{path.relative_to(ROOT)} is valid", errors, [])
    for path in built_badly():
        tree = yaml.load(path.read_text(encoding="utf-8"), style)
        kit.check(f"{path.parent.name} is not valid", not checks[kind_of(path)].is_valid(tree), "the schema takes it")
    kit.check("null takes a key away", checks["model"].is_valid({"kpis": {"ctr": None}, "metrics": {"a": {"unit": None}}}))
    done = kit.run("schema", "goals", code=None)
    kit.equal("a kind that is none", done.returncode, 64)


main(test)
