"""Basic shares are more than the diluted ones, or differ from them in a loss.

What it checks
--------------
That the weighted average shares behind basic earnings per share are no more than those behind diluted earnings, of
which they are a part, and that in a loss, which nothing dilutes, both are the same.

Why it matters
--------------
The few digits of earnings per share betray a wrong count only when it is far off; its sister count betrays it sooner.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                           |   2003 |   2002 |   2001 |
| Net income                      | 27,460 | 21,533 | 19,774 |
| Basic weighted average shares   | 10,201 | 10,014 |  9,987 |
| Diluted weighted average shares | 10,121 | 10,155 | 10,084 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                           |   2003 |   2002 |   2001 |
| Net income                      | 27,460 | 21,533 | 19,774 |
| Basic weighted average shares   | 10,021 | 10,014 |  9,987 |
| Diluted weighted average shares | 10,121 | 10,155 | 10,084 |

Stays silent
------------
where the two rows are reckoned differently, one of them for another measure of income.

Reconciliation (in thousands)

| label                                    |   2003 |   2002 |
| Basic weighted average shares            | 10,021 | 10,014 |
| Diluted weighted average shares, non-GAAP | 9,121 | 10,155 |
"""

from auditor.catalogue import Check

CHECK = Check(code="EP103", name="basic-shares-exceed-diluted", severity="error", decided_by="share counts")
