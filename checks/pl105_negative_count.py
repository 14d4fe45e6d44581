"""A count of shares or people is below zero.

What it checks
--------------
That numbers of shares outstanding, share counts used for per-share amounts and numbers of employees are not printed
in brackets or with a minus, where the other counts of the row are not.

Why it matters
--------------
A count stands in no sum that would show its sign to be wrong.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                         |     2003 |   2002 |  2001 |
| Basic weighted average shares | (10,021) | 10,014 | 9,987 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                         |   2003 |   2002 |  2001 |
| Basic weighted average shares | 10,021 | 10,014 | 9,987 |

Stays silent
------------
where the line tells of shares taken away.

Shares (in thousands)

| label                                      |   2003 |   2002 |   2001 |
| Less: unvested shares issued, outstanding  |   (21) |   (14) |    (9) |
"""

from auditor.catalogue import Check

CHECK = Check(code="PL105", name="negative-count", severity="error", decided_by="plausibility")
