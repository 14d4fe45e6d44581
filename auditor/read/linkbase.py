"""Linkbases: the calculation, presentation and label links that stand beside an instance.

Nothing is ever fetched. What a linkbase says of a concept it says by the address of an element in some schema
("…/us-gaap-2023.xsd#us-gaap_Assets"); the fragment, split after the prefix, is the concept's name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.model.linkbase import STANDARD_LABEL, Line, Linkbase, Presentation, Summation
from auditor.read.failure import ReadFailure, over_limit
from auditor.read.source import Source, source_of
from auditor.read.xml_tree import xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SUMMATION = ("http://www.xbrl.org/2003/arcrole/summation-item", "https://xbrl.org/2023/arcrole/summation-item")
PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
DEEPEST = 60  # levels of a presentation; real ones have about ten
MOST_LINES = 100_000  # of all presentations together: a tree whose branches are shared can unfold without end

MOST_ARCS = 500_000  # of one link; real ones have some thousands
KINDS = ("_cal", "_pre", "_lab", "_def")
_NAME = re.compile(r"^(?P<stem>.+?)(?P<kind>_cal|_pre|_lab|_def)?(?P<end>\.xml|\.xsd(?:\.xml)?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Arc:
    role: str
    source: str
    target: str
    order: Decimal
    weight: Fraction
    preferred: str | None


@dataclass
class _Gathered:
    """What the files say so far. Arcs are kept with their priority, so that one can forbid another."""

    prefixes: Sequence[str]  # longest first
    sums: dict[_Arc, tuple[int, bool]] = field(default_factory=dict)
    tree: dict[_Arc, tuple[int, bool]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)

    def concept(self, address: str) -> str:
        """The concept's name from the address of its element."""
        fragment = address.rpartition("#")[2]
        for prefix in self.prefixes:
            if fragment.startswith(f"{prefix}_"):
                return f"{prefix}:{fragment[len(prefix) + 1 :]}"
        return fragment.replace("_", ":", 1)


def linkbase_beside(
    source: Source, addresses: Sequence[str], prefixes: Iterable[str]
) -> tuple[Linkbase | None, tuple[str, ...]]:
    """(what the linkbases beside a tagged filing say, a line for each that could not be read); None without any.

    They stand in its folder, or in its archive. ``addresses`` are what the filing refers to.
    """
    sources: dict[str, Callable[[], Source]]
    if source.beside:
        within, mark, own = source.path.rpartition("#")
        if not mark:  # no member of an archive, but a file whose bytes came without its folder
            within, mark, own = os.path.dirname(source.path), os.sep, os.path.basename(source.path)
        names = linkbase_files(own, addresses, sorted(source.beside))
        begin = within + mark if within else ""
        sources = {name: partial(Source, begin + name, source.beside[name]) for name in names}
    else:
        names = linkbase_files(source.path, addresses)
        folder = Path(source.path).parent
        sources = {name: partial(source_of, str(folder / name)) for name in names}
    return read_linkbase(sources, prefixes) if names else (None, ())


def linkbase_files(path: str, addresses: Iterable[str], names: Sequence[str] | None = None) -> tuple[str, ...]:
    """The names of the linkbases and schemas in the folder of the instance at ``path`` that belong to it.

    ``addresses`` are what the instance refers to. First comes what its schema names, then what is named after the
    schema or the instance, at last the one set that the folder holds where it holds but one instance. ``names`` are
    the folder's files, where the caller knows them.
    """
    if "#" in os.path.basename(path):  # a member of an archive has no folder
        return ()
    folder = os.path.dirname(path) or "."
    if names is None:
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            return ()
    own = os.path.basename(path)
    linked = [name for name in names if is_linked(name)]
    wanted = [address.replace("\\", "/").rpartition("/")[2].partition("#")[0] for address in addresses]
    stems = {_stem(name) for name in (*wanted, own)} - {""}
    found = [name for name in linked if _stem(name) in stems]
    if not found and sum(name.lower().endswith(".xml") and not is_linked(name) for name in names) == 1:
        sets = {_stem(name) for name in linked}
        found = linked if len(sets) == 1 else []
    return tuple(found)


def is_linked(name: str) -> bool:
    """Whether a file's name is one of a linkbase or a schema.

    >>> is_linked("acme-20231231_cal.xml"), is_linked("acme-20231231.xsd.xml"), is_linked("acme-20231231.xml")
    (True, True, False)
    """
    match = _NAME.match(name)
    return match is not None and (match["kind"] is not None or match["end"].lower() != ".xml")


def _stem(name: str) -> str:
    match = _NAME.match(name)
    return match["stem"].lower().removesuffix("_htm") if match else ""


def read_linkbase(
    sources: Mapping[str, Callable[[], Source]], prefixes: Iterable[str]
) -> tuple[Linkbase, tuple[str, ...]]:
    """(what the files say together, one line for each file that could not be read). ``sources`` open them by name."""
    gathered = _Gathered(sorted(prefixes, key=lambda prefix: (-len(prefix), prefix)))
    read: list[str] = []
    refused: list[str] = []
    for name, opened in sources.items():
        if name.lower().endswith("_def.xml"):  # definitions say nothing that is used
            continue
        try:
            root = xml_tree(opened())
        except ReadFailure as failure:
            refused.append(f"the linkbase {name} could not be read: {failure.failure.message}")
            continue
        _gather(root, gathered)
        read.append(name)
    return _finished(gathered, tuple(read)), tuple(refused)


def _gather(root: _Element, gathered: _Gathered) -> None:
    """Links of a linkbase file, or those a schema holds within it, and the definitions of a schema's roles."""
    for role_type in root.iter(f"{LINK}roleType"):
        words = " ".join("".join(map(str, d.itertext())) for d in role_type.iter(f"{LINK}definition"))
        gathered.definitions.setdefault(role_type.get("roleURI", ""), " ".join(words.split()))
    for link in root.iter(f"{LINK}calculationLink"):
        for arc, rank in _arcs(link, gathered, f"{LINK}calculationArc", SUMMATION):
            _enter(gathered.sums, arc, rank)
    for link in root.iter(f"{LINK}presentationLink"):
        for arc, rank in _arcs(link, gathered, f"{LINK}presentationArc", (PARENT_CHILD,)):
            _enter(gathered.tree, arc, rank)
    for link in root.iter(f"{LINK}labelLink"):
        _labels(link, gathered)


def _enter(arcs: dict[_Arc, tuple[int, bool]], arc: _Arc, rank: tuple[int, bool]) -> None:
    """Keep the arc's highest priority; at equal priority a prohibition wins."""
    arcs[arc] = max(arcs.get(arc, rank), rank)


def _locators(link: _Element, gathered: _Gathered) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for locator in link.iter(f"{LINK}loc"):
        concept = gathered.concept(locator.get(f"{XLINK}href", ""))
        found.setdefault(locator.get(f"{XLINK}label", ""), []).append(concept)
    return found


def _arcs(
    link: _Element, gathered: _Gathered, name: str, arcroles: Sequence[str]
) -> Iterator[tuple[_Arc, tuple[int, bool]]]:
    """Every arc between two located concepts, with (priority, whether it forbids)."""
    role = link.get(f"{XLINK}role", "")
    places = _locators(link, gathered)
    drawn = 0
    for element in link.iter(name):
        if element.get(f"{XLINK}arcrole") not in arcroles:
            continue
        order, weight = _number(element.get("order", "1")), _number(element.get("weight", "1"))
        priority = _number(element.get("priority", "0"))
        if order is None or weight is None or priority is None:
            continue
        sources = places.get(element.get(f"{XLINK}from", ""), ())
        targets = places.get(element.get(f"{XLINK}to", ""), ())
        drawn += len(sources) * len(targets)  # one arc joins every pair of places that bear its labels
        if drawn > MOST_ARCS:
            raise over_limit(f"a linkbase of more than {MOST_ARCS:,} arcs in one link")
        for source in sources:
            for target in targets:
                arc = _Arc(role, source, target, order, Fraction(weight), element.get("preferredLabel"))
                yield arc, (int(priority), element.get("use") == "prohibited")


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


def _labels(link: _Element, gathered: _Gathered) -> None:
    """Words by label role; English ones before others."""
    places = _locators(link, gathered)
    resources: dict[str, list[tuple[str, bool, str]]] = {}
    for label in link.iter(f"{LINK}label"):
        words = " ".join("".join(map(str, label.itertext())).split())
        is_english = label.get(XML_LANGUAGE, "en").lower().startswith("en")
        kind = label.get(f"{XLINK}role", STANDARD_LABEL)
        resources.setdefault(label.get(f"{XLINK}label", ""), []).append((kind, is_english, words))
    for arc in link.iter(f"{LINK}labelArc"):
        if arc.get(f"{XLINK}arcrole") != CONCEPT_LABEL:
            continue
        for concept in places.get(arc.get(f"{XLINK}from", ""), ()):
            known = gathered.labels.setdefault(concept, {})
            for kind, is_english, words in resources.get(arc.get(f"{XLINK}to", ""), ()):
                if kind not in known or is_english:
                    known[kind] = words


def _finished(gathered: _Gathered, files: tuple[str, ...]) -> Linkbase:
    sums: dict[tuple[str, str], dict[str, _Arc]] = {}
    for arc in _standing(gathered.sums):
        sums.setdefault((arc.role, arc.source), {}).setdefault(arc.target, arc)
    summations = tuple(
        Summation(role, total, tuple((arc.target, arc.weight) for arc in sorted(items.values(), key=_order)))
        for (role, total), items in sums.items()
    )
    trees: dict[str, list[_Arc]] = {}
    for arc in _standing(gathered.tree):
        trees.setdefault(arc.role, []).append(arc)
    presentations = []
    left = MOST_LINES
    for role, arcs in trees.items():
        lines = _flattened(arcs, left)
        left -= len(lines)
        presentations.append(Presentation(role, lines))
    return Linkbase(files, summations, tuple(presentations), gathered.labels, gathered.definitions)


def _standing(arcs: dict[_Arc, tuple[int, bool]]) -> Iterator[_Arc]:
    return (arc for arc, (_, is_forbidden) in arcs.items() if not is_forbidden)


def _order(arc: _Arc) -> Decimal:
    return arc.order


def _flattened(arcs: Sequence[_Arc], most: int) -> tuple[Line, ...]:
    """The role's tree from the top, children by their order. A concept below itself is not unfolded again."""
    children: dict[str, list[_Arc]] = {}
    for arc in arcs:
        children.setdefault(arc.source, []).append(arc)
    targets = {arc.target for arc in arcs}
    roots = [source for source in children if source not in targets]
    lines: list[Line] = []
    stack: list[tuple[Line, tuple[str, ...]]] = [(Line(root, 0), ()) for root in reversed(roots)]
    while stack and len(lines) < most:
        line, above = stack.pop()
        lines.append(line)
        if line.concept in above or line.depth >= DEEPEST:
            continue
        here = (*above, line.concept)
        below = sorted(children.get(line.concept, ()), key=_order)
        stack += [(Line(arc.target, line.depth + 1, arc.preferred), here) for arc in reversed(below)]
    return tuple(lines)
