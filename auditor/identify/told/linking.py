"""Words that may stand between a change and its amounts without bringing in another measure."""

from __future__ import annotations

import re
from collections.abc import Container

_WORD = re.compile(r"[a-z][a-z0-9'\u2019-]*")
STEM = 5  # letters by which "produced" and "production" are one

_LINKING = (
    "a an the of in for to from by or and with at on as over than was were is are it its our their his this that "
    "these those which who has have had been when against up down increase increased increases increasing decrease "
    "decreased decreases decreasing decline declined declines declining growth grew grow growing grown rise rose "
    "rising risen fell fall fallen drop dropped gain improvement improved improving reduction reduced higher lower "
    "more less expansion expanded change changed jump jumped surge surged climbed advanced representing represents "
    "represented reflecting reflects reflected compared comparing compares comparison relative versus vs y yoy qoq "
    "about approximately nearly almost roughly around some just only well year years yearly quarter quarters "
    "quarterly month months monthly period periods fiscal calendar half annual annually sequential sequentially prior "
    "previous preceding last same comparable corresponding ago earlier first second third fourth one two three four "
    "five six nine twelve ended ending end during january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec q1 q2 q3 q4 fy linked basis full current "
    "reported recorded record posted new total high low million billion thousand percent per cent cents share shares "
    "diluted basic common ounce ounces oz ton tons pound pounds barrel barrels point points percentage fold bps times "
    "s respectively date to-date usd us gaap"
)
LINKING = frozenset(_LINKING.split())
# Words that name a measure in general, so they may follow "from" or "over": "over the revenues of $34.9 million".
_MEASURING = """
    sales revenue revenues income loss losses earnings profit net gross operating margin margins eps amount level figure
"""
MEASURING = frozenset(_MEASURING.split())


def words(text: str) -> list[str]:
    """The words of a text in lower case, possessive endings and hyphens at their ends left out."""
    found = (word.strip("'\u2019-") for word in _WORD.findall(text))
    return [word.removesuffix("'s").removesuffix("\u2019s") for word in found if word]


def is_linking(text: str, spoken: str = "", measures: frozenset[str] = MEASURING) -> bool:
    """Whether words bring in no measure that was not ``spoken`` of before, but those of ``measures``."""
    known = {word[:STEM] for word in words(spoken) if len(word) > 2} | measures
    return all(_links(word, known) for word in words(text))


def _links(word: str, known: Container[str]) -> bool:
    if word in LINKING or word in known or word[:STEM] in known:
        return True
    return "-" in word and all(part in LINKING for part in word.split("-"))
