"""Calculations 1.1 on filings with calculation linkbases: this project beside Arelle.

    python benchmarks/calculations.py [--arelle PATH] [--truncate] [--disturb SEED] [--differences] [FOLDER …]

For every XBRL instance below the folders (default: ``../shared/corpus/xbrl``) that has a calculation linkbase: how many
summations are bound (a summation of a role, in one setting of entity, period, dimensions and unit), how many of
them are inconsistent by this project and by Arelle (``pip install 'auditor[bench]'``), rounding to the nearest, and
which are not the same. Writes ``benchmarks/calculations.json``.

Nothing is fetched. Arelle needs every concept declared in some schema, and the published taxonomies are not at hand; so
it is given a copy of the set in which a stand-in schema declares each name that the instance or the links use, its
type taken from the units of its facts. Facts, contexts, units and calculation arcs are those of the filing.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter
from xml.sax.saxutils import quoteattr

from lxml import etree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from auditor.identify.calculations import calculations, repetitions  # noqa: E402
from auditor.read.linkbase import LINK, XLINK, linkbase_files  # noqa: E402
from auditor.read.source import source_of  # noqa: E402
from auditor.read.xbrl import read_instance, references  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "xbrl"
XBRLI = "http://www.xbrl.org/2003/instance"
TYPES = {"shares": "sharesItemType", "pure": "pureItemType"}

_INCONSISTENT = re.compile(
    r"\[calc11e:inconsistentCalculationUsing(?:Rounding|Truncation)\] Calculation inconsistent from (?P<total>\S+) "
    r"in link role (?P<role>\S+) reported sum .*? context (?P<context>\S+) unit (?P<unit>\S+)"
)
_BLOCKED = re.compile(r"\[(?P<code>calc11e:excessDigits|oime:disallowedDuplicateFacts)\]")
_SEGMENT = re.compile(r"[^\w.-]")

Key = tuple[str, str, str, str]  # role, total, context of its first report, unit


@dataclass(frozen=True)
class Ours:
    """What this project says of one instance."""

    bound: int
    inconsistent: frozenset[Key]
    unevaluated: frozenset[Key]
    repeated: dict[str, int]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument(
        "--arelle", help="the command to run; by default arelleCmdLine beside this Python or on the path"
    )
    parser.add_argument("--truncate", action="store_true", help="take values for truncated, not rounded")
    parser.add_argument(
        "--disturb",
        type=int,
        metavar="SEED",
        help="move values at random by a unit or two, to meet the edges of rounding",
    )
    parser.add_argument("--differences", action="store_true", help="name every summation the two disagree on")
    options = parser.parse_args()
    folders = options.folders or [CORPUS]
    instances = [path for folder in folders for path in sorted(folder.rglob("*.xml")) if _has_calculations(path)]
    if not instances:
        sys.exit(f"no instance with a calculation linkbase below {', '.join(map(str, folders))}")
    arelle = options.arelle or _arelle()
    print(f"{'instance':30s} {'bound':>6s} {'ours':>6s} {'Arelle':>6s} {'same':>6s} {'s':>6s} {'Arelle s':>8s}")
    rows = []
    for path in instances if options.disturb is None else _disturbed(instances, options.disturb):
        ours = _ours(path, options.truncate)
        theirs, blocked, seconds = _theirs(path, arelle, options.truncate) if arelle else (None, 0, 0.0)
        same = "-" if theirs is None else str(len(ours.inconsistent & theirs))
        count = "-" if theirs is None else str(len(theirs))
        print(
            f"{path.name:30s} {ours.bound:6d} {len(ours.inconsistent):6d} {count:>6s} {same:>6s} "
            f"{ours.seconds:6.2f} {seconds:8.2f}",
            flush=True,
        )
        differing = sorted(ours.inconsistent ^ theirs) if theirs is not None else []
        if options.differences:
            for key in differing:
                who = "ours" if key in ours.inconsistent else "Arelle"
                print("   ", who, *key, "(not evaluated by us)" if key in ours.unevaluated else "")
        rows.append(
            {
                "instance": f"{path.parent.name}/{path.name}",
                "bound": ours.bound,
                "inconsistent": len(ours.inconsistent),
                "not evaluated": len(ours.unevaluated),
                "repeated": ours.repeated,
                "arelle": None if theirs is None else len(theirs),
                "arelle not evaluated": blocked,
                "only ours": None if theirs is None else len(ours.inconsistent - theirs),
                "only arelle": None if theirs is None else len(theirs - ours.inconsistent),
            }
        )
    bound, inconsistent = (sum(int(row[name]) for row in rows) for name in ("bound", "inconsistent"))
    print(f"{len(rows)} instances, {bound} bound summations, {inconsistent} inconsistent")
    if not options.truncate and options.disturb is None:
        (HERE / "calculations.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _has_calculations(path: Path) -> bool:
    if linkbase_files(str(path), (), [path.name]) or path.name.lower().endswith((".xsd.xml", "_cal.xml")):
        return False
    head = path.read_bytes()[:65_536].decode("utf-8", "replace")
    names = linkbase_files(str(path), references(head))
    return "xbrl" in head and path.name not in names and any("_cal" in name.lower() for name in names)


def _disturbed(instances: list[Path], seed: int) -> Iterator[Path]:
    """A copy of each set whose facts, one in four, are a unit or two of their declared place off."""
    for path in instances:
        chance = Random(f"{seed} {path.name}")
        with tempfile.TemporaryDirectory() as scratch:
            for neighbour in path.parent.iterdir():
                shutil.copyfile(neighbour, Path(scratch, neighbour.name))
            tree = etree.parse(str(path))
            for element in tree.getroot().iter(etree.Element):
                decimals = element.get("decimals", "INF")
                if decimals != "INF" and element.text and chance.random() < 0.25:
                    moved = Decimal(element.text) + chance.choice((-2, -1, 1, 2)) * Decimal(1).scaleb(-int(decimals))
                    element.text = f"{moved:f}"
            tree.write(str(Path(scratch, path.name)), encoding="utf-8", xml_declaration=True)
            yield Path(scratch, path.name)


def _arelle() -> str | None:
    beside = Path(sys.executable).with_name("arelleCmdLine")
    return str(beside) if beside.exists() else shutil.which("arelleCmdLine")


def _ours(path: Path, truncate: bool) -> Ours:
    begin = perf_counter()
    document = read_instance(source_of(str(path)))
    facts = document.facts
    assert document.linkbase is not None
    found = calculations(facts, document.linkbase, "truncate" if truncate else "round")
    seconds = perf_counter() - begin
    repeated: dict[str, int] = defaultdict(int)
    for repetition in repetitions(facts):
        repeated[repetition.kind] += 1
    by_verdict: dict[str, set[Key]] = defaultdict(set)
    for one in found:
        first = facts[one.totals[0]]
        key = (one.summation.role, one.summation.total, first.context.id, first.unit or "")
        by_verdict[one.verdict].add(key)
    inconsistent, unevaluated = frozenset(by_verdict["inconsistent"]), frozenset(by_verdict["not evaluated"])
    return Ours(len(found), inconsistent, unevaluated, dict(repeated), seconds)


def _theirs(path: Path, arelle: str, truncate: bool) -> tuple[frozenset[Key], int, float]:
    """What Arelle finds inconsistent, how often it stopped before evaluating, and its seconds."""
    names = linkbase_files(str(path), references(path.read_bytes()[:65_536].decode("utf-8", "replace")))
    links = [path.parent / name for name in names if "_cal" in name.lower()]
    with tempfile.TemporaryDirectory() as scratch:
        instance = _stand_in(path, links, Path(scratch))
        begin = perf_counter()
        done = subprocess.run(
            [
                arelle, "--file", str(instance), "--validate",
                "--calc", "truncation" if truncate else "round-to-nearest",
                "--internetConnectivity", "offline", "--logFormat", "[%(messageCode)s] %(message)s",
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        seconds = perf_counter() - begin
    if "oimIncompatibleReportWarning" in done.stdout:
        print(f"  Arelle skipped the calculations of {path.name}", file=sys.stderr)
    units = read_instance(source_of(str(path))).units
    keys = frozenset(
        (m["role"], m["total"], m["context"], units.get(m["unit"], "")) for m in _INCONSISTENT.finditer(done.stdout)
    )
    return keys, len(_BLOCKED.findall(done.stdout)), seconds


def _stand_in(path: Path, links: list[Path], folder: Path) -> Path:
    """A copy of the set in ``folder`` that refers to nothing outside it; the path of its instance."""
    tree = etree.parse(str(path))
    root = tree.getroot()
    units = read_instance(source_of(str(path))).units
    declared = _declared(root, units)
    prefixes = {namespace: f"s{at}" for at, namespace in enumerate(sorted(declared))}
    by_fragment: dict[str, str] = {}
    roles: set[str] = set()
    copies = [etree.parse(str(link)) for link in links]
    spoken = {namespace: prefix for prefix, namespace in root.nsmap.items() if prefix}
    for namespace in declared:
        for local in declared[namespace]:
            by_fragment[f"{spoken.get(namespace, '')}_{local}"] = f"{prefixes[namespace]}.xsd#e_{local}"
    for copy in copies:
        _unreported(copy, by_fragment, declared, prefixes, spoken)
        roles |= _redirected(copy, by_fragment)
    for namespace, elements in declared.items():
        prefix = spoken.get(namespace, prefixes[namespace])
        _write_schema(folder / f"{prefixes[namespace]}.xsd", namespace, prefix, elements)
    for at, copy in enumerate(copies):
        copy.write(str(folder / f"links{at}_cal.xml"), encoding="utf-8", xml_declaration=True)
    _write_entry(folder / "entry.xsd", prefixes, sorted(roles), len(copies))
    for reference in list(root.iter(f"{LINK}schemaRef", f"{LINK}linkbaseRef", f"{LINK}footnoteLink")):
        reference.getparent().remove(reference)
    reference = etree.Element(f"{LINK}schemaRef")
    reference.set(f"{XLINK}type", "simple")
    reference.set(f"{XLINK}href", "entry.xsd")
    root.insert(0, reference)
    for kind in ("roleRef", "arcroleRef"):
        for found in list(root.iter(f"{LINK}{kind}")):
            found.getparent().remove(found)
    instance = folder / "instance.xml"
    tree.write(str(instance), encoding="utf-8", xml_declaration=True)
    return instance


def _declared(root: etree._Element, units: dict[str, str]) -> dict[str, dict[str, tuple[str, str]]]:
    """By namespace and local name: the type and the period type that the instance's own facts show."""
    instants = {
        context.get("id")
        for context in root.iter(f"{{{XBRLI}}}context")
        if context.find(f".//{{{XBRLI}}}instant") is not None
    }
    declared: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for element in root.iter(etree.Element):
        context = element.get("contextRef")
        if context is None:
            continue
        name = etree.QName(element)
        unit = units.get(element.get("unitRef") or "")
        kind = "stringItemType"
        if unit is not None:
            is_money = len(unit) == 3 and unit.isupper()
            kind = "monetaryItemType" if is_money else TYPES.get(unit, "decimalItemType")
        known = declared[name.namespace or ""].get(name.localname, (kind, ""))[0]
        if known != kind:
            kind = "decimalItemType"
        declared[name.namespace or ""][name.localname] = (kind, "instant" if context in instants else "duration")
    return declared


def _unreported(
    links: etree._ElementTree,
    by_fragment: dict[str, str],
    declared: dict[str, dict[str, tuple[str, str]]],
    prefixes: dict[str, str],
    spoken: dict[str, str],
) -> None:
    """Declare, among the concepts of the first namespace, those that links name and the instance does not report."""
    home = sorted(declared)[0]
    for locator in links.getroot().iter(f"{LINK}loc"):
        fragment = locator.get(f"{XLINK}href", "").rpartition("#")[2]
        if fragment not in by_fragment:
            local = "unreported_" + _SEGMENT.sub("_", fragment)
            declared[home][local] = ("monetaryItemType", "duration")
            by_fragment[fragment] = f"{prefixes[home]}.xsd#e_{local}"


def _redirected(links: etree._ElementTree, by_fragment: dict[str, str]) -> set[str]:
    """Point every locator at the stand-ins, and return the roles that the links use."""
    root = links.getroot()
    roles = {link.get(f"{XLINK}role", "") for link in root.iter(f"{LINK}calculationLink")}
    for locator in root.iter(f"{LINK}loc"):
        locator.set(f"{XLINK}href", by_fragment[locator.get(f"{XLINK}href", "").rpartition("#")[2]])
    numbers = {role: at for at, role in enumerate(sorted(roles))}
    for reference in list(root.iter(f"{LINK}roleRef")):
        role = reference.get("roleURI", "")
        if role in numbers:
            reference.set(f"{XLINK}href", f"entry.xsd#r{_number(role)}")
        else:
            reference.getparent().remove(reference)
    return roles


def _number(role: str) -> str:
    return _SEGMENT.sub("_", role)


def _write_schema(path: Path, namespace: str, prefix: str, elements: dict[str, tuple[str, str]]) -> None:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"',
        f" xmlns:{prefix}={quoteattr(namespace)} targetNamespace={quoteattr(namespace)}",
        ' elementFormDefault="qualified">',
        '<xs:import namespace="http://www.xbrl.org/2003/instance" '
        'schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>',
        *(
            f'<xs:element name="{local}" id="e_{local}" type="xbrli:{kind}" substitutionGroup="xbrli:item" '
            f'xbrli:periodType="{period}" nillable="true"/>'
            for local, (kind, period) in sorted(elements.items())
        ),
        "</xs:schema>",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def _write_entry(path: Path, prefixes: dict[str, str], roles: list[str], links: int) -> None:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:link="http://www.xbrl.org/2003/linkbase"',
        ' xmlns:xlink="http://www.w3.org/1999/xlink" targetNamespace="urn:stand-in">',
        "<xs:annotation><xs:appinfo>",
        *(
            f'<link:roleType roleURI={quoteattr(role)} id="r{_number(role)}">'
            "<link:usedOn>link:calculationLink</link:usedOn></link:roleType>"
            for role in roles
        ),
        *(
            f'<link:linkbaseRef xlink:type="simple" xlink:href="links{at}_cal.xml" '
            'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
            for at in range(links)
        ),
        "</xs:appinfo></xs:annotation>",
        *(
            f'<xs:import namespace={quoteattr(namespace)} schemaLocation="{prefix}.xsd"/>'
            for namespace, prefix in prefixes.items()
        ),
        "</xs:schema>",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
