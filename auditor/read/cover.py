"""What a filing says it is: form, company, period, dates, and the exhibits it names.

Sources, best first: the SGML header of a full submission, the cover page of a form, the head of a news release,
and as a last resort the signature block. Nothing here decides whether a filing is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from auditor.model.document import Cover, Exhibit

HEAD_CHARACTERS = 60_000  # a cover page and its signature stand well inside this
MOST_EXHIBITS = 200
MOST_EVENTS = 12
FACE = 8_000  # characters within which a report names the period it is for
SUBSTANCE_CHARACTERS = 800  # an exhibit's own text is longer than this; an index entry is not

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
DATE_WORDS = _MONTH_WORD + r"\.?\s{1,4}\d{1,2}\s{0,2},\s{0,40}\d{4}"
_DATE = re.compile(rf"\b({_MONTH_WORD})\.?\s{{1,4}}(\d{{1,2}})\s{{0,2}},\s{{0,40}}(\d{{4}})\b", re.IGNORECASE)

_FORM_NAME = r"(?:8-K|10-Q|10-K|10-?KSB|10-?QSB|10-K405|6-K|20-F|40-F)(?:/A)?"
_FORM_LINE = re.compile(rf"^[ \t]*FORM[ \t]+({_FORM_NAME})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FORM_SELF = re.compile(rf"\b(?:this|the)\s+Form\s+({_FORM_NAME})\s+(?:is being filed|filing is)", re.IGNORECASE)
_FILED_HERE = ("is being filed", "filing is")  # one of them stands in what _FORM_SELF finds
_AMENDMENT_LINE = re.compile(r"^[ \t]*\(?AMENDMENT NO\b", re.IGNORECASE | re.MULTILINE)
_SGML_FORM = re.compile(r"^[ \t]*CONFORMED SUBMISSION TYPE:\s*(\S+)", re.MULTILINE)
_SGML_TYPE = re.compile(r"^<TYPE>(\S+)", re.MULTILINE)
_SGML_NAME = re.compile(r"^[ \t]*COMPANY CONFORMED NAME:\s*(\S.*?)\s*$", re.MULTILINE)
_SGML_PERIOD = re.compile(r"^[ \t]*CONFORMED PERIOD OF REPORT:\s*(\d{8})", re.MULTILINE)
_SGML_FILED = re.compile(r"^[ \t]*FILED AS OF DATE:\s*(\d{8})", re.MULTILINE)
_SGML_HEADER_END = re.compile(r"</(?:SEC|IMS)-HEADER>")

_REGISTRANT = re.compile(r"\(\s*Exact\s+name\s+of\s+(?:the\s+)?registrant", re.IGNORECASE)
_LISTED = r"\((?:[A-Z]{1,5}\s{0,2}:\s{0,2}(?:NYSE|NASDAQ|AMEX|TSX)|(?:NYSE|NASDAQ|AMEX|TSX)[^)\n]{0,20})\)"
_EXCHANGE = re.compile(_LISTED, re.IGNORECASE)  # sought first: the words before it may begin anywhere
_TICKER = re.compile(rf"\b((?:[A-Z][\w.&'-]*,?\s+){{1,6}}?){_LISTED}", re.IGNORECASE)
_SUFFIXES = frozenset(
    {"INC", "INCORPORATED", "CORP", "CORPORATION", "COMPANY", "COMPANIES", "CO", "LTD", "LIMITED", "PLC", "LLC", "LP"}
    | {"GROUP", "HOLDINGS", "TRUST", "BANCORP", "NV", "SA"}
)
_SUBSIDIARIES = re.compile(r"\s+and\s+subsidiar(?:y|ies)\s*$", re.IGNORECASE)
_SIGNED = re.compile(r"^[ \t]*By:", re.IGNORECASE | re.MULTILINE)
_RULE_ONLY = re.compile(r"^[\s\-=_*]*$")

_EXHIBIT_HEAD = re.compile(r"^[ \t]*EXHIBIT[ \t]+(\d{1,3}(?:\.\d{1,2})?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_EXHIBIT_REGION = re.compile(
    r"^[ \t]*(?:\([a-d]\)[ \t]*Exhibits?\b|EXHIBITS?\s+INDEX|INDEX\s+TO\s+EXHIBITS"
    r"|Exhibit[ \t]+(?:No\b|Number|Description)"
    r"|Item[ \t]+[79][^\n]*Exhibits|[^\n]{0,60}and[ \t]+Exhibits?[.:]?[ \t]*$|Exhibit[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_EXHIBIT_ENTRY = re.compile(
    r"^[ \t*]*(?:Exhibit[ \t]+(?:No\.?[ \t]*)?\(?(?=\d)|\(?(?=\d\d|\d\.\d))(\d{1,3}(?:\.\d{1,2})?)\)?\*?"
    r"(?:[ \t]*[-\u2013\u2014.:][ \t]+|[ \t]{2,}|\t)(?:[-\u2013\u2014][ \t]*)?([A-Za-z\"\u201c(*].*)$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"^[ \t]*(?:Exhibit[ \t]+)?(\d{1,3}\.\d{1,2}|99)[ \t]*$", re.IGNORECASE)
_EXHIBIT_MENTION = re.compile(
    r"\bExhibits?\s+(\d{1,3}(?:\.\d{1,2})?)(?:\s+and\s+(\d{1,3}(?:\.\d{1,2})?))?", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^[ \t]*SIGNATURES?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_NOT_A_TITLE = re.compile(
    r"^\s*(?:[*\-=_<(]|\d+\s*$|Exhibit\b|Number\b|No\.|Description\b|Title\b|SIGNATURES?\s*$)", re.IGNORECASE
)

# In words in lower case; the letters come first, so that the search leaps to them.
_ENDED = re.compile(rf"end(?<=\bend)(?:ed|ing)?\s{{1,40}}(?:on\s+)?({DATE_WORDS.lower()})")
_REPORT_PERIOD = re.compile(
    rf"\bfor\s+the\s+(?:quarterly|annual|fiscal|transition|quarter|year|period|\s)+\s+ended:?\s*({DATE_WORDS})",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\bpurposes? of (?:this|the) amendment|\bto correct\b|\bcorrects\b|\btypographical|\bin order to (?:amend|restate)"
    r"|\bhereby amend",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"\u201d]?\s+(?=[\"\u201c(]?[A-Z])")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def describe(text: str) -> tuple[str | None, str | None, str | None, Cover]:
    """Form, company, period (ISO date of its end) and cover of one decoded text; None for what is not said.

    >>> form, company, period, cover = describe("FORM 8-K\\n\\n  Acme Ore Company\\n (Exact name of registrant)\\n")
    >>> form, company
    ('8-K', 'Acme Ore Company')
    """
    head = text[:HEAD_CHARACTERS]
    body = _after_header(head)
    form = _form(head, body)
    company = _company(head, body)
    cover = Cover(_exhibits(text, head, body, form), _corrects(body, form), _events(body, form))
    period = _period(head, body, form)
    return form, company, period.isoformat() if period else None, cover


def dates_in(text: str) -> list[date]:
    """Dates written as "January 29, 2014", in order; impossible ones ("February 30") are left out."""
    return [found for match in _DATE.finditer(text) if (found := _date_of(match)) is not None]


def dates_written(text: str) -> Iterator[tuple[date, int, str]]:
    """(day, offset, words) of each date written as "January 29, 2014"; impossible ones are left out."""
    for match in _DATE.finditer(text):
        if (found := _date_of(match)) is not None:
            yield found, match.start(), match[0]


def _date_of(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3]), _MONTHS.index(match[1][:3].lower()) + 1, int(match[2]))
    except ValueError:  # a day that the month does not have
        return None


def _after_header(head: str) -> str:
    end = _SGML_HEADER_END.search(head)
    return head[end.end() :] if end else head


def _form(head: str, body: str) -> str | None:
    if "CONFORMED SUBMISSION TYPE:" in head and (submitted := _SGML_FORM.search(head)):
        return submitted[1].upper()
    if typed := _SGML_TYPE.search(body[:2_000]):
        return typed[1].upper()
    first_lines = [line for line in body[:4_000].splitlines() if line.strip()][:6]
    for line in first_lines:
        if exhibit := _EXHIBIT_HEAD.match(line):
            return f"EX-{exhibit[1]}"
    said = _FORM_LINE.search(body)
    if said is None and any(words in body.lower() for words in _FILED_HERE):
        said = _FORM_SELF.search(body)
    if said is None:
        return None
    form = said[1].upper()
    near = body[max(0, said.start() - 400) : said.end() + 400]
    return f"{form}/A" if not form.endswith("/A") and _AMENDMENT_LINE.search(near) else form


def _company(head: str, body: str) -> str | None:
    if registrant := _REGISTRANT.search(body):
        for line in reversed(body[max(0, registrant.start() - 1_200) : registrant.start()].splitlines()):
            if not _RULE_ONLY.match(line) and not line.strip().startswith("<"):
                return _one_line(line).strip("- ")
    if "COMPANY CONFORMED NAME:" in head and (conformed := _SGML_NAME.search(head)):
        return _one_line(conformed[1])
    titles = Counter(name.upper() for line in body.splitlines() if (name := _title_name(line)) is not None)
    front = body[:6_000]
    if _EXCHANGE.search(front) and (ticker := _TICKER.search(front)):
        return _named_in_full(_one_line(ticker[1]).rstrip(","), titles)
    if repeated := [name for name, count in titles.most_common(1) if count > 1]:
        return repeated[0]
    return _signatory(body) or next(iter(titles), None)


def _title_name(line: str) -> str | None:
    """The company's name where a line holds nothing else ("HECLA MINING COMPANY", "Acme Inc. and Subsidiaries")."""
    if len(line) > 200:
        return None
    words = (_SUBSIDIARIES.sub("", line) if "subsidiar" in line.lower() else line).split()
    if not 2 <= len(words) <= 8 or not all(word[0].isupper() or word[0] in "&" for word in words):
        return None
    return " ".join(words) if words[-1].upper().replace(".", "").strip(",") in _SUFFIXES else None


def _named_in_full(said: str, titles: Counter[str]) -> str:
    """``said`` cut down to the name that also heads the tables, where one of them ends it ("today Acme Company")."""
    for title in titles:
        if said.upper().endswith(title):
            return said[len(said) - len(title) :]
    return said


def _signatory(body: str) -> str | None:
    for signed in _SIGNED.finditer(body):
        before = [line for line in body[max(0, signed.start() - 600) : signed.start()].splitlines() if line.strip()]
        if before and not _DATE.search(before[-1]) and not _RULE_ONLY.match(before[-1]):
            return _one_line(before[-1])
    return None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _period(head: str, body: str, form: str | None) -> date | None:
    """The end of the period reported on: the latest of the dates that periods are most often said to have ended.

    An 8-K's header names its event's date instead, so its words decide.
    """
    conformed = _day(_SGML_PERIOD.search(head) if "CONFORMED PERIOD OF REPORT:" in head else None)
    if conformed and form is not None and form.startswith(("10", "20", "40")):
        return conformed
    if form is not None and form.startswith(("10", "20", "40")):
        said = _REPORT_PERIOD.search(body, 0, FACE)
        if said:
            return dates_in(said[1])[0]
    filed = _day(_SGML_FILED.search(head) if "FILED AS OF DATE:" in head else None) or date.max
    ended = Counter(day for match in _ENDED.finditer(body.lower()) for day in dates_in(match[1])[:1] if day <= filed)
    closings = ended or Counter(day for day in dates_in(body) if (day + timedelta(days=1)).day == 1 and day <= filed)
    often = max(closings.values(), default=0)
    return max((day for day in closings if closings[day] * 2 >= often), default=None)


def _day(match: re.Match[str] | None) -> date | None:
    """A header's date, printed as eight digits; None where there is none or it is impossible."""
    if match is None:
        return None
    digits = match[1]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _events(body: str, form: str | None) -> tuple[str, ...]:
    """Dates on the cover and by the signature; of a release, those of its head."""
    if form is not None and not form.startswith("EX-"):
        signature = _SIGNATURE.search(body)
        region = body[: signature.end() + 2_500] if signature else body[:6_000]
    else:
        region = body[:1_500]
    return tuple(dict.fromkeys(day.isoformat() for day in dates_in(region)))[:MOST_EVENTS]


def _corrects(body: str, form: str | None) -> str | None:
    if form is None or not form.endswith("/A"):
        return None
    for paragraph in _PARAGRAPH.split(body):
        if _CORRECTS.search(paragraph):
            for sentence in _SENTENCE_END.split(paragraph):
                if _CORRECTS.search(sentence):
                    return _one_line(sentence)
    return None


def _exhibits(text: str, head: str, body: str, form: str | None) -> tuple[Exhibit, ...]:
    """Exhibits that the main document names, in order, each once, and whether its text is here."""
    if form is None or form.startswith("EX-"):
        return ()
    main = body.split("</TEXT>", 1)[0]
    titles: dict[str, str] = {}
    regions = [match.start() for match in _EXHIBIT_REGION.finditer(main)]
    if regions:
        for number, title in _entries(main[regions[0] :].splitlines()):
            if title and not titles.get(number):
                titles[number] = title
    for mention in _EXHIBIT_MENTION.finditer(main):
        for number in mention.groups():
            if number:
                titles.setdefault(number, "")
    present = _present(text)
    return tuple(Exhibit(number, title, number in present) for number, title in titles.items())[:MOST_EXHIBITS]


def _entries(lines: list[str]) -> list[tuple[str, str]]:
    """Exhibit numbers and titles in the lines of a list or an index; wrapped titles are joined."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if entry := _EXHIBIT_ENTRY.match(line):
            title, column = [entry[2]], entry.start(2)
            while at < len(lines) and _continues(lines[at], column):
                title.append(lines[at])
                at += 1
            found.append((entry[1], _title(" ".join(title))))
        elif bare := _BARE_NUMBER.match(line):
            after = next((other for other in lines[at : at + 4] if other.strip()), "")
            before = next((other for other in reversed(lines[max(0, at - 5) : at - 1]) if other.strip()), "")
            title_line = next((other for other in (after, before) if other and not _NOT_A_TITLE.match(other)), "")
            found.append((bare[1], _title(title_line)))
    return found


def _continues(line: str, column: int) -> bool:
    indent = len(line) - len(line.lstrip())
    return (
        bool(line.strip())
        and abs(indent - column) <= 2
        and not _EXHIBIT_ENTRY.match(line)
        and not _NOT_A_TITLE.match(line)
    )


def _title(text: str) -> str:
    return _one_line(text).rstrip("* ")


def _present(text: str) -> set[str]:
    """Numbers of the exhibits whose own text stands in ``text``."""
    present = {match[1].upper().removeprefix("EX-") for match in _SGML_TYPE.finditer(text)}
    heads = list(_EXHIBIT_HEAD.finditer(text))
    ends = [head.start() for head in heads][1:] + [len(text)] * bool(heads)
    for head, end in zip(heads, ends, strict=True):
        words = text[head.end() : min(end, head.end() + 20 * SUBSTANCE_CHARACTERS)].split()
        if sum(map(len, words)) > SUBSTANCE_CHARACTERS:
            present.add(head[1])
    return present
