"""Basic earnings per share of continuing and discontinued operations do not sum.

What it checks
--------------
That basic earnings per share from continuing operations, from discontinued operations and from events printed beside
them are the basic earnings per share. Each is rounded by itself, and their sum may be a cent off.

Why it matters
--------------
The loss per share of what was sold is typed with or without its brackets.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                                                 | 2003 | 2002 | 2001 |
| Basic earnings per share from continuing operations   | 1.21 | 1.08 | 0.97 |
| Basic earnings per share from discontinued operations | 0.34 | 0.29 | 0.41 |
| Basic earnings per share                              | 5.15 | 1.37 | 1.38 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                                                 | 2003 | 2002 | 2001 |
| Basic earnings per share from continuing operations   | 1.21 | 1.08 | 0.97 |
| Basic earnings per share from discontinued operations | 0.34 | 0.29 | 0.41 |
| Basic earnings per share                              | 1.55 | 1.37 | 1.38 |

Stays silent
------------
where nothing was discontinued.

Consolidated Statements of Income (in thousands, except per share)

| label                                               | 2003 | 2002 | 2001 |
| Basic earnings per share from continuing operations | 1.21 | 1.08 | 0.97 |
| Basic earnings per share                            | 1.55 | 1.37 | 1.38 |
"""

from auditor.catalogue import Check, Eq, concepts

eps_continuing_basic, eps_discontinued_basic, eps_basic = concepts(
    "eps_continuing_basic eps_discontinued_basic eps_basic"
)

CHECK = Check(
    code="EP111",
    name="basic-parts-per-share-do-not-sum",
    equation=Eq(eps_continuing_basic + eps_discontinued_basic, eps_basic),
    optional="eps_event_basic",
)
