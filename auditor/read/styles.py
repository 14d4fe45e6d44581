"""Styles: what a page's style attributes say of a cell or a block: hidden, indented, ruled, bold, raised."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|rem|in|cm|mm|ex|pc)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "ex": 5.0, "pc": 12.0}
FARTHEST = 5_000.0  # points: no page is wider
_NO_RULE = re.compile(r"\bnone\b|\bhidden\b|(?<![\d.])0(?:px|pt|em)?(?![\d.])|#fff(?:fff)?\b|\bwhite\b|\btransparent\b")
_RULE = re.compile(r"\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b")
_BOLD = re.compile(r"bold|[6-9]00")


class Style(NamedTuple):
    """The part of a style attribute that matters to a reader of tables; lengths in points."""

    hidden: bool = False
    indent: float = 0
    over: bool = False  # a rule along the upper edge
    under: bool = False  # a rule along the lower edge
    bold: bool = False
    raised: bool = False  # a superscript
    breaks: bool | None = None  # display:block, display:inline; None where the element's own way stands


PLAIN = Style()
HIDDEN = Style(hidden=True)


@lru_cache(maxsize=16_384)
def style_of(text: str) -> Style:
    """The style that an attribute's text declares.

    >>> style_of("padding-left:18pt;text-indent:-9pt;border-bottom:1pt solid #000")
    Style(hidden=False, indent=9.0, over=False, under=True, bold=False, raised=False, breaks=None)
    """
    said: dict[str, str] = {}
    for declaration in text.lower().split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip()] = value.strip()
    display = said.get("display", "")
    raised = said.get("vertical-align", "") in ("super", "text-top", "top") and "font-size" in said
    raised = raised or said.get("vertical-align") == "super"
    raised = raised or (said.get("position") == "relative" and said.get("top", "").startswith("-"))
    return Style(
        hidden=display.startswith("none") or said.get("visibility", "").startswith("hidden"),
        indent=_indent(said),
        over=_ruled(said, "top"),
        under=_ruled(said, "bottom"),
        bold=_BOLD.search(said.get("font-weight", "") or said.get("font", "")) is not None,
        raised=raised,
        breaks=None if not display else display.startswith(("block", "list-item", "flex", "grid")),
    )


def points(text: str) -> float:
    """A length in points; 0 where there is none or it is relative to something unknown.

    >>> points("12px"), points("2em"), points("5%")
    (9.0, 20.0, 0.0)
    """
    match = _LENGTH.match(text)
    if match is None or text[match.end() :].startswith("%"):
        return 0.0
    length = float(match[1]) * _POINTS.get((match[2] or "px").lower(), 0.75)
    return min(max(-FARTHEST, length), FARTHEST)


def _indent(said: dict[str, str]) -> float:
    """How far the first line of words is moved to the right: left padding and margin, and the first line's own."""
    left = 0.0
    for box in ("padding", "margin"):
        if f"{box}-left" in said:
            left += points(said[f"{box}-left"])
        elif box in said:
            sides = said[box].split()
            left += points(sides[3] if len(sides) > 3 else sides[1] if len(sides) > 1 else sides[0]) if sides else 0.0
    return left + points(said.get("text-indent", ""))


def _ruled(said: dict[str, str], edge: str) -> bool:
    """Whether a border is drawn along an edge."""
    one = said.get(f"border-{edge}") or said.get("border", "")
    style = said.get(f"border-{edge}-style") or said.get("border-style", "")
    if one and _NO_RULE.search(one):
        return False
    if style and not _edge_of(style, edge):
        return False
    width = said.get(f"border-{edge}-width") or said.get("border-width", "")
    if width and not points(_edge(width, edge)):
        return width in ("thin", "medium", "thick") and bool(_RULE.search(one or style))
    return bool(_RULE.search(one)) or bool(style and _edge_of(style, edge))


def _edge(value: str, edge: str) -> str:
    """The part of a shorthand of one to four values that speaks of an edge."""
    sides = value.split()
    if not sides:
        return ""
    return sides[2] if edge == "bottom" and len(sides) > 2 else sides[0]


def _edge_of(style: str, edge: str) -> bool:
    return bool(_RULE.search(_edge(style, edge)))


_CLASS = re.compile(r"(?:\w+)?\.([\w-]+)$")
_TELLING = re.compile(
    r"display|visibility|(?:border|padding|margin)[a-z-]*|text-indent|font|font-weight|font-size|vertical-align|position|top"
)
SELECTORS = 2_000  # characters of a rule's selectors that are looked at


def classes_of(sheet: str) -> dict[str, str]:
    """The declarations that a style sheet makes for classes, those that tell nothing here left out.

    >>> classes_of("td.sum, .all { border-top: 1px solid } p { color: red } .gone { display: none }")
    {'sum': 'border-top: 1px solid', 'all': 'border-top: 1px solid', 'gone': 'display: none'}
    """
    found: dict[str, dict[str, str]] = {}
    for rule in _without_comments(sheet).split("}"):
        selectors, _, declarations = rule.rpartition("{")
        named = [_CLASS.match(one.strip()) for one in selectors.rpartition("{")[2][:SELECTORS].split(",")]
        if not any(named):
            continue
        telling = _telling(declarations)
        for match in named:
            if match is not None and telling:
                found.setdefault(match[1], {}).update(telling)
    return {name: "; ".join(f"{key}: {value}" for key, value in said.items()) for name, said in found.items()}


def _without_comments(sheet: str) -> str:
    first, *others = sheet.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _telling(declarations: str) -> dict[str, str]:
    """The declarations that matter to a reader of tables, the last of each property."""
    said = (one.partition(":") for one in declarations.split(";"))
    pairs = ((name.strip().lower(), value.strip()[:100]) for name, _, value in said)
    return {name: value for name, value in pairs if value and _TELLING.fullmatch(name)}
