"""Net income is not income from continuing operations with what follows it.

What it checks
--------------
That income from continuing operations, discontinued operations, extraordinary items and the cumulative effect of
accounting changes, as far as printed, add up to net income.

Why it matters
--------------
These lines appear seldom, so templates are adapted by hand, and signs are lost.

Fails
-----
Consolidated Statements of Income

| label                                               |   2003 |    2002 |
| Income from continuing operations                   |  9,259 |   8,100 |
| Discontinued operations, net of income tax          |  1,540 | (1,326) |
| Cumulative effect of change in accounting principle |  1,072 |      -- |
| Net income                                          | 11,781 |   6,774 |

Passes
------
Consolidated Statements of Income

| label                                               |    2003 |    2002 |
| Income (loss) from continuing operations            | (9,259) |   8,100 |
| Cumulative effect of change in accounting principle |   1,072 |      -- |
| Discontinued operations, net of income tax          |      -- | (1,326) |
| Net income (loss)                                   | (8,187) |   6,774 |

Stays silent
------------
when nothing is printed between the two, as in summaries that leave such items out.

Consolidated Statements of Income

| label                             |   2003 |  2002 |
| Income from continuing operations |  9,259 | 8,100 |
| Net income                        | 10,331 | 8,100 |
"""

from auditor.catalogue import Check, Eq, concepts

income_continuing, net_income = concepts("income_continuing net_income")

CHECK = Check(
    code="IS104",
    name="net-income-does-not-tie",
    equation=Eq(income_continuing, net_income),
    prior=8.0,
    optional="discontinued extraordinary cumulative_effect",
    needs_optional=True,
)
