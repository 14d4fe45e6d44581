"""Delimited text (CSV, TSV): records of fields, each with its place in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice, pairwise
from typing import NamedTuple

DELIMITERS = ("\t", "|", ";", ",")  # the rarer in words first: it wins where two part the lines equally well
NAMES = {"\t": "tabs", "|": "bars", ";": "semicolons", ",": "commas"}

SAMPLE = 262_144  # characters looked at to tell a table from prose
SAMPLE_RECORDS = 1_000
LEAST_SHARE = 0.5  # of the records that hold anything: so many have several fields
LEAST_NUMBERS = 0.04  # of the fields that hold anything: so many are numbers
LAYOUT_SHARE = 0.08  # more fields than this with columns of blanks inside, and it is a printed page
SENTENCE_SHARE = 0.12  # more fields than this that begin or end within a sentence, and it is running text
LEAST_RUN = 3  # records in a row with as many fields each, where most lines of the file are titles and notes
LEAST_SHARE_OF_RUN = 0.2  # of the records that hold anything
LEAST_NUMBERS_OF_RUN = 0.4
PRINTED_ROWS = 3  # rows of amounts set apart by blanks; so many, and commas and semicolons are marks of sentences
LEFT_OF_JOINT = 12  # characters before a delimiter that are looked at

_PLAIN_RECORD = re.compile(r'([^"\r\n]*+)(?:\r\n|\r|\n|\Z)')
_GAP = re.compile(r"\S {3,}\S")
_NUMBER = re.compile(
    r"[-+(]{0,2}\s{0,4}[$£€¥]?\s{0,4}[-(]?(?:\d[\d,.\s']{0,40}|\.\d{1,30})(?:[eE][-+]?\d{1,3})?\s{0,4}%?\s?\)?-?"
)
# Possessive: a line of blanks without end would be parted between its two stretches of blanks in every way.
_MARKDOWN = re.compile(r"^[ \t]*+(?:\|[ \t]*+)?:?-{3,}+:?[ \t]*+\|[ \t|:-]*+$", re.MULTILINE)
_SENTENCE_GOES_ON = re.compile(r" [A-Za-z]\S* ")
_CLAUSE_GOES_ON = re.compile(r" [a-z]+ ")
_PRINTED_ROW = re.compile(r"[^\s,;] {3,}+[$(]{0,2}+ *+\d[\d,.]*+\)? {3,}+[$(]{0,2}+ *+\d")
_GROUP = re.compile(r"\d{3}(?!\d)")
_BEFORE_GROUP = re.compile(r"(?: {2}|[$(])\d{1,3}$")
_GROUP_AND_WORDS = re.compile(r"\d{3} [a-z]")
_WORDS_BEFORE_GROUP = re.compile(r"[a-z] \d{1,3}$")
_YEAR_AND_WORDS = re.compile(r" (?:19|20)\d\d(?: [a-z]|[.;:)])")
_DAY_BEFORE_YEAR = re.compile(r"[a-z] \d{1,2}$")


class Field(NamedTuple):
    """One field: its words without quotes, and where they stand in the text (quotes included)."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _field(delimiter: str) -> re.Pattern[str]:
    """A field and what ends it. Quoted runs are possessive, so a lone quote costs one look, not a search."""
    mark = re.escape(delimiter)
    bare = rf"[^{mark}\r\n]*+"
    return re.compile(
        rf'(?:[ ]*+"(?P<quoted>(?:[^"]++|"")*+)"(?P<after>[^{mark}\r\n"]*+)(?=[{mark}\r\n]|\Z)|(?P<bare>{bare}))'
        rf"(?P<end>{mark}|\r\n|\r|\n|\Z)"
    )


def records(text: str, delimiter: str) -> Iterator[list[Field]]:
    r"""The records of ``text``; a blank line is a record of one empty field. A quote that nothing closes is a letter.

    >>> [[field.text for field in record] for record in records('a,"b,\nc"\n\n"d""e",f', ",")]
    [['a', 'b,\nc'], [''], ['d"e', 'f']]
    """
    at, size = 0, len(text)
    while True:
        if (plain := _PLAIN_RECORD.match(text, at)) is not None:
            yield _split(plain[1], at, delimiter)
            at = plain.end()
        else:
            record, at = _quoted_record(text, at, delimiter)
            yield record
        if at >= size:
            return


def _split(line: str, at: int, delimiter: str) -> list[Field]:
    """The fields of a record without quotes that begins at ``at``."""
    record = []
    for words in line.split(delimiter):
        record.append(Field(words, at, at + len(words)))
        at += len(words) + 1
    return record


def _quoted_record(text: str, at: int, delimiter: str) -> tuple[list[Field], int]:
    """The fields of a record with quotes that begins at ``at``, and where the next one begins."""
    pattern = _field(delimiter)
    record: list[Field] = []
    while (match := pattern.match(text, at)) is not None:
        quoted = match["quoted"]
        words = match["bare"] if quoted is None else quoted.replace('""', '"') + match["after"]
        record.append(Field(words, at, match.start("end")))
        at = match.end()
        if match["end"] != delimiter:
            break
    return record, at


@lru_cache(maxsize=4)
def delimiter_of(text: str) -> str | None:
    r"""What parts the fields of ``text``; None where it is no table: prose, a printed page, a single column.

    Titles, notes and blank lines may stand around the table: a file counts as one where most of its records, or
    a run of them, have several fields, some of which are numbers.

    >>> delimiter_of("Sales;2003;2002\nCash;1.204,5;1.106,2\n"), delimiter_of("Dear Sir,\nit is so.\n")
    (';', None)
    """
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:  # whole records only
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    if _MARKDOWN.search(sample):
        return None
    best, chosen = 0.0, None
    printed = sum(1 for _ in islice(_PRINTED_ROW.finditer(sample), PRINTED_ROWS)) == PRINTED_ROWS
    for delimiter in DELIMITERS[:2] if printed else DELIMITERS:
        if delimiter in sample:
            score = _score(list(islice(records(sample, delimiter), SAMPLE_RECORDS)), delimiter, sample)
            if score > best:
                best, chosen = score, delimiter
    return chosen


def _score(rows: list[list[Field]], delimiter: str, sample: str) -> float:
    """How well the delimiter parts the rows: 0 where it does not, at most 1."""
    filled = [row for row in rows if any(field.text.strip() for field in row)]
    parted = [row for row in filled if len(row) > 1]
    if len(parted) < 2:
        return 0.0
    rectangular = len(filled) == len(parted) > 3 and len({len(row) for row in filled}) == 1 and len(filled[0]) > 2
    if len(parted) < LEAST_SHARE * len(filled):
        parted = _longest_run(filled)
    words = [text for row in parted for field in row if (text := field.text.strip())]
    numbers = sum(bool(_NUMBER.fullmatch(text)) for text in words)
    if len(parted) < 2 or not numbers:
        return 0.0
    if delimiter in ",;" and _torn(parted, sample) > SENTENCE_SHARE * len(words):
        return 0.0
    if not rectangular:  # every line parted alike is proof enough; what follows tells others from pages and prose
        least = LEAST_NUMBERS if len(parted) >= LEAST_SHARE * len(filled) else LEAST_NUMBERS_OF_RUN
        if numbers < least * len(words):
            return 0.0
        if sum(map(bool, map(_GAP.search, words))) > LAYOUT_SHARE * len(words):
            return 0.0
    counts = Counter(map(len, parted))
    alike = max(counts.values()) / len(parted)
    return (0.5 * alike + 0.5 * numbers / len(words)) * len(parted) / len(filled)


def _longest_run(filled: list[list[Field]]) -> list[list[Field]]:
    """The longest run of records with one and the same number of fields, more than one; [] where it is short."""
    best: list[list[Field]] = []
    for width, run in groupby(filled, len):
        rows = list(run)
        if width > 1 and len(rows) > len(best):
            best = rows
    return best if len(best) >= max(LEAST_RUN, LEAST_SHARE_OF_RUN * len(filled)) else []


def _torn(rows: list[list[Field]], sample: str) -> int:
    """How many fields begin as if the delimiter had torn a sentence (", and so"), its date, or a number ("1,204")."""
    count = 0
    for row in rows:
        for before, field in pairwise(row):
            if sample[field.start : field.start + 1] == '"':
                continue
            joint = before.text[-LEFT_OF_JOINT:]
            count += bool(
                (_SENTENCE_GOES_ON.match(field.text) and joint[-1:].isalpha())
                or (_CLAUSE_GOES_ON.match(field.text) and joint[-1:].isdigit())
                or (_GROUP.match(field.text) and _BEFORE_GROUP.search(joint))
                or (_GROUP_AND_WORDS.match(field.text) and _WORDS_BEFORE_GROUP.search(joint))
                or (_YEAR_AND_WORDS.match(field.text) and _DAY_BEFORE_YEAR.search(joint))
            )
    return count
