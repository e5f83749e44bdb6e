"""What makes Excel offer to repair a workbook: a strict look at the parts of an .xlsx, with the standard
library alone. faults(path) gives a list of sentences, empty for a sound book."""
import collections
import posixpath
import re
import zipfile
import xml.etree.ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[RrCc][0-9]*")
CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
TEXT_MOST, NAME_MOST, FOOTER_MOST = 32767, 31, 255


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def corner(ref):
    letters, row = CELL.fullmatch(ref).groups()
    col = 0
    for c in letters:
        col = col * 26 + ord(c) - 64
    return col, int(row)


def box(ref):
    first, last = (ref.split(":") + [ref])[:2]
    return (*corner(first), *corner(last))


def overlap(a, b):
    return not (a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1])


class Package:
    def __init__(self, path):
        self.faults, self.zip = [], zipfile.ZipFile(path)
        self.names = self.zip.namelist()
        self.trees = {}
        for name in self.names:
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = ET.fromstring(self.zip.read(name))
                except ET.ParseError as e:
                    self.say(f"{name} is no XML: {e}")

    def say(self, text):
        self.faults.append(text)

    def tree(self, part):
        """A part's XML; an empty one where it is missing, which its relationship says."""
        return self.trees.get(part, ET.Element("none"))

    def rels(self, part):
        """Id -> part it leads to (or None for what is outside), of a part's relationships."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", name + ".rels"))
        found = {}
        for r in [] if tree is None else tree.iter(PACKAGE + "Relationship"):
            target = r.get("Target")
            if r.get("Id") in found:
                self.say(f"{part}: relationship {r.get('Id')} twice")
            if r.get("TargetMode") == "External":
                found[r.get("Id")] = None
                continue
            to = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[r.get("Id")] = to
            if to not in self.names:
                self.say(f"{part}: relationship {r.get('Id')} leads to {to}, which is not there")
        return found

    def check_types(self):
        types = self.trees["[Content_Types].xml"]
        defaults = {e.get("Extension").lower() for e in types.iter(TYPES + "Default")}
        overrides = [e.get("PartName").lstrip("/") for e in types.iter(TYPES + "Override")]
        for name, n in collections.Counter(overrides + self.names).items():
            if name in overrides and name not in self.names:
                self.say(f"a content type for {name}, which is not there")
            if self.names.count(name) > 1 or overrides.count(name) > 1:
                self.say(f"{name} is there {n} times")
        for name in self.names:
            ext = name.rsplit(".", 1)[-1].lower()
            if name != "[Content_Types].xml" and name not in overrides and (
                    ext not in defaults or ext == "xml"):
                self.say(f"no content type for {name}")

    def check_ids(self):
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                continue
            known = self.rels(name)
            used = {v for e in tree.iter() for k, v in e.attrib.items() if k in (REL + "id", REL + "embed")}
            for i in used - set(known):
                self.say(f"{name} names relationship {i}, which it does not have")
            for i in set(known) - used:
                kind = known[i] or ""
                if name.startswith("xl/worksheets/") or "drawing" in kind and name != "xl/workbook.xml":
                    self.say(f"{name} has relationship {i} and does not use it")

    def strings(self):
        tree = self.trees.get("xl/sharedStrings.xml")
        items = [] if tree is None else ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                                         for si in tree.findall(MAIN + "si")]
        for text in items:
            if units(text) > TEXT_MOST:
                self.say(f"a text of {units(text)} characters: {text[:40]}")
        return items

    def cells(self, tree, strings):
        found = {}
        for c in tree.iter(MAIN + "c"):
            value, kind = c.find(MAIN + "v"), c.get("t")
            text = None if value is None else value.text
            if kind == "s":
                if not int(text) < len(strings):
                    self.say(f"{c.get('r')} names string {text} of {len(strings)}")
                    continue
                text = strings[int(text)]
            if corner(c.get("r")) in found:
                self.say(f"cell {c.get('r')} twice")
            if kind == "e":
                self.say(f"{c.get('r')} holds an error, {text}")
            found[corner(c.get("r"))] = text
        return found

    def check_table(self, part, sheet, cells, seen):
        if part not in self.trees:
            return part, (0, 0, 0, 0)  # said already
        t = self.trees[part]
        heads = [c.get("name") for c in t.iter(MAIN + "tableColumn")]
        name, ref = t.get("displayName"), box(t.get("ref"))
        for what, value in (("id", t.get("id")), ("name", name.lower())):
            if (what, value) in seen:
                self.say(f"two tables have the {what} {value}")
            seen.add((what, value))
        if t.get("name") != name or not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name):
            self.say(f"{name} is no name for a table")
        if [cells.get((ref[0] + i, ref[1])) for i in range(len(heads))] != heads:
            self.say(f"{sheet}: the heading cells of {name} are not its columns")
        if len({h.lower() for h in heads}) != len(heads) or len(heads) != ref[2] - ref[0] + 1:
            self.say(f"{sheet}: {name} has {len(heads)} columns, some alike, or not as many as {t.get('ref')}")
        if ref[3] <= ref[1]:
            self.say(f"{sheet}: {name} has no row")
        return name, ref

    def check_sheet(self, part, name, strings, seen):
        tree, rels = self.tree(part), self.rels(part)
        cells = self.cells(tree, strings)
        tables = [self.check_table(rels[e.get(REL + "id")], name, cells, seen) for e in tree.iter(MAIN + "tablePart")]
        boxes = tables + [("merged " + e.get("ref"), box(e.get("ref"))) for e in tree.iter(MAIN + "mergeCell")]
        for i, (a, x) in enumerate(boxes):
            for b, y in boxes[:i]:
                if overlap(x, y):
                    self.say(f"{name}: {a} lies on {b}")
        for e in tree.iter(MAIN + "oddFooter"):
            if units(e.text) > FOOTER_MOST:
                self.say(f"{name}: a footer of {units(e.text)} characters")
        for target in rels.values():
            if target and "drawing" in target:
                self.check_drawing(target, name)

    def check_drawing(self, part, sheet):
        rels = self.rels(part)
        for frame in self.tree(part).iter(DRAWING + "graphicFrame"):
            about = next(frame.iter(DRAWING + "cNvPr"))
            if not about.get("descr"):
                self.say(f"{sheet}: {about.get('name')} has no alt text")
        for chart in rels.values():
            for f in self.tree(chart).iter(CHART + "f"):
                where = f.text.rsplit("!", 1)[0].strip("'").replace("''", "'")
                if where not in self.sheets:
                    self.say(f"{sheet}: a chart reads {f.text}, a sheet that is not there")

    def check_names(self, book):
        known = set()
        for e in book.iter(MAIN + "definedName"):
            name, at = e.get("name"), e.get("localSheetId")
            if (name.lower(), at) in known:
                self.say(f"the name {name} twice")
            known.add((name.lower(), at))
            where = e.text.rsplit("!", 1)[0].strip("'").replace("''", "'")
            if where not in self.sheets:
                self.say(f"the name {name} leads to {e.text}")
            if not name.startswith("_xlnm.") and (not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name)):
                self.say(f"{name} is no name")

    def check(self):
        self.check_types()
        self.check_ids()
        book, rels = self.trees["xl/workbook.xml"], self.rels("xl/workbook.xml")
        sheets = [(e.get("name"), rels[e.get(REL + "id")]) for e in book.iter(MAIN + "sheet")]
        self.sheets = [name for name, _ in sheets]
        if len({n.casefold() for n in self.sheets}) != len(sheets):
            self.say("two sheets have the same name")
        for name in self.sheets:
            if not 0 < units(name) <= NAME_MOST or re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", name) or \
                    name.lower() == "history":
                self.say(f"{name!r} is no name for a sheet")
        strings, seen = self.strings(), set()
        for name, part in sheets:
            self.check_sheet(part, name, strings, seen)
        self.check_names(book)
        return self.faults


def faults(path):
    return Package(path).check()
