"""Small XBRL instances and linkbases of our own, written as files.

A fact is (name, context, value, decimals); a context is named after its period: "2003", "2002-12-31", or
"2003/AAxis=BMember" where it has a member. Values None are nil.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Fact = tuple[str, str, str | None, str | None]
Arc = tuple[str, str, str]  # total, item, weight

NAMESPACES = """
 xmlns="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:us-gaap="http://fasb.org/us-gaap/2023" xmlns:acme="urn:acme" """
LINKS = """xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" """
SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"
BALANCES = "urn:acme/role/BalanceSheet"
UNITS = {
    "usd": "<measure>iso4217:USD</measure>",
    "shares": "<measure>shares</measure>",
    "pure": "<measure>pure</measure>",
    "each": "<divide><unitNumerator><measure>iso4217:USD</measure></unitNumerator>"
    "<unitDenominator><measure>shares</measure></unitDenominator></divide>",
}


def context(name: str) -> str:
    """The context called ``name``."""
    when, _, member = name.partition("/")
    axis, _, value = member.partition("=")
    segment = (
        f'<segment><xbrldi:explicitMember dimension="acme:{axis}">acme:{value}</xbrldi:explicitMember></segment>'
        if member
        else ""
    )
    period = (
        f"<startDate>{when}-01-01</startDate><endDate>{when}-12-31</endDate>"
        if len(when) == 4
        else f"<instant>{when}</instant>"
    )
    return (
        f'<context id="{name}"><entity><identifier scheme="urn:x">1</identifier>{segment}</entity>'
        f"<period>{period}</period></context>"
    )


def instance(facts: Iterable[Fact], unit: str = "usd", head: str = "", schema: str = "acme.xsd") -> str:
    """An instance document with these facts, all in one unit."""
    facts = list(facts)
    body = [f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/>'] if schema else []
    body += [context(name) for name in dict.fromkeys(fact[1] for fact in facts)]
    body += [f'<unit id="{name}">{measure}</unit>' for name, measure in UNITS.items()]
    for name, where, value, decimals in facts:
        said = f' decimals="{decimals}"' if decimals is not None else ""
        nil = ' xsi:nil="true"' if value is None else said
        body.append(f'<{name} contextRef="{where}" unitRef="{unit}"{nil}>{value or ""}</{name}>')
    return f"<?xml version='1.0' encoding='utf-8'?>{head}\n<xbrl{NAMESPACES}>\n" + "\n".join(body) + "\n</xbrl>\n"


def address(name: str) -> str:
    return f"https://taxonomies.invalid/x.xsd#{name.replace(':', '_')}"


def calculation(arcs: Sequence[Arc], role: str = BALANCES, extra: str = "") -> str:
    """A calculation linkbase of one role; ``extra`` goes in behind the arcs, where names are locators' labels."""
    names = dict.fromkeys(name for total, item, _ in arcs for name in (total, item))
    places = "".join(
        f'<link:loc xlink:type="locator" xlink:href="{address(name)}" xlink:label="{name}"/>' for name in names
    )
    lines = "".join(
        f'<link:calculationArc xlink:type="arc" xlink:arcrole="{SUMMATION}" xlink:from="{total}" xlink:to="{item}"'
        f' order="{at}" weight="{weight}"/>'
        for at, (total, item, weight) in enumerate(arcs, 1)
    )
    link = f'<link:calculationLink xlink:type="extended" xlink:role="{role}">{places}{lines}{extra}'
    return f"<link:linkbase {LINKS}>{link}</link:calculationLink></link:linkbase>"


def presentation(lines: Sequence[tuple[str, str, str]], role: str = BALANCES) -> str:
    """A presentation linkbase of one role: lines of (parent, child, last part of the preferred label's role)."""
    names = dict.fromkeys(name for parent, child, _ in lines for name in (parent, child))
    places = "".join(
        f'<link:loc xlink:type="locator" xlink:href="{address(name)}" xlink:label="{name}"/>' for name in names
    )
    arcs = "".join(
        f'<link:presentationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/parent-child"'
        f' xlink:from="{parent}" xlink:to="{child}" order="{at}"'
        + (f' preferredLabel="http://www.xbrl.org/2003/role/{preferred}"/>' if preferred else "/>")
        for at, (parent, child, preferred) in enumerate(lines, 1)
    )
    return (
        f'<link:linkbase {LINKS}><link:presentationLink xlink:type="extended" xlink:role="{role}">{places}{arcs}'
        "</link:presentationLink></link:linkbase>"
    )


def labels(words: Mapping[str, Mapping[str, str]]) -> str:
    """A label linkbase: by concept, words by the last part of the label's role."""
    parts = []
    for name, by_role in words.items():
        parts.append(f'<link:loc xlink:type="locator" xlink:href="{address(name)}" xlink:label="{name}"/>')
        for role, text in by_role.items():
            parts.append(
                f'<link:label xlink:type="resource" xlink:label="l{name}" xml:lang="en-US"'
                f' xlink:role="http://www.xbrl.org/2003/role/{role}">{text}</link:label>'
            )
        parts.append(
            '<link:labelArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label"'
            f' xlink:from="{name}" xlink:to="l{name}"/>'
        )
    link = f'<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">{"".join(parts)}'
    return f"<link:linkbase {LINKS}>{link}</link:labelLink></link:linkbase>"


def schema(definitions: Mapping[str, str]) -> str:
    """A schema that names roles."""
    roles = "".join(
        f'<link:roleType roleURI="{role}" id="r{at}"><link:definition>{words}</link:definition></link:roleType>'
        for at, (role, words) in enumerate(definitions.items())
    )
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" {LINKS} targetNamespace="urn:acme">'
        f"<xs:annotation><xs:appinfo>{roles}</xs:appinfo></xs:annotation></xs:schema>"
    )


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files; the path of the first, which is the instance."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / next(iter(files))
