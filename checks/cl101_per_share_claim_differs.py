"""A sentence gives another figure per share than the statements.

What it checks
--------------
That earnings or a loss per share told in a sentence, for a period the sentence names, are those of the statement of
income for that period.

Why it matters
--------------
Readers take the sentence for the result.

Fails
-----
The company lost 1 cent per share in 2002.

Consolidated Statements of Operations (in thousands, except per share)

| label                       |     2003 |    2002 |
| Net loss                    | (17,460) | (1,533) |
| Basic loss per common share |   (0.16) |  (0.02) |

Passes
------
The company lost 2 cents per share in 2002.

Consolidated Statements of Operations (in thousands, except per share)

| label                       |     2003 |    2002 |
| Net loss                    | (17,460) | (1,533) |
| Basic loss per common share |   (0.16) |  (0.02) |

Stays silent
------------
when the sentence speaks of another measure: before a charge, excluding an item, pro forma.

Before the charge, the company earned 3 cents per share in 2002.

Consolidated Statements of Operations (in thousands, except per share)

| label                       |   2003 |   2002 |
| Basic loss per common share | (0.16) | (0.02) |
"""

from auditor.catalogue import Check

CHECK = Check(code="CL101", name="per-share-claim-differs", severity="warning", decided_by="claims")
