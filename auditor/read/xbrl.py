"""XBRL instances: tagged facts, with what the linkbases beside them say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.model.fact import Context, Fact
from auditor.read.contexts import closing_day, contexts_of, units_of
from auditor.read.failure import unreadable
from auditor.read.linkbase import LINK, XLINK, linkbase_beside, linkbase_files
from auditor.read.source import Source
from auditor.read.text import line_starts
from auditor.read.xml_tree import xml_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
LARGEST_EXPONENT = 100  # powers of ten beyond which a number is no amount of anything
LONGEST_NUMBER = 100  # characters

# Published taxonomies are known by their name in the namespace, whatever prefix an instance binds to it.
_PUBLISHED = re.compile(r"/(us-gaap|dei|srt|ecd|country|currency|exch|invest|naics|sic|stpr|cyd)/\d{4}")
_REFERENCES = re.compile(r"<(?:\w+:)?(?:schemaRef|linkbaseRef)\b[^<>]{0,2000}?href\s*=\s*[\"']([^\"'<>]{1,1000})[\"']")
_MONTH_DAY = re.compile(r"--(\d\d)-(\d\d)")


def read_instance(source: Source) -> Document:
    """An instance as one document (media "xbrl"), its linkbases included where they stand in the same folder.

    Raises `ReadFailure` where it is not well-formed XML.
    """
    root = xml_tree(source)
    if not str(root.tag).endswith("}xbrl"):
        raise unreadable(f"{source.path}: XML with the root <{root.tag}>, which is no XBRL instance")
    prefixes = _prefixes(root)
    contexts, units = contexts_of(root), units_of(root)
    facts = tuple(_facts(root, contexts, units, prefixes))
    said = _said(root)
    addresses = [element.get(f"{XLINK}href", "") for element in root.iter(f"{LINK}schemaRef", f"{LINK}linkbaseRef")]
    linkbase, refused = linkbase_beside(source, addresses, prefixes.values())
    period = closing_day(said.get("DocumentPeriodEndDate", ""))
    year_end = _MONTH_DAY.search(said.get("CurrentFiscalYearEndDate", ""))
    return Document(
        id="d1",
        path=source.path,
        media="xbrl",
        text=source.text,
        sha256=hashlib.sha256(source.data).hexdigest(),
        line_starts=line_starts(source.text),
        form=said.get("DocumentType") or None,
        company=said.get("EntityRegistrantName") or None,
        period=period.isoformat() if period else None,
        encoding=source.encoding.removesuffix("-sig"),
        contexts=contexts,
        units=units,
        facts=facts,
        cik=said.get("EntityCentralIndexKey") or None,
        fiscal_year_end=(int(year_end[1]), int(year_end[2])) if year_end else None,
        linkbase=linkbase,
        diagnostics=tuple(Diagnostic("warning", remark) for remark in refused),
    )


def references(text: str) -> list[str]:
    """The schemas and linkbases that the beginning of an instance's text refers to, without parsing it.

    >>> references('<xbrl><link:schemaRef xlink:href="acme-20231231.xsd"/></xbrl>')
    ['acme-20231231.xsd']
    """
    return _REFERENCES.findall(text)


def companions(path: str, names: list[str] | None = None) -> tuple[str, ...]:
    """The names of the linkbases and schemas that are read with the instance at ``path``; none where it is no
    instance. ``names`` are the files of its folder, where the caller knows them."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(65_536).decode("utf-8", "replace")
    except OSError:
        return ()
    return linkbase_files(path, references(head), names)


def _prefixes(root: _Element) -> dict[str, str]:
    """Namespace -> prefix: the published name of a published taxonomy, else what the instance calls it."""
    found: dict[str, str] = {}
    for prefix, namespace in root.nsmap.items():
        if prefix is not None or namespace not in found:
            published = _PUBLISHED.search(f"{namespace}")
            found[namespace] = published[1] if published else prefix or ""
    return found


def _facts(
    root: _Element, contexts: Mapping[str, Context], units: Mapping[str, str], prefixes: Mapping[str, str]
) -> Iterator[Fact]:
    """Every numeric fact in file order. One whose context is missing is left out: nobody can say what it is of."""
    names: dict[str, str] = {}
    for element in root.iter():
        unit, context = element.get("unitRef"), contexts.get(element.get("contextRef", ""))
        if unit is None or context is None:
            continue
        tag = str(element.tag)
        if tag not in names:
            namespace, _, local = tag.rpartition("}")
            prefix = prefixes.get(namespace[1:]) or element.prefix
            names[tag] = f"{prefix}:{local}" if prefix else local
        text = " ".join((element.text or "").split())
        is_nil = element.get(NIL, "").strip() in ("true", "1")
        number = None if is_nil or len(element) else exact(text)
        mantissa, exponent = number or (None, 0)
        decimals = _decimals(element.get("decimals"), element.get("precision"), number)
        line = element.sourceline
        yield Fact(
            names[tag], context, units.get(unit), text, mantissa, exponent, decimals, is_nil,
            id=element.get("id"), line=line if isinstance(line, int) else None,
        )  # fmt: skip


def exact(text: str) -> tuple[int, int] | None:
    """(mantissa, exponent) of a number as XML Schema writes it; None where it is none.

    >>> exact("26441000"), exact("-0.160"), exact("1.5E3"), exact("12,000")
    ((26441000, 0), (-160, -3), (15, 2), None)
    """
    if not text or len(text) > LONGEST_NUMBER or "_" in text or not text.isascii():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or abs(exponent) > LARGEST_EXPONENT:
        return None
    mantissa = int("".join(map(str, digits)))
    return (-mantissa if sign else mantissa), exponent


def _decimals(decimals: str | None, precision: str | None, number: tuple[int, int] | None) -> int | None:
    """The declared precision as decimals; None for INF, and where nothing usable is declared.

    ``precision`` counts significant digits: of 26441000 with precision 5, the last is the thousands.
    """
    try:
        if decimals is not None:
            return None if decimals.strip() == "INF" else _bounded(int(decimals))
        if precision is not None and precision.strip() != "INF" and number is not None and number[0]:
            mantissa, exponent = number
            return _bounded(int(precision) - (len(str(abs(mantissa))) + exponent))
    except ValueError:
        return None
    return None


def _bounded(decimals: int) -> int | None:
    return decimals if abs(decimals) <= LARGEST_EXPONENT else None


_SAID = frozenset(
    [
        "DocumentType",
        "EntityRegistrantName",
        "DocumentPeriodEndDate",
        "EntityCentralIndexKey",
        "CurrentFiscalYearEndDate",
    ]
)


def _said(root: _Element) -> dict[str, str]:
    """What the cover page says in words, by the element's local name; the first of each."""
    found: dict[str, str] = {}
    for element in root:
        local = str(element.tag).rpartition("}")[2]
        if local in _SAID and local not in found and element.text:
            found[local] = " ".join(element.text.split())
    return found
