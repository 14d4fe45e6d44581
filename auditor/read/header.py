"""The header of a full submission: who files what, and when.

Two spellings are in use: the published one ("COMPANY CONFORMED NAME:  ACME ORE CO") and the one that a filer sends
in, all in tags ("<CONFORMED-NAME>ACME ORE CO"), which lives on in ``.nc`` files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 60_000  # characters; a submission by dozens of co-registrants stays below

_SAID = re.compile(r"^[ \t]*([A-Z][A-Z ]{2,40}):[ \t]*(\S[^\n]{0,200})", re.MULTILINE)
_TAGGED = re.compile(r"^[ \t]*<([A-Z][A-Z-]{2,40})>[ \t]*([^<\s][^<\n]{0,200})", re.MULTILINE)
_EIGHT_DIGITS = re.compile(r"\d{8}")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_NAMES = {  # the tagged spelling of what is said otherwise in the published one
    "TYPE": "CONFORMED SUBMISSION TYPE",
    "PERIOD": "CONFORMED PERIOD OF REPORT",
    "FILING-DATE": "FILED AS OF DATE",
    "CONFORMED-NAME": "COMPANY CONFORMED NAME",
    "CIK": "CENTRAL INDEX KEY",
    "FISCAL-YEAR-END": "FISCAL YEAR END",
    "ITEMS": "ITEM INFORMATION",
}


@dataclass(frozen=True, slots=True)
class Header:
    """What a submission's header says; the first filer's words where several file together."""

    form: str | None = None
    company: str | None = None
    cik: str | None = None
    period: str | None = None  # eight digits, as said
    filed: str | None = None  # eight digits, as said
    fiscal_year_end: tuple[int, int] | None = None  # month and day
    items: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The header in the published spelling, as `cover.describe` reads it; empty where nothing is said."""
        said = (
            ("CONFORMED SUBMISSION TYPE", self.form),
            ("CONFORMED PERIOD OF REPORT", self.period),
            ("FILED AS OF DATE", self.filed),
            ("COMPANY CONFORMED NAME", self.company),
        )
        lines = "".join(f"{name}:\t{value}\n" for name, value in said if value)
        return f"{lines}</SEC-HEADER>\n" if lines else ""


def header_of(text: str) -> Header:
    """The header in ``text``, which ends before the first document.

    >>> header_of("CONFORMED SUBMISSION TYPE:\\t8-K\\n\\tFISCAL YEAR END:\\t\\t0930\\n").fiscal_year_end
    (9, 30)
    """
    head = text[:LONGEST]
    said: dict[str, str] = {}
    items: list[str] = []
    pairs = [(_NAMES.get(match[1], ""), match[2]) for match in _TAGGED.finditer(head)]
    pairs += [(match[1], match[2]) for match in _SAID.finditer(head)]
    for name, value in pairs:
        value = " ".join(value.split())
        if name == "ITEM INFORMATION":
            items.append(value)
        elif name:
            said.setdefault(name, value)
    form = said.get("CONFORMED SUBMISSION TYPE")
    return Header(
        form=form.split()[0].upper() if form else None,
        company=said.get("COMPANY CONFORMED NAME"),
        cik=said.get("CENTRAL INDEX KEY"),
        period=_eight_digits(said.get("CONFORMED PERIOD OF REPORT")),
        filed=_eight_digits(said.get("FILED AS OF DATE")),
        fiscal_year_end=_month_day(said.get("FISCAL YEAR END")),
        items=tuple(dict.fromkeys(items)),
    )


def _eight_digits(words: str | None) -> str | None:
    found = _EIGHT_DIGITS.match(words) if words else None
    return found[0] if found else None


def _month_day(words: str | None) -> tuple[int, int] | None:
    found = _MONTH_DAY.match(words) if words else None
    return (int(found[1]), int(found[2])) if found else None
