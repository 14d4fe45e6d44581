"""The grammar of periods in words: one alternation, the most specific wording first; its groups tell the kind.

It is sought in words in lower case: that is several times as fast as a pattern that takes either case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10}
MONTHS |= {"nov": 11, "dec": 12}
COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
COUNTS |= {"eleven": 11, "twelve": 12}
WEEKS = {"twelve": 12, "thirteen": 13, "fourteen": 14, "sixteen": 16, "twenty-four": 24, "twenty-six": 26}
WEEKS |= {"twenty-seven": 27, "thirty-six": 36, "thirty-nine": 39, "forty": 40, "fifty-two": 52, "fifty-three": 53}

YEAR = r"(?:19|20)\d\d\b(?!,\d|\.\d|\s?%)"
_MONTH_NAME = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_MONTH = rf"(?:{_MONTH_NAME}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:\s*,\s*|\s+){YEAR}|\d{{1,2}}\s+{_MONTH},?\s+{YEAR})"
DAY = rf"{_MONTH}\s+\d{{1,2}}\b(?!,?\s*(?:19|20)\d\d)"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_COUNT = rf"(?:{'|'.join(COUNTS)}|\d{{1,2}})"
_WEEK_COUNT = rf"(?:{'|'.join(WEEKS)}|\d\d)"
_AND = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|-\s+and\s+)"
_APOSTROPHE = r"['\u2019]"
_LAST = (
    r"(?:last|(?:the\s+)?(?:prior|previous|preceding))\s+(?:fiscal\s+|calendar\s+)?year\b(?![\s-]*ends?\b)"
    r"|(?:the\s+)?(?:a|one)\s+year\s+(?:ago|earlier|before|previously)"
    r"|the\s+year\s+(?:before|earlier)|year[\s-]earlier\b"
)
_THIS = r"(?:this|the|the\s+current)\s+(?:fiscal\s+)?year\b(?![\s-]*ends?\b|[\s-]+(?:ago|earlier|before))"
_BEFORE = (
    rf"(?:last\s+year|(?:the\s+)?(?:prior|previous)[\s-]+(?:fiscal\s+)?year)(?:{_APOSTROPHE}s)?|(?:the\s+)?year[\s-]ago"
    rf"|this\s+year{_APOSTROPHE}s"
)
_LENGTH = (
    rf"(?:(?:the\s+)?(?:{_WEEK_COUNT}[\s-]+weeks?|{_COUNT}(?:[\s-]+months?|-(?=\s))"
    rf"|(?:{_ORDINAL}[\s-]+)?(?:fiscal\s+)?quarters?"
    r"|quarterly|(?:full\s+|fiscal\s+|calendar\s+|fiscal\s+and\s+)?years?)(?:\s+periods?)?)"
)


def _named(of: str) -> str:
    """A year behind a quarter or some months: "of fiscal 2003", "last year", "fy24". Its groups begin with ``of``."""
    return rf"""(?:(?:{_APOSTROPHE}s)?(?:
        ,?\s+(?:(?:of|in|for)\s+)?(?:the\s+)?(?:fiscal\s+|calendar\s+)?(?:years?\s+)?(?P<{of}_year>{YEAR})
      | ,?\s+(?:of\s+)?fy\s?{_APOSTROPHE}?(?P<{of}_short>\d\d\b|{YEAR})
      | ,?\s+(?:(?:of|in|for)\s+)?(?P<{of}_last>{_LAST})
        (?!{_APOSTROPHE}s|[\s-]+(?:\w+[\s-]+){{0,2}}(?:quarter|period|months))
      | \s+(?:of\s+)?(?P<{of}_this>{_THIS})
    ))?"""


PHRASE = re.compile(
    rf"""\b(?:
    (?P<span>(?:from\s+)?(?P<sp_first>{DATE})\s+(?:\([^()]{{0,60}}\)\s+)?(?:to|through)\s+(?P<sp_last>{DATE}))
  | (?P<ended>(?P<e_lengths>(?:{_COUNT}-?{_AND})?{_LENGTH}(?:{_AND}(?:for\s+the\s+)?(?:first\s+)?{_LENGTH})?)
        ,?\s+(?:ended|ending|end)\s+(?:on\s+)?(?:(?P<e_date>{DATE})|(?P<e_day>{DAY})))
  | (?P<quarter>(?:(?P<q_before>{_BEFORE})\s+
          |(?:fiscal\s+(?:year\s+)?|fy\s?)?(?P<q_year_before>{YEAR})(?:{_APOSTROPHE}s)?\s+)?
        (?:fiscal\s+)?(?P<q_ordinals>{_ORDINAL}(?:{_AND}(?:the\s+)?{_ORDINAL}){{0,3}})[\s-]+
        (?:fiscal\s+)?quarters?\b{_named("q")})
  | (?P<short>(?:(?:fiscal\s+)?(?P<h_year_before>{YEAR})\s+)?(?:q(?P<h_number>[1-4])|(?P<h_before>[1-4])q)
        (?:(?:\s?fy\s?{_APOSTROPHE}?|\s?{_APOSTROPHE}|/|-|(?<=[1-4]q))(?P<h_short>\d\d(?:\d\d)?)
          |\s+(?:of\s+)?(?:fiscal\s+)?(?:year\s+)?(?P<h_year>{YEAR})|\s+(?:of\s+)?(?P<h_last>{_LAST}))?\b)
  | (?P<months>(?:(?P<m_before>{_BEFORE})\s+|(?:fiscal\s+)?(?P<m_year_before>{YEAR})(?:{_APOSTROPHE}s)?\s+)?
        (?:first[\s-]+(?:(?P<m_count>three|six|nine)[\s-]+months?|(?P<m_half>half)
            |(?P<m_quarters>two|three)[\s-]+quarters)
          |(?P<m_second>second[\s-]+half))\b(?:\s+periods?\b)?{_named("m")})
  | (?P<bare>(?:over|in|for|during|the)\s+(?:the\s+)?(?P<b_count>three|six|nine|twelve|3|6|9|12)[\s-]+months?\b
        (?:\s+periods?\b)?{_named("b")}
        (?!\s+(?:after|before|end|ended|ending|periods?|from|to|or|prior|following|notice|and)\b))
  | (?P<same>(?:same|comparable|corresponding|equivalent|similar|like)\s+
        (?P<s_before>(?:prior|previous)[\s-](?:fiscal\s+)?year\s+|year[\s-]ago\s+)?
        (?:(?P<s_count>three|six|nine|twelve|3|6|9|12)[\s-]months?\s+|{_ORDINAL}\s+)?(?:fiscal\s+)?
        (?:(?P<s_quarter>quarter)|period|months)(?P<s_many>s?)\b
        (?:\s+(?:ended|ending)\s+(?P<s_date>{DATE})|{_named("s")}))
  | (?P<year_ago>(?:the\s+)?
        (?:year[\s-]ago|year[\s-]earlier|(?:last|prior|previous)[\s-](?:fiscal\s+)?year(?:{_APOSTROPHE}s)?)\s+
        (?:comparable\s+|corresponding\s+|same\s+)?(?:(?P<a_count>three|six|nine|twelve)[\s-]months?\s+)?
        (?:fiscal\s+)?(?:(?P<a_quarter>quarter)|period)(?P<a_many>s?)\b
        (?:\s+(?:ended|ending)\s+(?P<a_date>{DATE}))?)
  | (?P<previous>(?:immediately\s+)?(?:previous|preceding|prior|last|sequential|linked)\s+(?:fiscal\s+)?quarter\b)
  | (?P<month_quarter>(?:(?P<k_before>{_BEFORE})\s+)?(?P<k_month>{_MONTH_NAME})(?:\s+(?P<k_year_before>{YEAR}))?\s+
        (?:fiscal\s+)?quarter\b{_named("k")})
  | (?P<current>(?:the|this|our|its)\s+
        (?:fiscal\s+|current\s+|most\s+recent\s+|recent\s+|just\s+(?:ended|completed)\s+|latest\s+)?quarter\b
        (?![\s-]*(?:century|point|ends?\b|of\s+an?\b)){_named("c")})
  | (?P<at>(?P<at_how>at|as\s+of|as\s+at|on|from|to|with|than|over|since|versus|the|between)\s+
        (?:the\s+(?:close|end)\s+of\s+(?:business\s+)?(?:on\s+)?)?(?:(?P<at_date>{DATE})|(?P<at_day>{DAY})))
  | (?P<year_end>(?:(?P<n_last>prior|previous|last|preceding)\s+)?(?:(?P<n_year_before>{YEAR})\s+)?
        (?:fiscal\s+|calendar\s+)?year[\s-]?end\b
        (?!\s+(?:results?|reports?|audits?|earnings|financial|dividends?|adjust\w+|tax|bonus\w*))
        (?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<n_year>{YEAR}))?)
  | (?P<quarter_end>quarter[\s-]?end\b(?!\s+(?:results?|reports?)))
  | (?P<year>(?:(?P<y_calendar>calendar)\s+(?:years?\s+)?
          |(?:fiscal|full|entire|whole)[\s-]+(?:fiscal\s+)?(?:years?\s+)?(?:of\s+)?|years?\s+
          |(?:in|for|during|(?<!act\s)(?<!code\s)of|from|to|with|over|versus|vs\.?|than|between|both)\s+
            (?:the\s+(?=full|entire|fiscal|years?\b))?(?:full[\s-]|entire\s+)?(?:fiscal\s+)?(?:years?\s+)?
          |(?={YEAR}(?:{_APOSTROPHE}s\s|\s+(?:(?:fiscal|full)[\s-]year|net|total|revenues?|sales|earnings|income|operating|gross|results|cash
            |diluted|capital|period)\b)))
        (?P<y_year>{YEAR})(?![\s-]+(?:plan|notes?|act|program|credit|term|agreement|offering|annual|proxy|stock|equity
          |tax\s+act|senior|convertible)\b)
        |fy\s?{_APOSTROPHE}?(?P<y_short>\d\d\b|{YEAR}))
  | (?P<to_date>year[\s-]to[\s-]date\b)
  | (?P<last>{_LAST})
  | (?P<whole>(?:for|in|during|of|the|this)\s+(?:the\s+|this\s+)?
        (?:(?:full|entire|whole|fiscal|current|twelve-month)[\s-]+){{0,2}}year\b
        (?![\s-]*(?:end|ago|earlier|before|to\b|over\b|on\b))|full[\s-]year\b)
  | (?P<period>(?:the|this)\s+(?:current\s+|reporting\s+)?period(?P<p_many>s?)\b
        (?!\s+(?:from|of|ended|ending|in\s+which|beginning|between)))
  | (?P<vague>(?:next|past|last|trailing|previous|preceding|coming|prior|following)\s+(?:{_COUNT}|several|few|many)\s+
        (?:fiscal\s+)?(?:months|years|quarters|weeks)\b|(?:prior|previous|preceding|trailing)\s+(?:fiscal\s+)?
        (?:periods?|years)\b|(?:the|last|this|per|an?|each|every)\s+(?:month|week|day|decade)\b
        |(?:in|during|since|of)\s+(?:early\s+|late\s+|mid-)?{_MONTH},?\s+(?:of\s+)?{YEAR})
    )""",
    re.VERBOSE,
)

# What the grammar needs near the first word of a phrase, and the words with which phrases begin: cheap tests both.
ANCHOR = re.compile(
    r"quarter|year|month|period|half|week|\bday\b|decade|(?:19|20)\d\d|\bfy|\b[1-4]q|\bq[1-4]"
    rf"|{_MONTH}\s+\d|\d\s+{_MONTH}"
)
REACH = 50  # characters from a phrase's first word within which an anchor stands
_OPENING = frozenset(
    "from one two three four five six seven eight nine ten eleven twelve thirteen fourteen sixteen twenty "
    "thirty forty fifty first second third fourth the last prior previous preceding this quarter quarters "
    "quarterly full fiscal calendar year years over in for during same comparable corresponding equivalent "
    "similar like immediately sequential linked our its at as on to with than since versus vs between of both "
    "entire whole next past trailing coming following per a an each every "
    f"{_MONTH_NAME.strip('(?:)').replace('|', ' ')} {' '.join(MONTHS)} sept".split()
)
_WORD = re.compile(r"\w+")

LENGTHS = re.compile(
    rf"(?P<weeks>{_WEEK_COUNT})[\s-]+weeks?|(?P<quarter>quarter)|(?P<years>{_COUNT}\s+(?:fiscal\s+)?years)"
    rf"|(?P<year>\byears?)|(?P<months>{_COUNT})\b"
)
MORE = re.compile(rf"{_AND}(?:in\s+|for\s+|at\s+)?(?:fiscal\s+)?(?:(?P<date>{DATE})|(?P<day>{DAY})|(?P<year>{YEAR}))")
GLUE = re.compile(r"[\s,]*(?:\b(?:and|or|both|for|in|the|as|well|its|our|during|at|of)\b[\s,]*){0,6}")
ORDINAL_WORDS = re.compile(_ORDINAL)
LISTED = re.compile(r"\s*(?:,\s*)?(?:\b(?:and|or|as\s+well\s+as)\b|(?<=,))\s*(?:(?:for|in|during|the|at|of)\s+){0,3}")
YEARS = re.compile(YEAR)
END_OF = re.compile(r"\b(?:end|close|conclusion)(?:\s+of)?\s+(?:the\s+|our\s+|its\s+)?(?:company's\s+)?$")
BEGINNING_OF = re.compile(r"\b(?:beginning|start|outset)(?:\s+of)?\s+(?:the\s+|our\s+|its\s+)?$")
BALANCE_WORDS = re.compile(
    r"\b(?:cash|balances?|inventor|backlog|outstanding|assets|liabilit|debt|equity|receivable|payable|had\b)"
)


def matches(lowered: str) -> Iterator[re.Match[str]]:
    """Every phrase in words in lower case, in order: what ``PHRASE.finditer`` finds, several times as fast."""
    anchors = [anchor.start() for anchor in ANCHOR.finditer(lowered)]
    if not anchors:
        return
    at = end = 0
    for word in _WORD.finditer(lowered, max(0, anchors[0] - REACH)):
        start = word.start()
        if start < end:
            continue
        while at < len(anchors) and anchors[at] < start:
            at += 1
        if at == len(anchors):
            return
        if anchors[at] - start > REACH or not (word[0] in _OPENING or word[0][0] in "0123456789qf"):
            continue
        if found := PHRASE.match(lowered, start):
            end = found.end()
            yield found
