"""The words by which sentences and tables name one line: turns of phrase made one, words that tell nothing set aside.

A *token* is one such word. "Net sales", "revenues" and "turnover" are one token; "the", "reported", "quarter" and
"record" are none. Labels, headings and sentences all go through `tokens`, so that what is written in the one can be
found in the other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.identify.told.signs import signs

LONGEST = 400  # characters of a label or heading looked at
WORD = re.compile(r"[a-z][a-z0-9_]*(?:['\u2019]s)?|\d+[a-z]+")

_PHRASES: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:attributable|available|applicable)\s+to\s+(?!non|minority|common|preferred|holders?\b)"
        r"[a-z][\w&.,' ]{2,40}$",
        " ",
    ),
    (r"\bnon[\s-]?gaap\b|\badjusted\b", "nongaap"),
    (r"\bpro[\s-]forma\b", "proforma"),
    (r"\b(?:as\s+)?(?:originally|previously)\s+(?:reported|announced)\b", "formerly"),
    (r"\bconstant[\s-]currency\b", "constantcurrency"),
    (r"\bpre[\s-]?tax\b", "pretax"),
    (r"\bnon[\s-]([a-z]{3,})", r"non\1"),
    (r"\bresearch,?\s+(?:and\s+|&\s*)?development\b|\br\s?(?:&|and)\s?d\b", "researchdevelopment"),
    (
        r"\b(?:selling|sales|marketing),?\s+(?:(?:marketing|distribution),?\s+)?general,?\s*(?:and|&)\s*administrative\b"
        r"|\bsg\s?&\s?a\b|\bselling\s*(?:and|&)\s*administrative\b",
        "sellingadministrative",
    ),
    (r"\bg\s?&\s?a\b", "general administrative"),
    (r"\b(?:share|stock)\s?-?\s?(?:holder|owner)s?\b['\u2019]?", "holder"),
    (r"\bcash\s*(?:,|and|&)\s*(?:cash\s+)?equivalents?\b", "cashequivalents"),
    (
        r"\b(?:net\s+)?cash\s+(?:flows?\s+)?(?:\(?(?:provided|generated|used|from|absorbed|required|in)\)?[\s/(or]{0,5}){1,2}\)?"
        r"(?:\(?(?:used|in|by|for|from)\)?\s+){0,4}(?:continuing\s+)?operat(?:ing\s+activities|ions|ing)\b"
        r"|\boperating\s+cash\s+flows?\b|\bcash\s+flows?\s+from\s+operat(?:ions|ing(?:\s+activities)?)\b"
        r"|\bcash\s+from\s+operations\b|\boperations\s+(?:generated|provided|used)\s+(?:net\s+)?cash\b",
        "operatingcash",
    ),
    (r"\bfree\s+cash\s+flows?\b", "freecash"),
    (
        r"\bcapital\s+(?:expenditures?|spending|outlays?)\b|\bcapex\b"
        r"|\b(?:purchases?\s+of|additions?\s+to|expenditures\s+for|investments?\s+in)\s+(?:property|fixed\s+assets|premises)[^|;.]{0,40}",
        "capitalexpenditures",
    ),
    (r"\bexpenditures?\b|\bspending\b", "expense"),
    (
        r"\b(?:income|earnings|profit|loss)(?:\s+\(loss\))?\s+before\s+(?:provision\s+for\s+)?"
        r"(?:income\s+)?tax(?:es)?\b",
        "pretaxincome",
    ),
    (r"\bpretax\s+(?:income|earnings|profit|loss)\b", "pretaxincome"),
    (r"\bincome\s+tax(?:es)?\b|\bprovision\s+for\s+taxes\b|\btax\s+provision\b", "incometax"),
    (
        r"\b(?:net\s+)?(?:earnings|income|loss)(?:\s*\((?:loss|income)\))?\s+per\s+(?:common\s+)?share\b|\beps\b",
        "earningspershare",
    ),
    (
        r"\b(?:net\s+)?(?:earnings|income|loss)(?:\s*\((?:loss|income)\))?\s+per\s+(?:common\s+)?"
        r"(diluted|basic)\s+(?:common\s+)?share\b",
        r"earningspershare \1",
    ),
    (
        r"\b(?:operating|segment\s+operating)\s+(?:income|profit|loss|earnings)(?:\s*\((?:loss|income)\))?"
        r"|\b(?:income|profit|loss|earnings)(?:\s*\((?:loss|income)\))?\s+from\s+operations\b",
        "operatingincome",
    ),
    (r"\bnet\s+(?:income|loss|earnings|profit)(?:\s*\((?:loss|income|expense)\))?", "netincome"),
    (r"\bgross\s+(?:profit|margin)s?\b", "grossprofit"),
    (r"\bcosts?\s+of\s+(?:net\s+)?(?:sales|revenues?|goods\s+sold|products?\s+sold)\b", "costofsales"),
    (r"\bnet\s+interest\s+income\b", "netinterestincome"),
    (r"\binterest\s+and\s+other\s+income\b", "interestother"),
    (r"\b(?:net\s+)?(?:sales|revenues?)\b|\bturnover\b", "sales"),
    (r"\btrade\s+receivables\b|\baccounts\s+receivables?\b", "accountsreceivable"),
    (r"\bbad[\s-]debts?\b|\bdoubtful\s+(?:accounts?|receivables?|debts?)\b|\buncollectible\s+accounts?\b", "baddebt"),
    (
        r"\b(?:re-?)?purchased?\s+(?:approximately\s+)?(?:[\d.,]+\s+)?(?:million\s+)?(?:of\s+)?(?:treasury\s+|common\s+|our\s+|its\s+|company\s+){0,3}(?:stocks?|shares?)\b"
        r"|\b(?:re-?purchases?|buy-?backs?|acquisitions?|purchases?)\s+of\s+(?:treasury\s+|common\s+|company\s+|own\s+|outstanding\s+){0,3}(?:stocks?|shares?)\b"
        r"|\b(?:stock|share)s?\s+(?:re-?purchase[sd]?|buy-?backs?)\b|\btreasury\s+(?:stock|shares)\s+(?:purchased|acquired)\b|\brepurchas(?:ed|ing)\b",
        "sharerepurchase",
    ),
    (r"\bproceeds\s+from\s+(?:the\s+)?(?:sales?|issuance|exercise)\s+of\b", "proceeds sale of"),
    (r"\bper\s+(?:common\s+)?(?:share|ounce|ton|tonne|pound|barrel|unit)\b", " "),
)  # fmt: skip

# Words that, said of one and not of the other, make two measures of them.
QUALIFIERS = frozenset(
    [
        "nongaap",
        "proforma",
        "constantcurrency",
        "excluding",
        "before",
        "discontinued",
        "continuing",
        "organic",
        "comparable",
        "core",
        "underlying",
        "normalized",
        "deferred",
        "current",
        "noncurrent",
        "average",
        "unrealized",
        "realized",
        "discretionary",
        "cumulative",
        "accumulated",
        "incremental",
        "annualized",
        "remaining",
        "formerly",
    ]
)

SOFT = frozenset({"basic", "diluted", "fully"})  # told apart only where both are said

_SILENT = (
    # function words and pronouns
    "the a an of and in on for to from by at as or with that this these those its our their his her it we they "
    "he she who which was were is are be been being has have had will would could should may can do does did "
    "not no than then but if when while also both each all any some such same more most less least other only "
    "just even still well so very much many during through throughout until since after within into about over "
    "under above below between among against out off up down per there here what where how because due "
    "primarily mainly largely partially partly approximately around roughly nearly almost "
    # verbs of reporting and change
    "reported reports reporting recorded record records achieved posted generated totaled totaling totalled "
    "totalling amounted amounting reached reaching reflected reflects reflecting represented represents "
    "representing including includes included include resulted resulting results result compared compares "
    "comparing versus vs increased increase increases increasing decreased decrease decreases decreasing "
    "declined decline declines declining grew grow growing growth rose rise rises rising fell fall improved "
    "improve improvement improving improvements dropped drop dropping gained higher lower driven offset "
    "attributable announced today delivered doubled tripled quadrupled exceeded exceeding excess contributed "
    "produced production told said saying led continued strong solid outstanding significant significantly spent spend "
    "great best better good new respectively received completed ended ending end ends consisted consisting "
    "consists valued expected expects "
    # periods
    "quarter quarters quarterly year years yearly annual annually month months monthly week weeks weekly day "
    "days date period periods fiscal calendar first second third fourth half three six nine twelve thirteen "
    "fourteen one two four five prior previous last current currently comparable corresponding ago earlier "
    "equivalent january february march april june july august september october november december jan feb mar "
    "apr jun jul aug sept sep oct nov dec full ytd q1 q2 q3 q4 fy sequential sequentially basis "
    # neutral adjectives and nouns of accounts
    "total totals overall aggregate consolidated company companys company's gaap financial highlights figures "
    "figure amount amounts net approximate million billion thousand thousands millions billions dollar dollars "
    "cent cents percent us usd number unaudited condensed inc corp corporation co ltd plc llc group holdings "
    "common see note notes item items nm na quarter's year's point points accounted additionally share y/y yoy "
    "approx percentage report proud pleased excited thrilled happy low slight slightly modest modestly flat "
    "now without time times add plus special certain restated various similar based "
)
SILENT = frozenset(_SILENT.split()) - {"current", "comparable", "excluding"}
COMPARABLE_PERIOD = re.compile(
    r"\b(?:comparable|corresponding|current)\s+(?:\w+[\s-]){0,2}?(?:quarters?|periods?|years?|months?)\b"
)
_TURNS = [
    (re.compile(pattern), token, signs(pattern))
    for pattern, token in ((COMPARABLE_PERIOD.pattern, "period"), *_PHRASES)
]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "sses", "ches")):
        return word[:-2]
    if (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "sales", "capitalexpenditures", "cashequivalents", "costofsales"))
    ):
        return word[:-1]
    return word


@lru_cache(maxsize=8192)
def _telling(word: str) -> str:
    """A word in its singular; nothing for one that tells nothing."""
    if word in SILENT:
        return ""
    single = _singular(word.removesuffix("'s"))
    return single if len(single) > 1 and single not in SILENT else ""


def turned(text: str) -> str:
    """The text in lower case, its turns of phrase made one."""
    lowered = text.lower().replace("\u2019", "'").replace("\u00a0", " ")
    for pattern, token, known_by in _TURNS:
        for sign in known_by:
            if sign in lowered:
                lowered = pattern.sub(f" {token} ", lowered)
                break
    return lowered


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """The telling words of a text in order.

    >>> tokens("Net revenues for the third quarter"), tokens("Income (loss) from operations"), tokens("R&D expenses")
    (('sales',), ('operatingincome',), ('researchdevelopment', 'expense'))
    """
    return tuple(filter(None, map(_telling, WORD.findall(turned(text)))))
