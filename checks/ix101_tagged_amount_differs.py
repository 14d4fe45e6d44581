"""A printed amount and its tag differ in size.

What it checks
--------------
That a figure of an inline XBRL page, read by what the page says of its scale, is the amount that its tag states to
machines; and that a fact which the page also tags out of sight is the amount it prints. Digits cannot differ, for the
tag takes them from the page: what differs is a power of ten, by a wrong scale or format in the tag or a wrong word on
the page. Words that the tag's format does not allow, so that a machine reads nothing, are reported too.

Why it matters
--------------
Readers take the amount from the page and databases from the tag; a scale off by a thousand is seen by neither.

Fails
-----
Consolidated Statements of Income (in thousands)

| label            |    2003 |    2002 |
| Net sales        | 126,441 | 124,102 |
| Cost of sales    |  97,733 |  96,831 |
| Gross profit     |  28,708 |  27,271 |

As tagged (in thousands)

| label            |        2003 |    2002 |
| Net sales        | 126,441,000 | 124,102 |
| Cost of sales    |      97,733 |  96,831 |
| Gross profit     |      28,708 |  27,271 |

Passes
------
Consolidated Statements of Income (in thousands)

| label            |    2003 |    2002 |
| Net sales        | 126,441 | 124,102 |
| Cost of sales    |  97,733 |  96,831 |
| Gross profit     |  28,708 |  27,271 |

As tagged

| label            |        2003 |        2002 |
| Net sales        | 126,441,000 | 124,102,000 |
| Cost of sales    |  97,733,000 |  96,831,000 |
| Gross profit     |  28,708,000 |  27,271,000 |

Stays silent
------------
where most of the table differs from its tags, which says that the page was misread.

Consolidated Statements of Income

| label            |    2003 |    2002 |
| Net sales        | 126,441 | 124,102 |
| Cost of sales    |  97,733 |  96,831 |

As tagged (in thousands)

| label            |    2003 |    2002 |
| Net sales        | 126,441 | 124,102 |
| Cost of sales    |  97,733 |  96,831 |
"""

from auditor.catalogue import Check

CHECK = Check(code="IX101", name="tagged-amount-differs", severity="error", decided_by="tags")
