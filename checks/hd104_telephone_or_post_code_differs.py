"""A telephone number or ZIP code differs between the places that print it.

What it checks
--------------
That header, cover page and text give one telephone number, and one ZIP code for one street and town. Companies have
several telephones, and move: a difference is reported where a single slip of a typist explains it.

Why it matters
--------------
A reader who calls reaches somebody else; and who proof-read the cover page may have read the tables likewise.

Fails
-----
Submission header

| label          | said       |
| BUSINESS PHONE | 4085550180 |

Cover page

| label            | said           |
| Telephone number | (408) 555-0810 |

Passes
------
Submission header

| label          | said       |
| BUSINESS PHONE | 4085550180 |

Cover page

| label            | said           |
| Telephone number | (408) 555-0180 |

Stays silent
------------
where the company has another telephone.

Submission header

| label          | said       |
| BUSINESS PHONE | 4085550180 |

Cover page

| label            | said           |
| Telephone number | (650) 555-0123 |
"""

from auditor.catalogue import Check

CHECK = Check(code="HD104", name="telephone-or-post-code-differs", severity="warning", decided_by="identification")
