"""Plain text: decoded text becomes a `Document` whose offsets refer to it as it stands."""

from __future__ import annotations

import hashlib
import re
from itertools import accumulate

from auditor.model.document import Document
from auditor.read.cover import describe
from auditor.read.flattened import is_flattened, unflattened
from auditor.read.header import bare_particulars
from auditor.read.source import Source

_LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(source: Source) -> Document:
    """A plain text as one document; one that lost the mark-up of its tables gets its cells back."""
    form, company, period, cover = describe(source.text)
    document = Document(
        id="d1",
        path=source.path,
        media="text",
        text=source.text,
        sha256=hashlib.sha256(source.data).hexdigest(),
        line_starts=line_starts(source.text),
        form=form,
        company=company,
        period=period,
        encoding=source.encoding.removesuffix("-sig"),
        cover=cover,
        particulars=tuple(bare_particulars(source.text)),
    )
    return unflattened(document) if is_flattened(source.text) else document


def line_starts(text: str) -> tuple[int, ...]:
    r"""The offset of each line; lines end with \n, \r\n or a lone \r.

    >>> line_starts("a\r\nb\rc\n")
    (0, 3, 5, 7)
    """
    if text.count("\r") == text.count("\r\n"):  # no lone carriage return: a split is several times as fast
        lengths = map((1).__add__, map(len, text.split("\n")))
        return tuple(accumulate(lengths, initial=0))[:-1]
    return (0, *(end.end() for end in _LINE_END.finditer(text)))
