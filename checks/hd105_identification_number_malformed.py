"""An identification number of the header or the cover page is not of the form it must have.

What it checks
--------------
That an accession number has 10, 2 and 6 digits, a central index key 10, an employer identification number 9, a file
number 3 and 5 or 6, a film number 8 or 9 that begin with the year of filing, a domestic ZIP code 5 and telephone number
10; that a date is a day, and the end of a fiscal year a month and a day.

Why it matters
--------------
A digit too few is a digit lost: in front, as sheets lose zeros, or by a slip. What is suggested agrees with the other
places that print the number, where there are any.

Fails
-----
Submission header

| label             | said       |
| CENTRAL INDEX KEY | 1001426    |
| FISCAL YEAR END   | 630        |

Passes
------
Submission header

| label             | said       |
| CENTRAL INDEX KEY | 0001001426 |
| FISCAL YEAR END   | 0630       |

Stays silent
------------
where the number is not of a form that is known here, such as a post code abroad.

Submission header

| label | said    |
| ZIP   | V6C 3E8 |
"""

from auditor.catalogue import Check

CHECK = Check(code="HD105", name="identification-number-malformed", severity="warning", decided_by="identification")
