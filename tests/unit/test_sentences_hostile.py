"""Whatever the sentences of a filing hold, auditing it ends in time that grows as they do, and its tables stand.

Each paragraph stands below a small statement, set in lines as a text release sets it, on one line without end, and as
paragraphs of a page. The statement above must be read as if nothing stood below.
"""

from __future__ import annotations

import gc
import html
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import auditor
from auditor.extract.spelling import Spelled
from auditor.read.delimited import delimiter_of

TIMES = 4  # a paragraph is read a second time, so many times as long
STEEPEST = 8.0  # times as slow at most: 4 is linear, 16 is quadratic
RUNS = 4  # the quickest of them counts, where the first seems too slow
FLOOR = 0.5  # processor seconds below which nothing is told of growth
SOON = 60.0  # seconds for a megabyte: some times what it takes, far less than quadratic time would
ROOT = Path(__file__).resolve().parents[2]
WIDTH = 88

STATEMENT = """\
                        SMALL COMPANY
                    Statements of Income
           (in thousands, except per share data)

                                   Year Ended December 31,
                                      2003        2002
                                 ---------   ---------
Net sales                        $  26,441   $  23,114
Cost of sales                       19,486      17,090
                                 ---------   ---------
Gross profit                         6,955       6,024
Expenses                             4,210       4,005
                                 ---------   ---------
Net income                       $   2,745   $   2,019
                                 =========   =========
Net income per share             $    0.27   $    0.20
                                 =========   =========

"""

# What fills a paragraph over and over, between what stands before it and behind it.
REPEATED: dict[str, tuple[str, str, str]] = {
    "no full stop": ("Net sales ", "of the company and of its plants ", "were $26.4 million in 2003."),
    "amounts without a full stop": ("", "net sales were $26.4 million in 2003 and ", ""),
    "amounts alone": ("Net sales were ", "$26.4 million, ", "in 2003."),
    "short sentences": ("", "Net sales were $26.4 million in 2003, up 14% from 2002. ", ""),
    "amounts a share": ("", "Net income was $0.27 per share in 2003, against 20 cents in 2002. ", ""),
    "respectively": ("", "Net sales were $26.4 million and $23.1 million in 2003 and 2002, respectively. ", ""),
    "changes": ("", "Net sales rose 14% to $26.4 million from $23.1 million, ", "in 2003."),
    "comparisons": ("Net sales were $26.4 million ", "compared to $23.1 million ", "."),
    "comparisons of nothing": ("Net sales were $26.4 million ", "compared to ", "$23.1 million."),
    "from and to": ("Net sales went ", "from $23.1 million to $26.4 million ", "in 2003."),
    "hedges": ("Net sales were ", "approximately about nearly ", "$26.4 million in 2003."),
    "direction words": ("Net sales ", "increased decreased ", "14% to $26.4 million."),
    "measures left out": ("Net income ", "excluding charges before ", "taxes was $2.7 million."),
    "periods": ("Net sales ", "for the year ended December 31, 2003 and ", "were $26.4 million."),
    "periods with amounts": ("", "Net sales for the year ended December 31, 2003 were $26.4 million and ", ""),
    "years": ("Net sales ", "in 2003 and 2002 ", "were $26.4 million."),
    "durations": ("Net sales for the ", "three months ", "ended December 31, 2003 were $26.4 million."),
    "opening brackets": ("Net sales were $26.4 million ", "(", "in 2003."),
    "closing brackets": ("Net sales were $26.4 million ", ")", "in 2003."),
    "brackets before amounts": ("Net sales were ", "($26.4 million ", "in 2003."),
    "crossing brackets": ("Net sales were ", ") $26.4 million ( [ } ", "in 2003."),
    "dollar signs": ("Net sales were ", "$ ", "in 2003."),
    "dollar signs in a row": ("Net sales were ", "$", " in 2003."),
    "dollar signs at full stops": ("", "Net sales were $. ", ""),
    "digits": ("Net sales were $", "9", " in 2003."),
    "groups of digits": ("Net sales were $9", ",999", " in 2003."),
    "groups that are none": ("Net sales were $9", ",99,9", " in 2003."),
    "commas": ("Net sales were $26", ",", " in 2003."),
    "points": ("Net sales were $26", ".", " in 2003."),
    "decimals of decimals": ("Net sales were $26", ".4", " in 2003."),
    "blanks": ("Net sales were", " ", "$26.4 million in 2003."),
    "dashes": ("Net sales were $26.4 million ", "- ", "in 2003."),
    "hyphens": ("Net sales ", "per-", "share were $0.27."),
    "quotation marks": ("The chairman said, ", '"net sales, ', "were $26.4 million."),
    "abbreviations": ("Small Co. ", "Inc. Corp. U.S. ", "had net sales of $26.4 million in 2003."),
    "percentages": ("Margins were ", "14% ", "in 2003."),
    "basis points": ("Margins rose ", "50 basis points ", "in 2003."),
    "ratios": ("The current ratio was 4", ":1", " in 2003."),
    "numbers in words": ("Net income was ", "twenty-seven hundred thousand ", "cents per share."),
    "number words joined": ("Net income was ", "twenty-", "seven cents per share."),
    "units": ("Net sales were 26 ", "million ounces per share ", "in 2003."),
    "items of a list": ("Net sales: ", "1) $26.4 million; ", "in 2003."),
    "one word": ("Net sales", "s", " were $26.4 million in 2003."),
    "digits of other scripts": (
        "", "Net sales were $\u0662\u0666.\u0664 million, up \u0967\u0968%, in \uff12\uff10\uff10\uff13. ", "",
    ),
    "superscript digits": ("", "Net sales were $26\u00b2\u00b3 million\u00b9 in 2003\u2460. ", ""),
    "marks from right to left": ("", "Net sales were \u200f$\u200e26.4\u202e million\u2067 in\u202c 2003. ", ""),
    "blanks of no width": ("Net sales were ", "$\u200b26.4\u200b\ufeff ", "million in 2003."),
    "accents upon accents": ("Net sales e", "\u0301", " were $26.4 million in 2003."),
    "odd blanks": ("", "Net\u00a0sales\u2003were\u2009$26.4\u202fmillion\u3000in\u00a02003.\u2028", ""),
}  # fmt: skip
# A pattern that disregards case takes these letters for i, s and k.
ODD_LETTERS = {
    "dotless": ("i", "\u0131"),
    "dotted": ("i", "\u0130"),
    "long": ("s", "\u017f"),
    "kelvin": ("k", "\u212a"),
}
SAID = "Net sales were $26.4 million in the third quarter of 2003, or 27 cents per share and $7 per ounce of risk."


def paragraph(name: str, characters: int) -> str:
    before, over_and_over, behind = REPEATED[name]
    return before + over_and_over * (characters // len(over_and_over)) + behind


def in_lines(words: str) -> str:
    """The words below the statement, in lines of a release; a word longer than a line stands on its own."""
    lines, line = [], "    "
    for word in words.split(" "):
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = ""
        line += " " + word
    return STATEMENT + "\n".join([*lines, line]) + "\n"


def on_one_line(words: str) -> str:
    return STATEMENT + words + "\n"


def on_a_page(words: str) -> str:
    """The same as paragraphs of a page, each of a length that a sentence may have."""
    pieces = [words[at : at + 1_900] for at in range(0, len(words), 1_900)]
    body = "".join(f"<p>{html.escape(piece)}</p>" for piece in pieces)
    return f"<html><body><pre>{STATEMENT}</pre>{body}</body></html>"


# Name of the file, how the words are set in it, and how many characters of them: a line is read up to 20,000.
SETTINGS: dict[str, tuple[str, Callable[[str], str], int]] = {
    "in lines": ("filing.txt", in_lines, 28_000),
    "on one line": ("filing.txt", on_one_line, 12_000),
    "on a page": ("filing.htm", on_a_page, 16_000),
}

EACH = [(name, setting) for setting in SETTINGS for name in REPEATED]


class Outcome(NamedTuple):
    """What an audit gave, in so far as a test asks; the failure is worded."""

    failure: str
    statement: list[tuple[str, str, object]]  # text, label and value of the first twelve figures of the first table
    said: int  # figures of sentences
    errors: list[str]
    seconds: float


def audited(folder: Path, words: str, setting: str) -> Outcome:
    name, set_in, _ = SETTINGS[setting]
    path = folder / name
    path.write_text(set_in(words), encoding="utf-8")
    gc.disable()  # else a sweep over all that earlier tests left is counted as the paragraph's time
    began = time.process_time()
    report = auditor.audit(path)
    report.to_json()
    seconds = time.process_time() - began
    gc.enable()
    figures = report.audit.extraction.figures
    return Outcome(
        f"{report.failure.kind}: {report.failure.message}" if report.failure else "",
        [(figure.text, figure.label, figure.value) for figure in figures if figure.table == 0][:12],
        sum(figure.table is None for figure in figures),
        [finding.message for finding in report.audit.findings if finding.severity == "error"],
        seconds,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> list[tuple[str, str, object]]:
    """The statement as it is read where nothing stands below it."""
    return audited(folder, "Nothing.", "in lines").statement


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> Callable[[str, str], tuple[Outcome, Outcome]]:
    """The outcomes of a paragraph and of the long one, audited once for all tests."""
    kept: dict[tuple[str, str], tuple[Outcome, Outcome]] = {}

    def audit(name: str, setting: str) -> tuple[Outcome, Outcome]:
        if (name, setting) not in kept:
            size = SETTINGS[setting][2]
            short, long = (audited(folder, paragraph(name, n), setting) for n in (size // TIMES, size))
            kept[name, setting] = short, long
        return kept[name, setting]

    return audit


Outcomes = Callable[[str, str], tuple[Outcome, Outcome]]


def test_the_statement_is_read_whole(undisturbed: list[tuple[str, str, object]]) -> None:
    assert [text for text, _, _ in undisturbed] == [
        "26,441", "23,114", "19,486", "17,090", "6,955", "6,024", "4,210", "4,005", "2,745", "2,019", "0.27", "0.20",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "setting"), EACH)
def test_any_paragraph_ends_in_a_report(outcomes: Outcomes, name: str, setting: str) -> None:
    assert [outcome.failure for outcome in outcomes(name, setting)] == ["", ""]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_no_faster_than_the_paragraph(outcomes: Outcomes, folder: Path, name: str, setting: str) -> None:
    """A machine may be busy for a moment, but not for the quickest of several runs."""
    size = SETTINGS[setting][2]
    short, long = (outcome.seconds for outcome in outcomes(name, setting))
    for _ in range(RUNS - 1):
        if long < max(FLOOR, STEEPEST * short):
            break
        short = min(short, audited(folder, paragraph(name, size // TIMES), setting).seconds)
        long = min(long, audited(folder, paragraph(name, size), setting).seconds)
    assert long < max(FLOOR, STEEPEST * short)


@pytest.mark.parametrize(("name", "setting"), EACH)
def test_the_statement_above_is_read_as_if_alone(
    outcomes: Outcomes, undisturbed: list[tuple[str, str, object]], name: str, setting: str
) -> None:
    assert outcomes(name, setting)[1].statement == undisturbed


@pytest.mark.parametrize(("name", "setting"), EACH)
def test_no_paragraph_is_called_an_error(outcomes: Outcomes, name: str, setting: str) -> None:
    assert outcomes(name, setting)[1].errors == []


# -- size --------------------------------------------------------------------------------------------------------------


def commanded(folder: Path, words: str, setting: str) -> dict[str, Any]:
    """The report of the command, run apart so that it can be ended where it takes too long."""
    name, set_in, _ = SETTINGS[setting]
    path = folder / f"large-{name}"
    path.write_text(set_in(words), encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "audit", str(path), "--format", "json"]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SOON, check=False)
    except subprocess.TimeoutExpired:
        pytest.fail(f"not read within {SOON:.0f} seconds")
    assert ran.returncode == 0, ran.stderr.decode()[-400:]
    report: dict[str, Any] = json.loads(ran.stdout)
    assert report["failure"] is None, report["failure"]
    return report


def of_sentences(report: dict[str, Any]) -> int:
    return sum(figure["table"] is None for figure in report["figures"])


@pytest.mark.parametrize("name", ["no full stop", "comparisons of nothing", "brackets before amounts"])
def test_a_sentence_of_a_megabyte_is_read_soon(folder: Path, name: str) -> None:
    commanded(folder, paragraph(name, 1_000_000), "in lines")


def test_a_hundred_thousand_amounts_are_listed_soon(folder: Path) -> None:
    words = "Sales were $2.4 million in 2003. " * 1_000 + "Sales were " + "$2.4 million, " * 99_000 + "in 2003."
    assert of_sentences(commanded(folder, words, "in lines")) >= 99_000  # a few end a line without their word


@pytest.mark.parametrize("setting", SETTINGS)
def test_ten_thousand_amounts_are_told_respectively(folder: Path, setting: str) -> None:
    amounts = ", ".join(f"${n % 90 + 10}.4 million" for n in range(10_000))
    years = ", ".join(str(1990 + n % 20) for n in range(10_000))
    commanded(folder, f"Net sales were {amounts} and $23.1 million, in {years} and 2002, respectively.", setting)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("inner", ["or income ", "$26.4 million ", ""])
def test_parentheses_within_parentheses_are_read_to_the_bottom(folder: Path, inner: str, setting: str) -> None:
    words = f"Net sales {f'({inner}' * 5_000}were $26.4 million{' in 2003)' * 5_000}."
    commanded(folder, words, setting)


def test_a_line_too_long_to_be_a_sentence_is_told(folder: Path) -> None:
    path = folder / "long.txt"
    path.write_text(on_one_line(paragraph("amounts alone", 30_000)), encoding="utf-8")
    assert [d for d in auditor.audit(path).audit.extraction.diagnostics if "no sentence" in d.message]


# -- letters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("kind", ODD_LETTERS)
def test_letters_that_patterns_take_for_others_are_read_or_passed_over(folder: Path, kind: str, setting: str) -> None:
    plain, odd = ODD_LETTERS[kind]
    words = f"{SAID} {SAID.upper()}".replace(plain, odd).replace(plain.upper(), odd)
    assert audited(folder, words, setting).failure == ""


@pytest.mark.parametrize(("plain", "odd"), ODD_LETTERS.values(), ids=ODD_LETTERS)
def test_a_word_is_found_in_the_letters_that_a_pattern_takes_for_its_own(plain: str, odd: str) -> None:
    assert Spelled({"risk millions": 6})["risk millions".replace(plain, odd).lower()] == 6


def test_a_word_that_is_not_meant_is_not_found() -> None:
    with pytest.raises(KeyError, match="mill"):
        Spelled({"million": 6})["mill"]


def test_dates_in_sentences_do_not_make_a_text_a_table_parted_by_commas() -> None:
    assert delimiter_of(in_lines(paragraph("periods", 4_000))) is None


def test_dates_in_cells_leave_a_table_parted_by_commas() -> None:
    rows = "".join(f"March 31, 2003,{n},{n + 1}\n" for n in range(10, 30))
    assert delimiter_of(f"Day,Sales,Costs\n{rows}") == ","


# -- words at random ---------------------------------------------------------------------------------------------------

WORDS = (
    "$26.4 million", "$0.27 per share", "27 cents", "(27) cents", "negative seven cents", "14%", "50 basis points",
    "4.5:1", "$", "(", ")", "[", "%", ",", ";", ".", "and", "or", "respectively", "in 2003",
    "in the second quarter", "for the year ended December 31, 2003", "February 30, 2003", "compared to", "from",
    "to", "up", "down", "increased", "fell", "doubled", "nine-fold", "nearly", "more than", "between", "net sales",
    "net income", "net loss", "expenses", "earnings per share", "excluding", "the", "of", "an 895% increase",
    "740,660 ounces", "0", "00", ".5", "-5", "--", "\u2014", "\u200f", "\u200b", "\xa0", "\u0662", "\uff12", "\xbd",
    "1-1/2", "$-5", "($5)", "5.5.5", "1,2,3", "1,23", "99999999999999999999", "2003", "1999-2000", "3Q03", "FY03",
    "last year", "half", "two-thirds", "one million", "\u20ac5", "5p", "margin", "current ratio of", "62% of sales",
    "million", "billion", "share", "per ounce", "$1.2bn", "$47.3M", "(1)", "a)", "Note 5", "&", "<", "\\", "/",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join),
    setting=st.sampled_from(list(SETTINGS)),
)
def test_words_at_random_neither_fail_nor_disturb_the_statement(
    folder: Path, undisturbed: list[tuple[str, str, object]], words: str, setting: str
) -> None:
    outcome = audited(folder, words, setting)
    assert (outcome.failure, outcome.statement, outcome.errors) == ("", undisturbed, [])
