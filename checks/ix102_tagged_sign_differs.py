"""A printed amount and its tag differ in sign.

What it checks
--------------
That the figures of one line stand to their tags in one way. A tag's sign follows its concept and brackets follow the
page, so the two may well be opposite; but then they are so in every column of the line, and wherever a line of that
name and concept is printed again.

Why it matters
--------------
A pair of brackets lost on the page, or a sign forgotten in one column's tag, turns a loss into a profit for one half
of the readers.

Fails
-----
Consolidated Statements of Income (in thousands)

| label                 |    2003 |    2002 |    2001 |
| Operating income      |  26,708 |  27,271 |  25,118 |
| Interest, net         |   1,204 | (1,333) |   (987) |
| Income before taxes   |  25,504 |  25,938 |  24,131 |

As tagged (in thousands)

| label                 |    2003 |    2002 |    2001 |
| Interest, net         | (1,204) | (1,333) |   (987) |

Passes
------
Consolidated Statements of Income (in thousands)

| label                 |    2003 |    2002 |    2001 |
| Operating income      |  26,708 |  27,271 |  25,118 |
| Interest, net         | (1,204) | (1,333) |   (987) |
| Income before taxes   |  25,504 |  25,938 |  24,131 |

As tagged (in thousands)

| label                 |    2003 |    2002 |    2001 |
| Interest, net         | (1,204) | (1,333) |   (987) |

Stays silent
------------
where the whole line prints the opposite of the tag's sign, as an expense in brackets does.

Consolidated Statements of Income (in thousands)

| label                 |    2003 |    2002 |    2001 |
| Operating income      |  26,708 |  27,271 |  25,118 |
| Interest expense      | (1,204) | (1,333) |   (987) |
| Income before taxes   |  25,504 |  25,938 |  24,131 |

As tagged (in thousands)

| label                 |    2003 |    2002 |    2001 |
| Interest expense      |   1,204 |   1,333 |     987 |
"""

from auditor.catalogue import Check

CHECK = Check(code="IX102", name="tagged-sign-differs", severity="error", decided_by="tags")
