"""A range does not lead from a low end to a high one.

What it checks
--------------
That in "$266 - $267", in a sentence or a cell, the first amount is below the second, where the filing's other ranges
keep to that; and in "the range of $266 to $267" and "between $266 and $267", wherever they stand.

Why it matters
--------------
The ends of a range are an outlook that readers act on, and add to nothing.

Fails
-----
Outlook (in millions)

| label    |  2014 |  2013 |
| Revenues | 121.4 | 117.9 |

Revenues are expected to be in the range of $121.0 million - $123.5 million for the year. Costs are expected to be in
the range of $84.0 million - $85.5 million for the year. Earnings of
$2.85 million - $2.58 million are expected.

Passes
------
Outlook (in millions)

| label    |  2014 |  2013 |
| Revenues | 121.4 | 117.9 |

Revenues are expected to be in the range of $121.0 million - $123.5 million for the year. Costs are expected to be in
the range of $84.0 million - $85.5 million for the year. Earnings of
$2.58 million - $2.85 million are expected.

Stays silent
------------
where the filing gives the high end first.

The shares were sold at $48.00 - $33.88 a share in the first quarter and at $50.13 - $33.63 a share in the second.
"""

from auditor.catalogue import Check

CHECK = Check(code="PL106", name="range-is-reversed", severity="warning", decided_by="claims")
