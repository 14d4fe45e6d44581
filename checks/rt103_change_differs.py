"""A printed change is not the change between its two figures.

What it checks
--------------
That a column (or row) which, in its other places, is the relative change from one figure to another is so in every
place, with every figure taken as the interval its last place allows.

Why it matters
--------------
Changes are computed in one place and typed in another; they are what readers remember of a release.

Fails
-----
Net sales by region (dollars in millions)

| label         |  2003 |  2002 | Change |
| Americas      | 3,527 | 3,468 |     2% |
| Europe        | 1,317 | 1,195 |    10% |
| Japan         |   858 |   731 |    71% |
| Asia          |   306 |   293 |     4% |
| Pacific       |   612 |   472 |    30% |
| Other         |   844 |   512 |    65% |
| Retail        | 2,021 | 1,655 |    22% |

Passes
------
Net sales by region (dollars in millions)

| label         |  2003 |  2002 | Change |
| Americas      | 3,527 | 3,468 |     2% |
| Europe        | 1,317 | 1,195 |    10% |
| Japan         |   858 |   731 |    17% |
| Asia          |   306 |   293 |     4% |
| Pacific       |   612 |   472 |    30% |
| Other         |   844 |   512 |    65% |
| Retail        | 2,021 | 1,655 |    22% |

Stays silent
------------
where the change is left open, or the base is a loss.

Results by region (dollars in millions)

| label         |  2003 |  2002 | Change |
| Americas      |   527 |   468 |    13% |
| Europe        |   117 | (195) |     NM |
| Japan         |    58 |    -- |     NM |
"""

from auditor.catalogue import Check

CHECK = Check(code="RT103", name="change-differs", severity="error", decided_by="ratios")
