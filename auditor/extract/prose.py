"""Amounts in running text: figures outside tables, and the claims that sentences make with them.

A sentence such as "net income of $6.7 million, or 6 cents per share, for the first quarter of 2003, compared to $0.5
million, or 1 cent per share, in the first quarter of 2002" holds four figures. Which period and which subject govern
each is decided only where the words leave no doubt; elsewhere both stay None and nothing is tested.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.extract.fiscal import Calendar, Phrase, lowered_in_place, phrases
from auditor.model.audit import Diagnostic
from auditor.model.document import Document
from auditor.model.figure import Claim, Figure, Period
from auditor.model.table import Table

LONGEST_SENTENCE = 2_000  # beyond this it is a list or a contract's clause, and nothing governs
WIDEST_TABLE_LINE = 400  # longer lines are paragraphs set without breaks
LONGEST_SIGN = 5  # characters of an amount before its first digit: "$ (.5"
LONGEST_LINE = 20_000  # characters; longer lines are damage or data, not sentences
LONG_LINES = 20  # overlong lines reported one by one
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NUMBER = r"(?:\d{1,3}(?:,\d{1,4})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?|\.\d+)"
_WEIGHTS = {
    "ounce": "oz",
    "oz": "oz",
    "ton": "ton",
    "tonne": "tonne",
    "pound": "lb",
    "share": "shares",
    "barrel": "bbl",
}
_OF_UNITS = {
    "share": "share",
    "unit": "unit",
    "ounce": "oz",
    "ton": "ton",
    "tonne": "tonne",
    "pound": "lb",
    "barrel": "bbl",
}

AMOUNT = re.compile(
    rf"""(?:
    (?P<money>\(\$\s?{_NUMBER}\)|\$\s?\({_NUMBER}\)|\$\s?{_NUMBER})(?:\s+(?P<money_scale>thousand|million|billion|trillion)\b)?
  | (?<![\w.,$/-])(?P<plain>{_NUMBER})(?:
        (?P<cents>\s+cents?\b)
      | (?P<percent>\s?%|\s+percent\b)
      | (?:\s+(?P<scale>thousand|million|billion)\b)?
        \s+(?:troy\s+)?(?P<weight>ounce|oz|tonne|ton|pound|share|barrel)(?:s|\.)?(?![\w-])
    ))""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = ("$", "%", "cent", "ounce", "oz", "ton", "pound", "share", "barrel")  # one of them stands in every AMOUNT
_UNIT_WORD = r"(share|unit|ounce|tonne|ton|pound|barrel)\b"
_PER_WORDS = r"(?:(?:basic|diluted|fully|and|common|ordinary|weighted|average|outstanding)[\s-]+){0,5}"
_PER = re.compile(
    rf"[\s,]*(?:\((?:basic|diluted|basic and diluted|fully diluted)\)\s*)?(?:an?|per)\s+{_PER_WORDS}{_UNIT_WORD}",
    re.IGNORECASE,
)
_COST_PER = re.compile(
    rf"(?:\s+[a-z-]+){{1,4}}\s+per\s+{_PER_WORDS}{_UNIT_WORD}", re.IGNORECASE
)  # "$4.47 cash cost per ounce"
_PER_BEFORE = re.compile(
    rf"(?:\bper\s+{_PER_WORDS}{_UNIT_WORD}|\bEPS\b)(?:\s*\((?:basic|diluted)\))?"
    r"(?:\s+(?:of|was|were|is|at|totaled|to|for|the|quarter|increased|decreased|rose|fell|basic|diluted|gold|silver)){1,5}\s*$",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"(?:\s+of\s+\w+)?\s+per\s+{_UNIT_WORD}", re.IGNORECASE)  # "32 ounces of silver per ton"
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d)]{0,2}\s+(?=[\"'\u201c(]?[A-Z])|(?<=\S)\s{1,8}-{2}\s*(?=[A-Z0-9$])|;\s+")
_ABBREVIATION = re.compile(
    r"\b(?:Jr|Sr|Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|No|U\.S|St|vs|Nos|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_OTHER_DOLLAR = re.compile(r"(?:\b(?!US)[A-Z]{1,3}|Cdn\.?\s?)$")  # "C$", "HK$", "Cdn $"
_DIGIT = re.compile(r"\d")
# This and the next are sought in words in lower case: as patterns that take either case they are several times as slow.
_DIVIDE = re.compile(
    r"\b(?:as\s+)?compared\s+(?:to|with)\b|\bversus\b|\bvs\b|\bagainst\b|\bwhile\b|\bwhereas\b|\bthan\b|\b(?:over|since|from|above|below)\s+(?=the\s|last\s|(?:a|one)\s+year|that\s|year)"
    r"|\bfrom\s+(?=(?:an?\s+)?(?:\w+\s+){0,2}\(?\$)|(?P<to>\bto\s+(?=(?:\w+\s+){0,2}\(?\$))"
)

_SUBJECT = re.compile(
    r"""\b(?:
    (?P<none>income\s+tax(?:es)?|net\s+interest\s+income|(?:income|earnings|loss)\s+before|cost\s+of\s+(?:\w+\s+)?sales|cost\s+of\s+revenues?
      |costs?|expenses?|expenditures?|charges?|accruals?|proceeds|dividends?|prices?|provision|gains?|benefit|impact|effect
      |assets|liabilities|debt|receivables?|inventor(?:y|ies)|payables?|increases?|excess|backlog|orders|ebitda|interest|payments?|settlement
      |write-?(?:down|off)|gross\s+profit\s+from|sales\s+of|sale\s+of)
  | (?P<income_to_common>(?:net\s+)?(?:income|loss|earnings)\s+(?:\(loss\)\s+)?
      (?:applicable|available|attributable)\s+to\s+common)
  | (?P<eps>(?:earnings|income|loss)\s+per\s+(?:\w+\s+){0,3}share|eps)
  | (?P<net_income>net\s+(?:income|loss|earnings|profit)(?:\s+\(loss\))?)
  | (?P<operating_income>(?:operating\s+(?:income|profit|loss))|(?:income|profit|loss)\s+from\s+operations)
  | (?P<gross_profit>gross\s+profit)
  | (?P<net_cash_operating>cash\s+(?:flows?\s+)?(?:provided\s+by\s+|from\s+|generated\s+by\s+)
      (?:operating\s+activities|operations))
  | (?P<cash>cash\s+and\s+cash\s+equivalents)
  | (?P<sales>(?:net\s+)?(?:sales|revenues?))
  | (?P<bare>earnings|earned|income|loss|losses|profits?|margin|lost|cash)
    )\b""",
    re.VERBOSE,
)
# A word before the subject that leaves it the whole: "the company's sales", "total gross profit", "Net sales".
_WHOLE_BEFORE = re.compile(
    r"(?:^|['\u2019]s|['\u2019]|[,.:)(\"-]|\b(?:total|consolidated|net|the|our|its|their|reported|and|that|GAAP|in|said|quarter|year|record|"
    r"(?:19|20)\d\d|of|with|million))\s*$",
    re.IGNORECASE,
)
# Words behind the subject that cut it down to a part: "sales in the Americas", "revenue from services".
_PART_BEHIND = re.compile(
    r"\s+(?:in|of|to|from|for|by)\s+(?!\$|(?:the\s+)?(?:fiscal|first|second|third|fourth|three|six|nine|twelve|quarter|year|same|"
    r"current|prior|previous|full|period|\d))",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"(?:%|percent)\s+of\s+(?:\w+\s+)?$", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:(?P<about>about|approximately|around|roughly|some|close\s+to)|(?P<under>nearly|almost|just\s+under|less\s+than|under|below|up\s+to)"
    r"|(?P<over>more\s+than|(?:well\s+)?over|above|exceed(?:ing|ed|s)?|at\s+least|in\s+excess\s+of))\s+(?:a\s+|an\s+)?$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_AMOUNTS_FIRST = re.compile(r"(?:A+P)+")
_PERIODS_FIRST = re.compile(r"(?:PA+)+")


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount found in a paragraph; offsets in the paragraph."""

    start: int
    end: int
    text: str
    mantissa: int
    exponent: int
    unit: str | None


def claims(
    document: Document, tables: Sequence[Table], figures: Sequence[Figure], calendar: Calendar | None = None
) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """All figures with those of the running text appended, and one claim for each appended figure.

    The lines of ``tables`` are no running text. ``calendar`` is theirs unless given.
    """
    calendar = calendar or Calendar.of(tables, document)
    every = list(figures)
    made: list[Claim] = []
    for offset, paragraph in _paragraphs(document, tables):
        if not may_name_an_amount(paragraph):
            continue
        for start, sentence in _sentences(paragraph):
            for figure, claim in _read(document, calendar, offset + start, sentence, len(every)):
                every.append(figure)
                made.append(claim)
    return tuple(every), tuple(made)


def may_name_an_amount(words: str) -> bool:
    """Whether words hold a digit and one of the signs without which no number in them is an amount: a cheap test that
    spares most paragraphs the grammar."""
    lowered = words.lower()
    return any(sign in lowered for sign in _SIGNS) and _DIGIT.search(words) is not None


def overlong(document: Document) -> tuple[Diagnostic, ...]:
    """A warning for each of the first `LONG_LINES` lines that are too long to be read as sentences."""
    borders = itertools.pairwise((*document.line_starts, len(document.text)))
    numbers = [number for number, (begin, end) in enumerate(borders, 1) if end - begin > LONGEST_LINE]
    words = f"longer than {LONGEST_LINE:,} characters; no sentence is read from it"
    return tuple(Diagnostic("warning", words, number) for number in numbers[:LONG_LINES])


def _paragraphs(document: Document, tables: Sequence[Table]) -> Iterator[tuple[int, str]]:
    """Runs of lines of running text, each with its offset; line breaks become blanks so that offsets stay exact."""
    starts, text = document.line_starts, document.text
    spans = sorted((table.line, table.last_line) for table in tables)
    opening: int | None = None
    span = 0
    for line in range(1, len(starts) + 1):
        while span < len(spans) and spans[span][1] < line:
            span += 1
        begin = starts[line - 1]
        end = starts[line] if line < len(starts) else len(text)
        running = end - begin <= LONGEST_LINE and not (span < len(spans) and spans[span][0] <= line)
        if running:
            printed = text[begin:end].strip()
            running = bool(printed) and not _tabular(printed)
        if running and opening is None:
            opening = begin
        elif not running and opening is not None:
            yield opening, _flat(text[opening:begin])
            opening = None
    if opening is not None:
        yield opening, _flat(text[opening:])


def _tabular(printed: str) -> bool:
    """Whether a line is set in columns (a wide gap and a digit after it), is a rule, or a tag: no running text."""
    if printed.startswith("<") or not printed.strip("-=_. "):
        return True
    gap = printed.find("    ")
    return gap >= 0 and len(printed) < WIDEST_TABLE_LINE and _DIGIT.search(printed, gap) is not None


_FLAT = str.maketrans("\r\n\t\f\v\u00a0", "      ")


def _flat(text: str) -> str:
    return text.translate(_FLAT)


def _sentences(paragraph: str) -> Iterator[tuple[int, str]]:
    """Sentences that hold an amount, with their offsets. A full stop after an abbreviation ends none."""
    start = 0
    for stop in _SENTENCE_END.finditer(paragraph):
        if paragraph[stop.start()] == "." and _ABBREVIATION.search(
            paragraph[max(0, stop.start() - 6) : stop.start() + 1]
        ):
            continue
        yield start, paragraph[start : stop.end()]
        start = stop.end()
    yield start, paragraph[start:]


def _read(
    document: Document, calendar: Calendar, offset: int, sentence: str, first: int
) -> Iterator[tuple[Figure, Claim]]:
    amounts = list(_amounts(sentence))
    if not amounts:
        return
    sayable = len(sentence) <= LONGEST_SENTENCE
    periods = _governing(sentence, amounts, phrases(sentence, calendar)) if sayable else [None] * len(amounts)
    subjects = _subjects(sentence, amounts) if sayable else [("", None)] * len(amounts)
    words = " ".join(sentence[: LONGEST_SENTENCE + 1].split())
    for index, (amount, period, (noun, subject)) in enumerate(zip(amounts, periods, subjects, strict=True), first):
        start = offset + amount.start
        figure = Figure(
            index=index,
            text=amount.text,
            mantissa=amount.mantissa,
            exponent=amount.exponent,
            unit=amount.unit,
            label=noun,
            path=(),
            period=period,
            line=bisect_right(document.line_starts, start),
            start=start,
            end=offset + amount.end,
        )
        yield figure, Claim(index, words, subject, _hedge(sentence, amount.start))


def _amounts(sentence: str) -> Iterator[_Amount]:
    digit = _DIGIT.search(sentence)
    if digit is None:
        return
    for match in AMOUNT.finditer(sentence, max(0, digit.start() - LONGEST_SIGN)):
        printed = match["money"] or match["plain"]
        start, end = match.span("money" if match["money"] else "plain")
        scale = match["money_scale"] or match["scale"]
        if scale:
            end = match.end("money_scale" if match["money_scale"] else "scale")
        if match["cents"]:
            end = match.end("cents")
        unit = _unit(match, sentence)
        digits = printed.strip("($) ").replace(",", "")
        whole, _, fraction = digits.partition(".")
        exponent = -len(fraction) + (_SCALES[scale.lower()] if scale else 0) - (2 if match["cents"] else 0)
        mantissa = int(whole + fraction) * (-1 if "(" in printed and ")" in printed else 1)
        text = " ".join(sentence[start:end].split())
        if text.startswith("$"):
            bare = text[1:].lstrip()
            start, text = start + len(text) - len(bare), bare
        yield _Amount(start, end, text, mantissa, exponent, unit)


def _unit(match: re.Match[str], sentence: str) -> str | None:
    if match["percent"]:
        return "percent"
    if match["weight"]:
        grade = _GRADE.match(sentence, match.end())
        weight = _WEIGHTS[match["weight"].lower()]
        return f"{weight}/{_OF_UNITS[grade[1].lower()]}" if grade else weight
    if _OTHER_DOLLAR.search(sentence, max(0, match.start() - 5), match.start()):
        return None
    per = _PER.match(sentence, match.end())
    if per is None and not match["money_scale"]:
        per = _COST_PER.match(sentence, match.end()) or _PER_BEFORE.search(
            sentence[max(0, match.start() - 120) : match.start()]
        )
    return f"USD/{_OF_UNITS[(per[1] or 'share').lower()]}" if per else "USD"  # "EPS" names no unit word


def _hedge(sentence: str, start: int) -> str | None:
    before = sentence[max(0, start - 30) : start].rstrip("$( ") + " "
    found = _HEDGE.search(before)
    return found.lastgroup if found else None


def _governing(sentence: str, amounts: Sequence[_Amount], said: Sequence[Phrase]) -> list[Period | None]:
    """The period of each amount, segment by segment; None where two phrases might govern it.

    Segments part where a comparison begins. Within one, a single phrase governs every amount; several phrases
    govern the amounts before (or after) them only if amounts and phrases strictly take turns.
    """
    periods: list[Period | None] = [None] * len(amounts)
    if not said or _RESPECTIVELY.search(sentence):
        return periods
    borders = [0, *_borders(sentence, amounts), len(sentence)]
    for low, high in itertools.pairwise(borders):
        mine = [i for i, amount in enumerate(amounts) if low <= amount.start < high]
        here = [phrase for phrase in said if low <= phrase.start < high]
        if not mine or not here:
            continue
        if len(here) == 1 or len({phrase.period for phrase in here}) == 1:
            for i in mine:
                periods[i] = here[0].period
        else:
            _take_turns(amounts, mine, here, periods)
    return periods


def _take_turns(
    amounts: Sequence[_Amount], mine: Sequence[int], here: Sequence[Phrase], periods: list[Period | None]
) -> None:
    order = sorted([(amounts[i].start, i, None) for i in mine] + [(phrase.start, -1, phrase) for phrase in here],
                   key=lambda item: item[0])  # fmt: skip
    kinds = "".join("A" if phrase is None else "P" for _, _, phrase in order)
    if _AMOUNTS_FIRST.fullmatch(kinds):
        order.reverse()  # each phrase governs the amounts before it
    elif not _PERIODS_FIRST.fullmatch(kinds):
        return
    period: Period | None = None
    for _, index, phrase in order:
        if phrase is not None:
            period = phrase.period
        else:
            periods[index] = period


def _borders(sentence: str, amounts: Sequence[_Amount]) -> list[int]:
    """Where comparisons begin. "increased to $2.1 million" begins none: no amount stands before it."""
    borders: list[int] = []
    for divide in _DIVIDE.finditer(lowered_in_place(sentence)):
        if divide["to"] and not borders and not any(amount.start < divide.start() for amount in amounts):
            continue
        borders.append(divide.start())
    return borders


def _subjects(sentence: str, amounts: Sequence[_Amount]) -> list[tuple[str, str | None]]:
    """The noun and the concept that govern each amount: those of the last noun before it that names one (or none)."""
    if not any(amount.unit in ("USD", "USD/share") for amount in amounts):
        return [("", None)] * len(amounts)  # only money has a concept
    lowered = lowered_in_place(sentence)
    nouns = [noun for noun in _SUBJECT.finditer(lowered) if not _is_share_of(sentence, noun)]
    found: list[tuple[str, str | None]] = []
    for amount in amounts:
        noun = next((noun for noun in reversed(nouns) if noun.end() <= amount.start), None)
        concept = _concept(sentence, noun, amount) if noun else None
        words = " ".join(sentence[noun.start() : noun.end()].split()) if noun and concept else ""
        found.append((f"{words} per share" if concept == "eps" and "share" not in words else words, concept))
    return found


def _is_share_of(sentence: str, noun: re.Match[str]) -> bool:
    """ "21.4% of net sales" speaks of something else."""
    return _SHARE_OF.search(sentence, max(0, noun.start() - 30), noun.start()) is not None


def _concept(sentence: str, noun: re.Match[str], amount: _Amount) -> str | None:
    name = noun.lastgroup
    if amount.unit == "USD/share":
        return "eps" if name in ("eps", "net_income", "income_to_common", "bare") else None
    if amount.unit != "USD" or name in (None, "none", "bare", "eps"):
        return None
    if name in ("sales", "gross_profit", "operating_income"):
        before = sentence[max(0, noun.start() - 14) : noun.start()]
        if not _WHOLE_BEFORE.search(before) or _PART_BEHIND.match(sentence, noun.end()):
            return None
    return name
