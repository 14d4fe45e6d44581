"""A row does not add across its columns.

What it checks
--------------
That a column which, in other rows, is the sum of columns beside it (segments and their total, historical and
adjustments and pro forma) is so in every row.

Why it matters
--------------
A cross-footed table locates an error twice: in its row and in its column.

Fails
-----
Sales by segment

| label    | 2003 East | 2003 West | 2003 Total |
| Products |    12,410 |     8,315 |     20,725 |
| Services |     3,204 |     2,977 |      6,181 |
| Rentals  |     1,118 |       905 |      2,203 |
| Licences |       640 |       412 |      1,052 |

Passes
------
Sales by segment

| label    | 2003 East | 2003 West | 2003 Total |
| Products |    12,410 |     8,315 |     20,725 |
| Services |     3,204 |     2,977 |      6,181 |
| Rentals  |     1,118 |       905 |      2,023 |
| Licences |       640 |       412 |      1,052 |

Stays silent
------------
where columns are periods, which do not add.

Sales

| label    |   2003 |  2002 |  2001 |
| Products | 12,410 | 8,315 | 7,725 |
| Services |  3,204 | 2,977 | 2,181 |
"""

from auditor.catalogue import Check

CHECK = Check(code="FT102", name="row-does-not-cross-foot", severity="error", decided_by="structure")
