"""The hand-made lists of claims of the releases of 2003 prove themselves: places, figures and verdicts, no auditor.

What a row says can be computed from the row: ``Claim.interval`` is what the printed words admit, ``Claim.bound`` what
the bound figures give, both in exact fractions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
LISTS = ("claims-2003-05-01", "claims-2003-11-04")
COLUMNS = ("line", "claim", "kind", "measure", "period", "binds", "holds", "note")
KINDS = "level per-share unit-cost price count grade share ratio change multiple delta outlook other"

Interval = tuple[Fraction, Fraction]

_WORDS: dict[str, int | Fraction] = {"double": 2, "doubled": 2, "triple": 3, "third": Fraction(1, 3)}
_WORDS |= {"one": 1, "two": 2, "three": 3, "five": 5, "seven": 7, "eight": 8, "nine": 9, "tens": 10}
NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(sorted(_WORDS, reverse=True))})\b", re.IGNORECASE)
_OPERAND = re.compile(r"(prose )?(\d+):(.+)")
_OPERATOR = re.compile(r" ([+-]) ")


@dataclass(frozen=True)
class Operand:
    """One bound figure: the line of the file, its printed text, and whether it stands in a sentence."""

    line: int
    text: str
    prose: bool

    def interval(self, thousand: int) -> Interval:
        """What the figure admits, half a unit of its last place either way; table figures are times ``thousand``."""
        value, unit = magnitude(self.text)
        factor = 1 if self.prose else thousand
        if self.text.startswith("("):
            value = -value
        return (value - unit / 2) * factor, (value + unit / 2) * factor


@dataclass(frozen=True)
class Claim:
    """One row of a list."""

    line: int
    claim: str
    kind: str
    measure: str
    period: str
    binds: str
    holds: str
    note: str

    def operands(self) -> list[Operand]:
        """Every bound figure, in printed order."""
        texts = [part for choice in self.choices() for part in re.split(r" [-+/] ", choice)]
        return [operand(text) for text in texts]

    def choices(self) -> list[str]:
        """The equal bindings, any of which will do."""
        return self.binds.split(" | ") if self.binds else []

    def interval(self) -> Interval:
        """The sizes the printed words admit: rounding, and the hedge on its side."""
        value, unit = magnitude(self.claim)
        words = self.claim.lower()
        if words.startswith(("nearly ", "almost ")):
            return value * Fraction(9, 10), value
        if words.startswith("more than "):
            return value, value * Fraction(5, 4)
        width = unit if words.startswith(("about ", "approximately ")) else unit / 2
        return value - width, value + width

    def agrees(self, choice: str) -> bool:
        """Whether a binding meets the claim, whatever its sign, with its table figures in units or in thousands."""
        low, high = self.interval()
        for thousand in (1, 1000):
            least, most = self.bound(choice, thousand)
            if most < 0:
                least, most = -most, -least
            if max(low, least) < min(high, most):
                return True
        return False

    def bound(self, choice: str, thousand: int) -> Interval:
        """What a binding gives: a quotient, its change in per cent, or a sum with signs."""
        if " / " in choice:
            (new_low, new_high), (old_low, old_high) = (
                operand(part).interval(1) for part in choice.split(" / ", maxsplit=1)
            )
            low, high = new_low / old_high, new_high / old_low
            return ((low - 1) * 100, (high - 1) * 100) if self.kind == "change" else (low, high)
        first, *rest = _OPERATOR.split(choice)
        low, high = operand(first).interval(thousand)
        for sign, text in zip(rest[::2], rest[1::2], strict=True):
            least, most = operand(text).interval(thousand)
            low, high = (low + least, high + most) if sign == "+" else (low - most, high - least)
        return low, high


def operand(text: str) -> Operand:
    """``LINE:TEXT`` or ``prose LINE:TEXT``; ValueError for anything else."""
    match = _OPERAND.fullmatch(text)
    if match is None:
        raise ValueError(f"not a bound figure: {text!r}")
    return Operand(int(match[2]), match[3], match[1] is not None)


def magnitude(text: str) -> tuple[Fraction, Fraction]:
    """The size of a printed number without its sign, and one unit of its last significant place.

    Round thousands are read as rounded ("35,000" is to the thousand); a multiple in words is good to a tenth.
    """
    match = NUMBER.search(text)
    if match is None:
        raise ValueError(f"no number in {text!r}")
    word, lower = match[0].lower(), text.lower()
    digits = word.replace(",", "")
    if word in _WORDS:
        value = Fraction(_WORDS[word])
        unit = Fraction(1) if "cent" in lower else value / 10
    else:
        value, unit = Fraction(digits), Fraction(1, 10 ** len(digits.partition(".")[2]))
        if "." not in digits and value >= 1000:
            unit *= 10 ** (len(digits) - len(digits.rstrip("0")))
    scale = Fraction(1_000_000) if "million" in lower else Fraction(1, 100) if "cent" in lower else Fraction(1)
    return value * scale, unit * scale


@cache
def load(name: str) -> tuple[str, list[Claim]]:
    """The file a list was made from, below ``../shared``, and its claims in printed order."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    file = next(line.removeprefix("# file: ") for line in lines if line.startswith("# file: "))
    heading, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert tuple(heading) == COLUMNS
    return file, [Claim(int(row[0]), *row[1:]) for row in rows]


def claims_of(name: str) -> list[Claim]:
    return load(name)[1]


each_list = pytest.mark.parametrize("name", LISTS)

_DIGITS = re.compile(r"\d[\d,.]*")
_NAMES = re.compile(  # what is printed in digits and claims nothing
    r"\d{3}[/-]\d{3}-\d{4}|\d{5}-\d{4}|\d{4} N |Suite \d+|No\. \d+|10-[QK]\b|^10-K|^ *\(\d\)|\(\d\)"
    r"|\b(?:January|March|May|July|September|October|November|Nov\.|MAR\.|Mar\.|Sept\.) \d{1,2}\b(?!\.\d)"
    r"|\b(?:19|20)\d\d\b"
)
_INNER_GAP = re.compile(r"\S {3,}\S")
_HEADING = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,}){2}")
_LETTERS = re.compile(r"[A-Za-z]{2,}")


def _is_sentence(line: str) -> bool:
    """Whether a line is set as text: no gap of columns, no heading in capitals, and more words than figures."""
    words = len(_LETTERS.findall(line))
    if _INNER_GAP.search(line) or _HEADING.match(line):
        return False
    return words >= 2 and words >= len(_DIGITS.findall(line))


class Page:
    """The text of a release, with the offset at which each line begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def number_at(self, words: str, line: int, after: int = 0) -> tuple[int, int] | None:
        """The span of the printed words whose number stands on a line; they may begin or end on a neighbouring one."""
        pattern = re.compile(r"(?<![\w.,])" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w|[.,]\d)")
        begin, end = max(after, self.starts[max(line - 2, 0)]), self.starts[min(line + 1, len(self.lines))]
        for match in pattern.finditer(self.text, begin, end):
            number = NUMBER.search(match[0])
            if number is not None and self.line_of(match.start() + number.start()) == line:
                return match.span()
        return None


def page(name: str) -> Page:
    file, _ = load(name)
    path = SHARED / file
    if not path.exists():
        pytest.skip(f"the original release is not here: shared/{file}")
    return Page(path.read_text(encoding="ascii"))


def told(claim: Claim) -> str:
    return f"line {claim.line}: {claim.claim}"


@each_list
def test_every_claim_has_a_known_kind(name: str) -> None:
    assert [told(claim) for claim in claims_of(name) if claim.kind not in KINDS.split()] == []


@each_list
def test_a_claim_is_untestable_exactly_when_nothing_binds_it(name: str) -> None:
    claims = claims_of(name)
    assert {claim.holds for claim in claims} <= {"yes", "no", "untestable"}
    assert [told(claim) for claim in claims if (claim.holds == "untestable") == bool(claim.binds)] == []


@each_list
def test_claims_stand_on_their_lines_in_printed_order(name: str) -> None:
    release, end, missing = page(name), 0, []
    for claim in claims_of(name):
        span = release.number_at(claim.claim, claim.line, end)
        end = span[1] if span else end
        if span is None:
            missing.append(told(claim))
    assert missing == []


@each_list
def test_bound_figures_stand_on_their_lines(name: str) -> None:
    release, missing = page(name), []
    for claim in claims_of(name):
        for figure in claim.operands():
            whole = re.compile(r"(?<![\w.,])" + re.escape(figure.text) + r"(?![\w,]|\.\d)")
            bracketed = f"({figure.text})"  # another sign, so another figure
            if figure.prose:
                found = release.number_at(figure.text, figure.line) is not None
            else:
                text = release.lines[figure.line - 1].replace(bracketed, "")
                found = whole.search(text) is not None
            if not found:
                missing.append(f"{told(claim)} -> {figure.line}:{figure.text}")
    assert missing == []


@each_list
def test_a_figure_bound_in_a_sentence_is_a_listed_claim(name: str) -> None:
    claims = claims_of(name)
    listed = {(claim.line, claim.claim.removeprefix("approximately ")) for claim in claims}
    bound = {(figure.line, figure.text) for claim in claims for figure in claim.operands() if figure.prose}
    assert sorted(bound - listed) == []


@each_list
def test_verdicts_follow_from_the_bound_figures(name: str) -> None:
    wrong = [
        f"{told(claim)} -> {choice}"
        for claim in claims_of(name)
        for choice in claim.choices()
        if claim.agrees(choice) != (claim.holds == "yes")
    ]
    assert wrong == []


def test_one_claim_of_the_two_releases_is_false() -> None:
    false = [(name, claim.line, claim.claim) for name in LISTS for claim in claims_of(name) if claim.holds == "no"]
    assert false == [("claims-2003-05-01", 15, "1 cent")]


@each_list
def test_no_number_of_the_running_text_is_passed_over(name: str) -> None:
    """What the sentences hold beyond the listed claims are dates, addresses and names."""
    release, end = page(name), 0
    left = bytearray(b"\x01" * len(release.text))
    for claim in claims_of(name):
        span = release.number_at(claim.claim, claim.line, end)
        assert span is not None, told(claim)
        left[span[0] : span[1]] = bytes(span[1] - span[0])
        end = span[1]
    passed = []
    for line, text in enumerate(release.lines, start=1):
        for number in _DIGITS.finditer(_NAMES.sub(lambda match: " " * len(match[0]), text)):
            if _is_sentence(text) and left[release.starts[line - 1] + number.start()]:
                passed.append((line, number[0]))
    assert passed == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$6.7 million", "6700000", "100000"),
        ("negative seven cents", "7/100", "1/100"),
        ("35,000 ounces", "35000", "1000"),
        ("895%", "895", "1"),
        ("4.5:1", "9/2", "1/10"),
        ("nearly doubled", "2", "1/5"),
    ],
)
def test_magnitude_of_printed_words(text: str, value: str, unit: str) -> None:
    assert magnitude(text) == (Fraction(value), Fraction(unit))
