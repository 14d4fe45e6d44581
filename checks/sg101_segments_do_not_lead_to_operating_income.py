"""Income of the segments and of the centre is not operating income.

What it checks
--------------
That the income of all segments with what is not allotted to them is the consolidated operating income.

Why it matters
--------------
What is not allotted is a line nobody owns.

Fails
-----
Segment results (in millions)

| label                          |    2003 |  2002 |
| North                          |   5,210 | 4,988 |
| South                          |   2,118 | 2,240 |
| Total segment operating income |   7,328 | 7,228 |
| Corporate expenses             | (1,106) | (984) |
| Operating income               |   6,622 | 6,244 |

Passes
------
Segment results (in millions)

| label                          |    2003 |  2002 |
| North                          |   5,210 | 4,988 |
| South                          |   2,118 | 2,240 |
| Total segment operating income |   7,328 | 7,228 |
| Corporate expenses             | (1,106) | (984) |
| Operating income               |   6,222 | 6,244 |

Stays silent
------------
where the segments are not summed up.

Segment results (in millions)

| label              |    2003 |  2002 |
| North              |   5,210 | 4,988 |
| South              |   2,118 | 2,240 |
| Corporate expenses | (1,106) | (984) |
| Operating income   |   6,222 | 6,244 |
"""

from auditor.catalogue import Check, Eq, concepts

segment_income, corporate_costs, operating_income = concepts("segment_income corporate_costs operating_income")

CHECK = Check(
    code="SG101",
    name="segments-do-not-lead-to-operating-income",
    equation=Eq(segment_income + corporate_costs, operating_income),
    prior=6.0,
)
