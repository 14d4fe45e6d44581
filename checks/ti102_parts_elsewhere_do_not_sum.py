"""Lines of another table do not sum to the figure they make up.

What it checks
--------------
That a figure which, in other periods, is the sum of lines of another table (the mines of a company, two kinds of
depreciation) is so in every period.

Why it matters
--------------
Such sums cross the page, where nobody foots them.

Fails
-----
Production

| label                   |      2003 |    2002 |    2001 |
| North mine              |           |         |         |
| Silver produced, ounces | 1,046,154 | 827,201 | 790,118 |
| South mine              |           |         |         |
| Silver produced, ounces | 1,103,809 | 822,757 | 640,902 |

Summary

| label                           |      2003 |      2002 |      2001 |
| Silver produced, ounces, in all | 2,194,963 | 1,649,958 | 1,431,020 |

Passes
------
Production

| label                   |      2003 |    2002 |    2001 |
| North mine              |           |         |         |
| Silver produced, ounces | 1,046,154 | 827,201 | 790,118 |
| South mine              |           |         |         |
| Silver produced, ounces | 1,103,809 | 822,757 | 640,902 |

Summary

| label                           |      2003 |      2002 |      2001 |
| Silver produced, ounces, in all | 2,149,963 | 1,649,958 | 1,431,020 |

Stays silent
------------
where one producer is not listed: no period then adds up, and nothing vouches for the relation.

Production

| label                 |   2003 |   2002 |
| North mine            |        |        |
| Gold produced, ounces |  7,401 |  7,333 |
| South mine            |        |        |
| Gold produced, ounces | 11,988 | 10,112 |

Summary

| label                         |   2003 |   2002 |
| Gold produced, ounces, in all | 47,176 | 65,301 |
"""

from auditor.catalogue import Check

CHECK = Check(code="TI102", name="parts-elsewhere-do-not-sum", severity="error", decided_by="ties")
