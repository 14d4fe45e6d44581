"""The filing itself with its figures marked: plain text as lines, a page as an inert page.

What comes of a filing is data. A page is parsed again and only what sets type is kept of it: no script, no address, no
handler, no form. It is shown in a frame that may run and load nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from markupsafe import Markup

from auditor.model.audit import Audit
from auditor.model.document import Document
from auditor.report.words import visible_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

State = Literal["suspect", "mismatch", "locatable", "detectable", "none"]

BINS = 240  # stretches of a filing that its map tells apart
LONGEST = 12_000_000  # characters of a document shown: a larger one is named, not shown
SHORT = 700_000  # characters of a document shown from the beginning
_PAGES = frozenset({"html", "inline-xbrl"})
_TEXTS = frozenset({"text", "schedule"})
_TAG = re.compile(r"<[^<>]*>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_OWN = frozenset(("f", "suspect", "mismatch", "locatable", "detectable", "none", "chosen", "with"))  # classes of marks
_IMPORTANT = re.compile(r"!\s*important", re.IGNORECASE)
_LOADS = re.compile(
    r"url\s*\(|image(?:-set)?\s*\(|src\s*\(|://|expression\s*\(|@import|behavior\s*:|-moz-binding|\\", re.IGNORECASE
)
_DROPPED = frozenset(
    (
        *("script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "meta", "base"),
        *("img", "image", "picture", "video", "audio", "source", "track", "canvas", "svg", "math", "template", "slot"),
        *("input", "button", "select", "textarea", "option", "title", "head", "ix:header", "portal", "dialog"),
    )
)
_KEPT_ATTRIBUTES = frozenset(
    (
        *("style", "class", "colspan", "rowspan", "align", "valign", "width", "height", "border", "cellpadding"),
        *(
            "cellspacing",
            "bgcolor",
            "color",
            "size",
            "face",
            "nowrap",
            "dir",
            "lang",
            "span",
            "start",
            "type",
            "noshade",
        ),
    )
)
_UNKNOWN = re.compile(r"[^a-z0-9]")


class Place(NamedTuple):
    """Where a figure stands in its document's text."""

    start: int
    end: int
    figure: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of the filing, marked. Of ``lines`` and ``page`` one is set; neither where it is too long to be
    shown, or no page can be made of it."""

    document: Document
    lines: Markup | None
    page: str | None
    bins: tuple[tuple[State, ...], ...]  # of each stretch of the document, the states of the figures that stand there

    @property
    def is_short(self) -> bool:
        """Whether it is shown from the beginning: a browser takes seconds to set a page of megabytes."""
        return len(self.document.text) <= SHORT


def sheets(audit: Audit, states: Mapping[int, State]) -> list[Sheet]:
    """Every document that has something to show, in the order of the filing; ``states`` are those of `states_of`."""
    by_document: dict[int, list[Place]] = {}
    for figure in audit.extraction.figures:
        if figure.start is not None and figure.end is not None and figure.start < figure.end:
            origin = audit.documents[figure.document].origin  # places are those of the file that a person opens
            place = Place(figure.start - origin, figure.end - origin, figure.index)
            by_document.setdefault(figure.document, []).append(place)
    found: list[Sheet] = []
    for at, document in enumerate(audit.documents):
        figures = _apart(by_document.get(at, []))
        if document.media not in _PAGES | _TEXTS or not document.text:
            continue
        if len(document.text) > LONGEST:
            found.append(Sheet(document, None, None, ()))
            continue
        is_page = document.media in _PAGES
        found.append(
            Sheet(
                document,
                None if is_page else lines(document.text, figures, states),
                inert_page(document, figures, states) if is_page else None,
                _bins(len(document.text), figures, states),
            )
        )
    return found


def states_of(audit: Audit) -> dict[int, State]:
    """What is known of each figure: the first suspect of a finding, one that takes part in a finding, or how well it is
    protected."""
    states: dict[int, State] = {
        figure.index: word  # type: ignore[misc]
        for figure, word in zip(audit.extraction.figures, audit.protection, strict=True)
    }
    for finding in audit.findings:
        for index in finding.figures:
            states[index] = "mismatch"
    for finding in audit.findings:
        if finding.suspects:
            states[finding.suspects[0].figure] = "suspect"
    return states


def _apart(places: Sequence[Place]) -> list[Place]:
    """The figures in the order of their places; of two that overlap the first."""
    found: list[Place] = []
    last = 0
    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        if place.start >= last:
            found.append(place)
            last = place.end
    return found


def _bins(length: int, places: Sequence[Place], states: Mapping[int, State]) -> tuple[tuple[State, ...], ...]:
    bins: list[set[State]] = [set() for _ in range(BINS)]
    for place in places:
        bins[min(BINS - 1, BINS * place.start // max(1, length))].add(states[place.figure])
    return tuple(tuple(sorted(one)) for one in bins)


def lines(text: str, figures: Sequence[Place], states: Mapping[int, State]) -> Markup:
    """A text as it stands, each figure in an element of its own."""
    pieces: list[str] = []
    last = 0
    for start, end, index in figures:
        pieces.append(escape(visible_lines(text[last:start]), quote=False))
        words = escape(visible_lines(text[start:end]), quote=False)
        pieces.append(f'<b class="f {states[index]}" data-f="{index + 1}">{words}</b>')
        last = end
    pieces.append(escape(visible_lines(text[last:]), quote=False))
    return Markup("".join(pieces))  # every piece of the filing is escaped above


def inert_page(document: Document, figures: Sequence[Place], states: Mapping[int, State]) -> str | None:
    """A page's body that can do nothing, its figures marked; None where it has none."""
    from lxml import etree, html

    name = f"fig{_UNKNOWN.sub('', document.sha256)[:16]}"  # no page can hold its own digest
    source = "".join(_with_marks(_DECLARATION.sub(lambda m: " " * len(m[0]), document.text), figures, name))
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, ValueError):
        return None
    styles = [style.text or "" for style in root.iter("style")]
    body = root.find("body")
    if body is None:
        return None
    _disarm(body, name, states)
    kept = "\n".join(_IMPORTANT.sub("", style) for style in styles if not _LOADS.search(style) and "<" not in style)
    inner = html.tostring(body, encoding="unicode")
    return f"<style>@layer filing {{ {kept} }}</style>{inner}"  # a layer yields to the marks' own style


def _with_marks(text: str, figures: Sequence[Place], name: str) -> Iterator[str]:
    """The source with an element around each figure's printed pieces: its digits may lie in several tags."""
    last = 0
    for start, end, index in figures:
        yield text[last:start]
        cuts = [start, *(place for tag in _TAG.finditer(text, start, end) for place in tag.span()), end]
        for number, (left, right) in enumerate(pairwise(cuts)):
            piece = text[left:right]
            yield f'<{name} n="{index + 1}">{piece}</{name}>' if number % 2 == 0 and piece else piece
        last = end
    yield text[last:]


def _disarm(body: _Element, name: str, states: Mapping[int, State]) -> None:
    """Leave of every element what sets type, and turn the marks into what the report's script knows."""
    from lxml import etree

    gone = f"{name}-gone"
    for element in body.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in _DROPPED or tag == "style":
            element.tag = gone
        elif tag == name:
            index = int(element.get("n") or 0)
            element.tag = "b"
            element.attrib.clear()
            element.set("class", f"f {states.get(index - 1, 'none')}")
            element.set("data-f", str(index))
        else:
            for key in list(element.attrib):
                value = element.get(key) or ""
                if key not in _KEPT_ATTRIBUTES or (key == "style" and _LOADS.search(value)):
                    del element.attrib[key]
                elif key == "class" and not _OWN.isdisjoint(value.split()):
                    del element.attrib[key]  # no filing sets marks of its own
            if tag == "a" or ":" in tag or tag in ("form", "label", "marquee", "blink"):
                element.tag = "span"
    etree.strip_elements(body, gone, with_tail=False)
