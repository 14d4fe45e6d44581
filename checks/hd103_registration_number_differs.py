"""A company's registration number differs between the header and the cover page.

What it checks
--------------
That the employer identification number and the commission's file number on the cover page are those of the header;
and, where a company files for itself, that its central index key stands in front of the accession number. A cover
leaves zeros in front away (0-27026 for 000-27026). A difference is reported where a single slip explains it.

Why it matters
--------------
The number says which company the figures are of.

Fails
-----
Submission header

| label           | said      |
| IRS NUMBER      | 770254612 |
| SEC FILE NUMBER | 000-27026 |

Cover page

| label                          | said       |
| Employer identification number | 77-0254621 |
| Commission file number         | 0-27026    |

Passes
------
Submission header

| label           | said      |
| IRS NUMBER      | 770254621 |
| SEC FILE NUMBER | 000-27026 |

Cover page

| label                          | said       |
| Employer identification number | 77-0254621 |
| Commission file number         | 0-27026    |

Stays silent
------------
where the two are far apart: the numbers of two companies that file together.

Submission header

| label      | said      |
| IRS NUMBER | 134567890 |

Cover page

| label                          | said       |
| Employer identification number | 77-0254621 |
"""

from auditor.catalogue import Check

CHECK = Check(code="HD103", name="registration-number-differs", severity="warning", decided_by="identification")
