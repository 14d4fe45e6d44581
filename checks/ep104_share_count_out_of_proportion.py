"""A share count is out of all proportion to the counts beside it.

What it checks
--------------
That diluted shares are not more than twice the basic ones (one and a half times, where the earnings per share
contradict them), and that no count is more than three times, or less than a third, of the middle count of its row
(five times, in a row of two). A count that the income and the earnings per share of its column bear out is left
alone: splits and mergers do change the number of shares.

Why it matters
--------------
A digit typed twice or left out multiplies a count by ten, and the count stands in no sum that would show it.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                           |   2003 |    2002 |   2001 |
| Basic weighted average shares   | 10,021 |  10,014 |  9,987 |
| Diluted weighted average shares | 10,121 | 101,155 | 10,084 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                           |   2003 |   2002 |   2001 |
| Basic weighted average shares   | 10,021 | 10,014 |  9,987 |
| Diluted weighted average shares | 10,121 | 10,155 | 10,084 |

Stays silent
------------
where the earnings per share tell of a split.

Consolidated Statements of Income (in thousands, except per share)

| label                         |   2003 |   2002 |   2001 |
| Net income                    | 27,460 | 21,533 | 19,774 |
| Basic earnings per share      |   0.69 |   2.15 |   1.98 |
| Basic weighted average shares | 40,084 | 10,014 |  9,987 |
"""

from auditor.catalogue import Check

CHECK = Check(code="EP104", name="share-count-out-of-proportion", severity="error", decided_by="share counts")
