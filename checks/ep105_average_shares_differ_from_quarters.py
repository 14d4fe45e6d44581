"""The weighted average shares of a period are not the mean of its quarters'.

What it checks
--------------
That the weighted average of a half-year, nine months or a year is the mean of the averages of the quarters that make
it up, where all of them are printed side by side. Quarters are not equally long, so a small difference says nothing.

Why it matters
--------------
The counts of a release are typed column by column, and earnings per share have too few digits to test them.

Fails
-----
Consolidated Statements of Income (in thousands)

| label                         | 2003-07-01 to 2003-12-31 | 2003-10-01 to 2003-12-31 | 2003-07-01 to 2003-09-30 |
| Basic weighted average shares |                   26,212 |                   26,131 |                   26,113 |

Passes
------
Consolidated Statements of Income (in thousands)

| label                         | 2003-07-01 to 2003-12-31 | 2003-10-01 to 2003-12-31 | 2003-07-01 to 2003-09-30 |
| Basic weighted average shares |                   26,122 |                   26,131 |                   26,113 |

Stays silent
------------
where one of the quarters is not printed.

Consolidated Statements of Income (in thousands)

| label                         | 2003-07-01 to 2003-12-31 | 2003-10-01 to 2003-12-31 |
| Basic weighted average shares |                   26,212 |                   26,131 |
"""

from auditor.catalogue import Check

CHECK = Check(code="EP105", name="average-shares-differ-from-quarters", severity="warning", decided_by="periods")
