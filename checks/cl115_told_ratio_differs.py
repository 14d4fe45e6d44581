"""A sentence tells another ratio than its figures give.

What it checks
--------------
That a ratio told in a sentence ("a current ratio of 4.5:1") is that of the two lines it is of.

Why it matters
--------------
Lenders read it, and no table prints it.

Fails
-----
The current ratio at the end of 2003 was 5.4:1.

Consolidated Balance Sheets (in thousands)

| label                     |   2003 |   2002 |
| Total current assets      | 90,400 | 61,200 |
| Total current liabilities | 20,100 | 24,500 |

Passes
------
The current ratio at the end of 2003 was 4.5:1.

Consolidated Balance Sheets (in thousands)

| label                     |   2003 |   2002 |
| Total current assets      | 90,400 | 61,200 |
| Total current liabilities | 20,100 | 24,500 |

Stays silent
------------
where the sentence speaks of another ratio than one of lines that are known.

The ratio of debt to capital at the end of 2003 was 5.4:1.

Consolidated Balance Sheets (in thousands)

| label                     |   2003 |   2002 |
| Total current assets      | 90,400 | 61,200 |
| Total current liabilities | 20,100 | 24,500 |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL115", name="told-ratio-differs", severity="warning", decided_by="claims")
