"""An accession number differs between the places of a submission that print it.

What it checks
--------------
That the accession number is the same in the lines that open a submission and in its header, part by part.

Why it matters
--------------
By this number a filing is filed away and found again; a wrong one leads to another company's papers.

Fails
-----
Submission header

| label            | said                 |
| SEC-DOCUMENT     | 0001234567-05-001389 |
| SEC-HEADER       | 0001234567-05-001389 |
| ACCESSION NUMBER | 0001234567-05-001839 |

Passes
------
Submission header

| label            | said                 |
| SEC-DOCUMENT     | 0001234567-05-001389 |
| SEC-HEADER       | 0001234567-05-001389 |
| ACCESSION NUMBER | 0001234567-05-001389 |

Stays silent
------------
where the number is printed once.

Submission header

| label            | said                 |
| ACCESSION NUMBER | 0001234567-05-001389 |
"""

from auditor.catalogue import Check

CHECK = Check(code="HD101", name="accession-number-differs", severity="warning", decided_by="identification")
