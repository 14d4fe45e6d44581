"""A printed average is not the mean of its figures.

What it checks
--------------
That a row (or column) called an average which, in its other places, is the mean of the lines beside it is so in every
place.

Why it matters
--------------
Averages stand below columns that grow: a month is added and the average left as it was.

Fails
-----
Average daily volume (thousands of tons)

| label         |  2003 |  2002 |  2001 |  2000 |
| First quarter | 312.4 | 288.1 | 301.7 | 297.3 |
| Second        | 345.9 | 301.6 | 322.8 | 305.5 |
| Third         | 361.2 | 319.7 | 318.4 | 311.9 |
| Fourth        | 330.7 | 310.2 | 309.5 | 303.3 |
| Average       | 373.6 | 304.9 | 313.1 | 304.5 |

Passes
------
Average daily volume (thousands of tons)

| label         |  2003 |  2002 |  2001 |  2000 |
| First quarter | 312.4 | 288.1 | 301.7 | 297.3 |
| Second        | 345.9 | 301.6 | 322.8 | 305.5 |
| Third         | 361.2 | 319.7 | 318.4 | 311.9 |
| Fourth        | 330.7 | 310.2 | 309.5 | 303.3 |
| Average       | 337.6 | 304.9 | 313.1 | 304.5 |

Stays silent
------------
where the average is weighted by something not printed.

Average price per ton

| label         |  2003 |  2002 |
| First quarter | 12.40 | 18.10 |
| Second        | 15.90 | 11.60 |
| Third         | 11.20 | 19.70 |
| Average       | 12.61 | 17.05 |
"""

from auditor.catalogue import Check

CHECK = Check(code="RT102", name="average-differs", severity="error", decided_by="ratios")
