"""Captions: a table's title, which statement it is, and the unit and scale it declares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.extract.spelling import Spelled

THOUSANDS, MILLIONS, BILLIONS = 3, 6, 9

_SCALE = re.compile(
    r"\b(?P<word>thousands?|millions?|billions?)\b|(?P<zeros>\(?\$?\s?\b0{3}(?:,0{3})?'?s?\b\)?)", re.IGNORECASE
)
_DOLLARS = re.compile(r"\$|\bdollars?\b|\bu\.?s\.?\b", re.IGNORECASE)
_COVERED = re.compile(r"\b(shares?|ounces?|tons?|pounds?|units?)\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\bexcept\b|\bother than\b|\bunless\b", re.IGNORECASE)
_NOTE = re.compile(
    r"\(.{0,60}(?:thousand|million|billion|000|unaudited|dollars|except)|\bomitted\b"
    r"|^\s*\$?\s*in (?:thousands|millions)"
    r"|\bexcept\b.{0,40}\bper\b|\b(?:amounts?|dollars?|shares?|\$)\b.{0,30}\bin (?:thousands|millions|billions)"
    r"|^\(?unaudited\)?$|per .{0,20}amounts\b",
    re.IGNORECASE,
)
_NOTE_WORDS = ("thousand", "million", "billion", "000", "unaudited", "dollars", "except", "omitted", "amounts")
_STATEMENT_WORDS = (
    *("cash flow", "equity", "deficit", "investment"),
    *("balance sheet", "financial ", "statement", "results of"),
)
_STATEMENTS = (
    ("cash_flow", re.compile(r"\bcash flows?\b", re.IGNORECASE)),
    (
        "equity",
        re.compile(
            r"\b(?:statements?|changes|roll-?forward)\b.*\b(?:(?:stock|share)[ -]?(?:holder|owner)s?'?s?'?|owners'?) "
            r"?(?:equity|deficit|investment)",
            re.IGNORECASE,
        ),
    ),
    (
        "balance_sheet",
        re.compile(r"(?<!average )\bbalance sheets?\b|\bfinancial (?:position|condition)\b", re.IGNORECASE),
    ),
    (
        "income_statement",
        re.compile(
            r"\bstatements?\b.{0,40}\b(?:operations?|income|earnings|loss(?:es)?)\b|\bincome statements?\b"
            r"|\bresults of operations\b",
            re.IGNORECASE,
        ),
    ),
)
_PHYSICAL = re.compile(
    r"\b(?:barrels?|bbls?|cubic feet|[mb]?mcfe?|bcfe?|m?boe|gallons?|(?:mega|giga|kilo)watts?|[mgk]wh?|[md]?btu|acres?"
    r"|(?:metric )?tonnes?|tons|subscribers|vehicles|customers|employees|members|visits|square feet|miles|hours)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\bshares?\b", re.IGNORECASE)
_AMOUNTS_IN = re.compile(
    r"(?:\$|\bdollars?|\bamounts?|\bUSD)\s+in\s+(?:thousands?|millions?|billions?)\b", re.IGNORECASE
)
_COUNTED_IN = re.compile(
    r"(?:^|[(,;])\s*(?:short |metric |troy )?(?:ounces|tons|tonnes|pounds|units)\s+in\s+(?:thousands|millions)",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\bper[- ](?:[a-z]+ ){0,3}?shares?\b", re.IGNORECASE)
_SHARES_IN = re.compile(
    r"(?<!per )(?<!per-)\bshares?\b(?:[^;().]{0,40}?)\b(?:in|of) (?P<word>thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)
# Rows of which a table without a telling title must have all to be that statement.
_SIGNS = (
    ("balance_sheet", (re.compile(r"^total assets$", re.I), re.compile(r"^total .{0,30}liabilities", re.I))),
    (  # as British companies print it
        "balance_sheet",
        (
            re.compile(
                r"^(?:total )?(?:assets less current|net current (?:\(?liabilities\)?/)?(?:assets|liabilities))", re.I
            ),
            re.compile(r"^(?:total )?capital (?:and|&) reserves|^(?:share|stock)holders'? funds", re.I),
        ),
    ),
    (
        "cash_flow",
        (re.compile(r"\bcash\b.{0,60}\boperati", re.I), re.compile(r"\bcash\b.{0,60}\b(?:invest|financ)ing", re.I)),
    ),
)
# What leads about in a document and speaks of no table.
_FURNITURE = re.compile(
    r"^(?:(?:back to |return to )?(?:the )?(?:table of )?contents"
    r"|(?:back to |return to )?(?:the )?index(?: to (?:the )?(?:consolidated )?financial statements)?)$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:company|co|corp(?:oration)?|inc(?:orporated)?|ltd|limited|l\.?l\.?c|plc|n\.?v|group|subsidiar(?:y|ies)"
    r"|affiliates?|partnership|l\.?p)\b\.?,?$",
    re.IGNORECASE,
)
_APART = re.compile(r" {2,}")
_DATED = re.compile(
    r"^(?:(?:for|as of|at|the|three|six|nine|twelve|fiscal|quarters?|months?|years?|weeks?|periods?|and|ended|ending)\b"
    r" ?)*"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d{0,2},? ?)?(?:(?:19|20)\d\d,? ?(?:and )?)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a caption declares. ``covers`` names the counted things the scale extends to beside money
    ("shares", "oz", "ton"); "all" stands for an unqualified "in thousands", "alone" for one that speaks of them and not
    of money ("short tons in thousands"). ``shares`` is the power of ten of numbers
    of shares where the caption gives them one of their own ("in millions, except shares, which are in thousands")."""

    title: str = ""
    text: str = ""
    statement: str | None = None
    unit: str | None = None
    scale: int = 0
    covers: frozenset[str] = frozenset()
    shares: int | None = None


def is_unit_note(text: str) -> bool:
    """Whether a caption line speaks of units, scale or auditing rather than of the table's subject."""
    lowered = text.lower()  # most lines hold none of the words that every such note has one of
    return any(word in lowered for word in _NOTE_WORDS) and _NOTE.search(text) is not None


def statement_of(title: str) -> str | None:
    """Which financial statement a title names."""
    lowered = title.lower()
    if not any(word in lowered for word in _STATEMENT_WORDS):
        return None
    for statement, pattern in _STATEMENTS:
        if pattern.search(title):
            return statement
    return None


def statement_by_rows(labels: list[str]) -> str | None:
    """Which statement a table without a telling title is, from rows only that statement has."""
    for statement, patterns in _SIGNS:
        if all(any(pattern.search(label) for label in labels) for pattern in patterns):
            return statement
    return None


def scale_in(text: str) -> int | None:
    """The power of ten that words like "in thousands" or "(000)" declare; None where there are none."""
    match = _SCALE.search(text)
    if match is None:
        return None
    if match["word"]:
        return {"t": THOUSANDS, "m": MILLIONS, "b": BILLIONS}[match["word"][0].lower()]
    return MILLIONS if "," in match["zeros"] else THOUSANDS


def read_caption(lines: list[str]) -> Caption:
    """Title, statement, unit and scale from a caption's lines, in order from the top.

    Two spaces or more within a line part what stands side by side.
    """
    titles: list[str] = []
    notes: list[str] = []
    open_note = False
    for text in (" ".join(piece.split()) for line in lines for piece in _APART.split(line)):
        if not text:
            continue
        before, bracket, after = text.partition("(")
        if not open_note and before.strip() and bracket and is_unit_note(bracket + after):
            titles.append(before.strip())
            text = bracket + after
        if open_note or is_unit_note(text) or (text.startswith("(") and ")" not in text):
            notes.append(text)
            open_note = text.count("(") + open_note > text.count(")")
        else:
            titles.append(text)
    title = " ".join(_telling(titles))
    statement = next((found for found in map(statement_of, [title, *titles]) if found), None)
    note = " ".join(notes)
    unit, scale, covers = _declared(note)
    whole = " ".join(" ".join(line.split()) for line in lines)
    return Caption(title, whole, statement, unit, scale, covers, shares_scale(note))


def shares_scale(note: str) -> int | None:
    """The power of ten that a note of units gives to numbers of shares alone; None where it says nothing of them.

    >>> shares_scale("(in millions, except number of shares, which are reflected in thousands, and per-share amounts)")
    3
    >>> shares_scale("(in thousands, except share and per share data)"), shares_scale("(in millions, except per share)")
    (0, None)
    """
    own = _SHARES_IN.search(note)
    if own is not None:
        return {"t": THOUSANDS, "m": MILLIONS, "b": BILLIONS}[own["word"][0].lower()]
    parts = _EXCEPT.split(note, maxsplit=1)
    return 0 if len(parts) > 1 and _SHARES.search(_PER_SHARE.sub(" ", parts[1])) else None


def _telling(titles: list[str]) -> list[str]:
    """The titles without a page's running head, the company's name and bare dates, where others remain."""
    for dull in (_FURNITURE, _COMPANY, _DATED):
        kept = [title for title in titles if not dull.search(title) or statement_of(title)]
        titles = kept or titles
    return titles


def _declared(note: str) -> tuple[str | None, int, frozenset[str]]:
    """Unit, scale and extent of a note such as "dollars and ounces in thousands, except per ounce"."""
    unit = "USD" if _DOLLARS.search(note) else None
    amounts = _AMOUNTS_IN.search(note)
    scale = scale_in(amounts[0] if amounts else note)
    if scale is None:
        return unit, 0, frozenset()
    clause = _EXCEPT.split(note)[0]
    named = {word.lower().rstrip("s\u017f") for word in _COVERED.findall(clause)}
    covers = Spelled({"share": "shares", "ounce": "oz", "ton": "ton", "pound": "lb", "unit": "unit"})
    if named:
        alone = {"alone"} if unit is None and _COUNTED_IN.search(clause) and len(_SCALE.findall(clause)) == 1 else set()
        return unit or "USD", scale, frozenset({covers[word] for word in named} | alone)
    if _DOLLARS.search(clause):
        return "USD", scale, frozenset()
    if unit is None and _PHYSICAL.search(clause):
        return None, scale, frozenset({"all"})
    return unit or "USD", scale, frozenset({"all"})
