"""Whatever a file holds, auditing it ends, soon, in a report or in a failure that names the file's fault, not ours."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import auditor

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
SEEDS = range(4)
SOON = 10.0  # processor seconds: many times what the slowest of these takes, far less than quadratic time would
HEAD = """\
                     SMALL COMPANY
                 Statement of Receipts
                    (in thousands)

                                        2003        2002
                                   ---------   ---------
"""
Damage = Callable[[random.Random, str], str]


def cut_in_the_middle(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(1, len(text))]


def lines_shuffled(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    chance.shuffle(lines)
    return "".join(lines)


def lines_repeated(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return "".join(lines[:at] + lines[at : at + 30] * 8 + lines[at:])


def digits_replaced(chance: random.Random, text: str) -> str:
    return re.sub(r"\d", lambda digit: chance.choice("0123456789") if chance.random() < 0.3 else digit[0], text)


def spaces_removed(chance: random.Random, text: str) -> str:
    """A stretch of blanks between two columns taken out of every line."""
    place = chance.randrange(20, 70)
    return "\n".join(line[:place].rstrip() + line[place:].lstrip() for line in text.split("\n"))


def blanks_as_tabs(_: random.Random, text: str) -> str:
    return text.replace("    ", "\t")


def lines_joined(chance: random.Random, text: str) -> str:
    return text.replace("\n", " ", chance.randrange(1, text.count("\n")))


def characters_struck_over(chance: random.Random, text: str) -> str:
    struck = list(text)
    for _ in range(len(text) // 20):
        struck[chance.randrange(len(text))] = chance.choice(" \t\n0123456789,.$()-%=|<>/ABCxyz'*")
    return "".join(struck)


def numbers_of_400_digits(chance: random.Random, text: str) -> str:
    return re.sub(r"\d,\d", lambda _: "9" * 400 if chance.random() < 0.1 else "0,0", text)


def digits_of_other_scripts(_: random.Random, text: str) -> str:
    return text.translate(str.maketrans("15-", "١５−"))


DAMAGES: tuple[Damage, ...] = (
    cut_in_the_middle, lines_shuffled, lines_repeated, digits_replaced, spaces_removed, blanks_as_tabs, lines_joined,
    characters_struck_over, numbers_of_400_digits, digits_of_other_scripts,
)  # fmt: skip


@pytest.fixture
def audited(tmp_path: Path) -> Callable[[str], auditor.Report]:
    """Audit a text, write its report, and fail where the auditor itself failed or took too long."""

    def audit(text: str) -> auditor.Report:
        path = tmp_path / "filing.txt"
        path.write_text(text, encoding="utf-8")
        began = time.process_time()
        report = auditor.audit(path)
        report.to_json()
        seconds = time.process_time() - began
        assert report.failure is None or report.failure.kind == "no-figures", report.failure
        assert seconds < SOON
        return report

    return audit


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_release_is_survived(audited: Callable[[str], auditor.Report], damage: Damage, seed: int) -> None:
    chance = random.Random(seed)
    source = chance.choice(EXAMPLES).read_text(encoding="utf-8")
    audited(damage(chance, source))


@pytest.mark.parametrize("seed", SEEDS)
def test_characters_at_random_are_survived(audited: Callable[[str], auditor.Report], seed: int) -> None:
    chance = random.Random(seed)
    audited("Total" + "".join(chance.choices("   \n\t0123456789,.$()-%=|<>/Total x", k=20_000)))


@pytest.mark.parametrize("seed", SEEDS)
def test_bytes_at_random_are_refused_or_survived(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(b"x" + random.Random(seed).randbytes(5_000))
    failure = auditor.audit(path).failure
    assert failure is not None
    assert failure.kind in ("unreadable", "no-figures")


def test_ten_thousand_rows_are_read_to_the_last(audited: Callable[[str], auditor.Report]) -> None:
    chance = random.Random(0)
    rows = (
        f"Receipt from member{'':14}{chance.randrange(99_999):>11,}{chance.randrange(99_999):>12,}\n"
        for _ in range(10_000)
    )
    report = audited(HEAD + "".join(rows))
    assert report.audit.coverage.figures == 20_000


def test_two_hundred_columns_are_read_to_the_last(audited: Callable[[str], auditor.Report]) -> None:
    chance = random.Random(0)
    rows = (f"Row {letter} " + "".join(f"{chance.randrange(10, 99):4}" for _ in range(200)) for letter in "ABCDEFGH")
    report = audited("\n".join(rows) + "\n")
    assert len(report.audit.extraction.tables[0].columns) == 200


def test_a_number_of_400_digits_is_listed_without_a_value(audited: Callable[[str], auditor.Report]) -> None:
    report = audited(HEAD + f"Receipts{'':25}{'9' * 400}       5\n" + f"Fees{'':29}{'7':>11}{'6':>12}\n" * 3)
    assert [figure.value for figure in report.audit.extraction.figures if len(figure.text) == 400] == [None]
