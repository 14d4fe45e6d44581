"""Basic earnings per share are not income over the weighted shares.

What it checks
--------------
That income to common shareholders (net income, where no preferred dividends are printed) over the basic weighted
average shares is the printed figure per share, as far as its few digits allow.

Why it matters
--------------
It is the most quoted figure of a release and the one typed most often.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                         |   2003 |   2002 |   2001 |
| Net income                    | 27,460 | 21,533 | 19,774 |
| Basic earnings per share      |   2.94 |   2.15 |   1.98 |
| Basic weighted average shares | 10,021 | 10,014 |  9,987 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                         |   2003 |   2002 |   2001 |
| Net income                    | 27,460 | 21,533 | 19,774 |
| Basic earnings per share      |   2.74 |   2.15 |   1.98 |
| Basic weighted average shares | 10,021 | 10,014 |  9,987 |

Stays silent
------------
when preferred dividends are printed without the income that is left to common shareholders.

Consolidated Statements of Income (in thousands, except per share)

| label                         |   2003 |   2002 |
| Net income                    | 27,460 | 21,533 |
| Preferred dividends           |    651 |    560 |
| Basic earnings per share      |   2.68 |   2.09 |
| Basic weighted average shares | 10,021 | 10,014 |
"""

from auditor.catalogue import Check, Ratio, concepts

income_to_common, shares_basic, eps_basic = concepts("income_to_common shares_basic eps_basic")

# No prior: undeclared preferred dividends and participating shares interfere, so only the periods that hold can
# vouch for the relation. Nor more than a warning: the filing need not print everything the quotient rests on. The
# figure of a half-year or a year is often the sum of its quarters', each rounded: hence the slack of one cent.
CHECK = Check(
    code="EP101",
    name="basic-earnings-per-share-differ",
    equation=Ratio(total=eps_basic, over=income_to_common, under=shares_basic),
    severity="warning",
    prior=0.0,
    instead={"income_to_common": "net_income_parent net_income"},
    slack=1,
    instead_unless="preferred_dividends",
)
