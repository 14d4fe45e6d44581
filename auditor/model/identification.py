"""Numbers that say who files what, and when: of a submission's header, and of a cover page.

They are no amounts. Each part of one is a figure of the unit `IDENTIFIER`, which no pass over amounts looks at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

IDENTIFIER = "identifier"  # the unit of their figures
PERIOD = ("CONFORMED PERIOD OF REPORT", "PERIOD")  # labels of the header's date that a cover repeats in words

Kind = Literal["accession", "date", "moment", "cik", "irs", "industry", "year end", "file", "film", "zip", "phone"]
Source = Literal["header", "cover", "text"]


@dataclass(frozen=True, slots=True)
class Particular:
    """What a header says under one of its labels, and where its words begin in the file's text.

    ``company`` counts the companies that file together; ``address`` is the place ("street, city, state") for which a
    ZIP code or a telephone number is given, ``home`` whether that lies in the United States.
    """

    kind: Kind
    label: str
    words: str
    start: int
    line: int  # 1-based, in the file
    company: int = 0
    section: str = ""  # "BUSINESS ADDRESS", "MAIL ADDRESS" …
    address: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True)
class Identification:
    """One number as printed in one place. ``digits[i]`` are those of its part ``figures[i]``, zeros in front kept.

    A date in words counts as one part of eight digits.
    """

    kind: Kind
    source: Source
    label: str
    words: str
    figures: tuple[int, ...]
    digits: tuple[str, ...]
    line: int | None = None
    company: int = 0
    address: str = ""
    home: bool = False
    verbal: bool = False  # a date in words
