"""A balance at the beginning of a year is not the one at the end of the year before.

What it checks
--------------
That, in a schedule with a year in each column (an allowance, plan assets, options), the opening balance of one year is
the closing balance of the year before.

Why it matters
--------------
The two stand a column and some lines apart, and are typed separately.

Fails
-----
Allowance for Doubtful Accounts

| label                        |  2003 |  2002 |  2001 |
| Balance at beginning of year | 4,281 | 3,970 | 3,655 |
| Charged to expense           |   912 | 1,104 |   870 |
| Written off                  | (640) | (775) | (555) |
| Balance at end of year       | 4,553 | 4,299 | 3,970 |

Passes
------
Allowance for Doubtful Accounts

| label                        |  2003 |  2002 |  2001 |
| Balance at beginning of year | 4,299 | 3,970 | 3,655 |
| Charged to expense           |   912 | 1,104 |   870 |
| Written off                  | (640) | (775) | (555) |
| Balance at end of year       | 4,571 | 4,299 | 3,970 |

Stays silent
------------
where the periods do not follow on one another.

Allowance for Doubtful Accounts

| label                        |  2003 |  2001 |
| Balance at beginning of year | 4,281 | 3,655 |
| Charged to expense           |   912 |   870 |
| Written off                  | (640) | (555) |
| Balance at end of year       | 4,553 | 3,970 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RF102", name="opening-differs-from-prior-closing", severity="error", decided_by="ties")
