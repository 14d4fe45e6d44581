"""Contexts and units of an XBRL instance or an inline XBRL page: of whom, when and in what a tagged number speaks.

An instance is parsed as XML and has namespaces, which are told by their URI. An inline page is parsed as HTML and has
none: its elements are literally ``xbrli:context`` and ``xbrldi:explicitmember``, in lower case; the prefix is looked
up among the declarations of the page's root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from auditor.model.fact import Context
from auditor.model.figure import Period

if TYPE_CHECKING:
    from lxml.etree import _Element

INSTANCE = "http://www.xbrl.org/2003/instance"
_DATE = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?")
_DAY = timedelta(days=1)


def contexts_of(root: _Element) -> dict[str, Context]:
    """Every context below ``root`` by its id; the first of two with one id.

    A context without an id is left out. One whose dates cannot be read, or that lasts forever, has no period.
    """
    found: dict[str, Context] = {}
    for element in _of_instance(root, "context"):
        name = element.get("id")
        if name and name not in found:
            found[name] = _context(name, element)
    return found


def units_of(root: _Element) -> dict[str, str]:
    """Every unit below ``root`` by its id, in the auditor's words: "USD", "shares", "USD/share", "pure" …"""
    found: dict[str, str] = {}
    for element in _of_instance(root, "unit"):
        name = element.get("id")
        if name and name not in found:
            found[name] = _unit(element)
    return found


def local_name(element: _Element) -> str:
    """The element's name without namespace or prefix, in lower case; "" for a comment or an instruction.

    >>> from lxml import etree
    >>> local_name(etree.fromstring('<a:endDate xmlns:a="urn:x"/>'))
    'enddate'
    """
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _of_instance(root: _Element, name: str) -> Iterator[_Element]:
    """The elements ``name`` of the XBRL instance namespace, however the tree was parsed."""
    yield from root.iter(f"{{{INSTANCE}}}{name}")
    for prefix in sorted(_prefixes(root)):
        yield from root.iter(f"{prefix}:{name}")
    yield from (bare for bare in root.iter(name) if (bare.get("xmlns") or "").strip() == INSTANCE)  # parsed as HTML


def _prefixes(root: _Element) -> set[str]:
    """The prefixes by which a tree parsed as HTML refers to the instance namespace."""
    top = root.getroottree().getroot()
    declared = {
        key.partition(":")[2]
        for element in (top, root)
        for key, value in element.items()
        if key.startswith("xmlns:") and value.strip() == INSTANCE
    }
    return {prefix for prefix in declared if prefix.isidentifier()} | {"xbrli"}


def _context(name: str, element: _Element) -> Context:
    entity = ""
    period: Period | None = None
    dimensions: list[tuple[str, str]] = []
    for child in element:
        kind = local_name(child)
        if kind == "entity":
            for part in child:
                if local_name(part) == "identifier":
                    entity = _words(part)
                elif local_name(part) == "segment":
                    dimensions += _dimensions(part)
        elif kind == "scenario":
            dimensions += _dimensions(child)
        elif kind == "period":
            period = _period(child)
    return Context(name, entity, period, tuple(sorted(dimensions)))


def _dimensions(holder: _Element) -> Iterator[tuple[str, str]]:
    """(axis, member) for each qualifier of a segment or scenario.

    What is no dimension (a free element, as the earliest filings have) qualifies the fact as well: its name stands
    for the axis.
    """
    for child in holder:
        kind = local_name(child)
        if kind:
            yield child.get("dimension") or _qualified(child), _words(child)


def _qualified(element: _Element) -> str:
    prefix = f"{element.prefix}:" if element.prefix else ""
    return prefix + str(element.tag).rpartition("}")[2]


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _period(holder: _Element) -> Period | None:
    start: date | None = None
    end: date | None = None
    for child in holder:
        kind = local_name(child)
        if kind in ("instant", "enddate"):
            end = closing_day(_words(child))
        elif kind == "startdate":
            start = opening_day(_words(child))
            if start is None:
                return None
    if end is None or (start is not None and start > end):
        return None
    return Period(end, start)


def closing_day(text: str) -> date | None:
    """The last day of a period that ends at ``text``; midnight belongs to the day before.

    >>> str(closing_day("2020-01-01T00:00:00")), str(closing_day("2019-12-31")), closing_day("2019-02-30")
    ('2019-12-31', '2019-12-31', None)
    """
    return _day_of(text, before_midnight=True)


def opening_day(text: str) -> date | None:
    """The first day of a period that starts at ``text``.

    >>> str(opening_day("2020-01-01T00:00:00")), str(opening_day("2019-12-31T24:00:00"))
    ('2020-01-01', '2020-01-01')
    """
    return _day_of(text, before_midnight=False)


def _day_of(text: str, before_midnight: bool) -> date | None:
    match = _DATE.match(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] == "24" and not before_midnight:
            return day + _DAY
        is_midnight = match[4] == "00" and match[5] == "00" and match[6] in (None, "00")
        return day - _DAY if is_midnight and before_midnight else day
    except (ValueError, OverflowError):  # a day that the calendar does not have, or one outside its years
        return None


def _unit(element: _Element) -> str:
    """A unit's measures in words: products joined by "*", a quotient by "/"."""
    over: list[str] = []
    under: list[str] = []
    for child in element:
        kind = local_name(child)
        if kind == "measure":
            over.append(_measure(child))
        elif kind == "divide":
            for side in child:
                side_kind = local_name(side)
                measures = [_measure(part) for part in side if local_name(part) == "measure"]
                if side_kind == "unitnumerator":
                    over += measures
                elif side_kind == "unitdenominator":
                    under += ["share" if measure == "shares" else measure for measure in measures]
    if not under:
        return "*".join(over)
    return f"{'*'.join(over)}/{'*'.join(under)}"


def _measure(element: _Element) -> str:
    """A measure without its prefix: "USD", "shares", "pure", "bbl"."""
    return _words(element).rpartition(":")[2]
