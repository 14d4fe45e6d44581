"""The header of a full submission: who files what, and when.

Two spellings are in use: the published one ("COMPANY CONFORMED NAME:  ACME ORE CO") and the one that a filer sends
in, all in tags ("<CONFORMED-NAME>ACME ORE CO"), which lives on in ``.nc`` files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.model.identification import Kind, Particular

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

_LINE = re.compile(r"^[ \t\]]*(?:<(/?[A-Z][A-Z-]{2,40})>|([A-Z][A-Z0-9 ]{2,40}):)[ \t]*([^\n<]{0,200})", re.MULTILINE)
_DESCENT = re.compile(r"(?P<number>[\d()-]+)\.[a-z.]{1,10}\s+:\s+(?P<day>\S+)")  # "0001-05-001.txt : 20051107"
_CODED = re.compile(r"\[([^\]\n]{1,12})\]?\s*$")  # an industry's number behind its words
KINDS: dict[str, Kind] = {
    "ACCEPTANCE-DATETIME": "moment",
    "ACCESSION NUMBER": "accession",
    "ACCESSION-NUMBER": "accession",
    "CONFORMED PERIOD OF REPORT": "date",
    "PERIOD": "date",
    "FILED AS OF DATE": "date",
    "FILING-DATE": "date",
    "DATE AS OF CHANGE": "date",
    "DATE-OF-FILING-DATE-CHANGE": "date",
    "EFFECTIVENESS DATE": "date",
    "CENTRAL INDEX KEY": "cik",
    "CIK": "cik",
    "STANDARD INDUSTRIAL CLASSIFICATION": "industry",
    "ASSIGNED-SIC": "industry",
    "IRS NUMBER": "irs",
    "IRS-NUMBER": "irs",
    "FISCAL YEAR END": "year end",
    "FISCAL-YEAR-END": "year end",
    "SEC FILE NUMBER": "file",
    "FILE-NUMBER": "file",
    "FILM NUMBER": "film",
    "FILM-NUMBER": "film",
    "ZIP": "zip",
    "BUSINESS PHONE": "phone",
    "PHONE": "phone",
    "DATE OF NAME CHANGE": "date",
    "DATE-CHANGED": "date",
}
_BARE = re.compile(
    r"^[ \t]*(?P<number>[\d()-]{12,40})\.(?P<kind>txt|hdr)[.a-z]{0,10}[ \t]+:[ \t]+(?P<day>\d+)", re.MULTILINE
)
_LABELLED = re.compile(r"[ \t\]]*(?:</?[A-Z-]{3,40}>|[A-Z][A-Z0-9 ]{2,40}:)")
_OPENING = 4_000  # characters within which a header gives its accession number
_STRANGE = 6  # lines in succession without a label, behind which a header is over
_DESCENDS = frozenset({"SEC-DOCUMENT", "SEC-HEADER", "IMS-DOCUMENT", "IMS-HEADER"})
_COMPANY = frozenset({"COMPANY DATA", "OWNER DATA", "COMPANY-DATA", "OWNER-DATA"})
_STATE = re.compile(
    r"A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)


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


def particulars(text: str) -> Iterator[Particular]:
    """The numbers in a header's text, in order: where ``text`` begins its file, each at its place.

    >>> [(p.kind, p.words) for p in particulars("FILED AS OF DATE:\\t20051107\\n\\tZIP:\\t\\t95131\\n")]
    [('date', '20051107'), ('zip', '95131')]
    """
    company, section, home = 0, "", False
    address: dict[str, str] = {}
    line, counted = 1, 0
    for match in _LINE.finditer(text, 0, LONGEST):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        name, words = match[1] or match[2], match[3].rstrip()
        if name in _DESCENDS:
            descent = _DESCENT.search(text, match.start(3), match.end())
            if descent:
                for part, kind in (("number", "accession"), ("day", "date")):
                    yield Particular(kind, name, descent[part], descent.start(part), line)  # type: ignore[arg-type]
        elif name in _COMPANY:
            company, section = company + 1, ""
        elif name in KINDS and words:
            start = match.start(3)
            coded = _CODED.search(words) if name == "STANDARD INDUSTRIAL CLASSIFICATION" else None
            if coded:
                words, start = coded[1], start + coded.start(1)
            where = ", ".join(address.values())
            yield Particular(KINDS[name], name, words, start, line, company, section, where, home)
        elif not words and name.endswith(("ADDRESS", "VALUES", "COMPANY")):
            section, home, address = name.replace("-", " "), False, {}
        elif name in ("STREET 1", "STREET1", "CITY", "STATE"):
            address[name] = words.upper()
            home = home or (name == "STATE" and _STATE.fullmatch(words.upper()) is not None)


def bare_particulars(text: str) -> Iterator[Particular]:
    """The numbers of a header whose tags were stripped with those of all documents, and which runs into the first."""
    begin = text.find("ACCESSION NUMBER:", 0, _OPENING)
    if begin < 0 or "CONFORMED SUBMISSION TYPE:" not in text[begin : begin + _OPENING]:
        return
    for match in _BARE.finditer(text, 0, begin):
        label = "SEC-DOCUMENT" if match["kind"] == "txt" else "SEC-HEADER"
        line = text.count("\n", 0, match.start()) + 1
        yield Particular("accession", label, match["number"], match.start("number"), line)
        yield Particular("date", label, match["day"], match.start("day"), line)
    strange, end = 0, begin
    while end < min(len(text), LONGEST) and strange < _STRANGE:
        after = text.find("\n", end) + 1 or len(text)
        words = text[end:after]
        strange = 0 if _LABELLED.match(words) else strange + bool(words.strip())
        end = after
    yield from particulars(text[:end])


def header_lines(lines: Sequence[Sequence[str]]) -> list[Particular]:
    """Pairs of a label and what it says as the particulars of a company at home, without a place in a file."""
    found = []
    for at, (name, words) in enumerate(lines):
        kind = KINDS.get(name) or ("accession" if "-" in words else "date")
        found.append(Particular(kind, name, words, 0, at + 1, home=True))
    return found


def _eight_digits(words: str | None) -> str | None:
    found = _EIGHT_DIGITS.match(words) if words else None
    return found[0] if found else None


def _month_day(words: str | None) -> tuple[int, int] | None:
    found = _MONTH_DAY.match(words) if words else None
    return (int(found[1]), int(found[2])) if found else None
