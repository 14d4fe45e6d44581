"""A filing's words made safe for where they are shown: in a log, in JSON, in XML.

What a filing prints is shown in systems that act on what they are shown. A log of CI obeys lines that begin with ``::``
or hold ``##[``, XML has no way to hold a NUL, a terminal obeys controls. Markdown is in `markup`.
"""

from __future__ import annotations

import json
import re
from typing import Any

from auditor.report.words import visible

_LOG_COMMAND = re.compile(
    r":(?=:)|#(?=#)"
)  # "::error::" of GitHub, "##[error]" of its older runners, "##vso[" of Azure
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(words: str) -> str:
    """One line that no log takes for a command.

    >>> plain("Total ::error::x ##[group]")
    'Total : :error: :x # #[group]'
    """
    return _LOG_COMMAND.sub(lambda sign: f"{sign[0]} ", visible(words))


def whole(words: str) -> str:
    """Any text as a machine may have it: all of it but lone surrogates, which no encoding can hold."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", words)


def as_json(data: Any) -> str:
    r"""JSON that may be printed anywhere: what would drive a terminal or a log is escaped, and nothing is lost.

    >>> as_json("a\u202eb ##[x]")
    '"a\\u202eb #\\u0023[x]"\n'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)  # on one line: a release's findings are many megabytes
    text = _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
    # Both signs stand in strings only. An escape that follows "\" is safe: json.dumps writes that one as "\\".
    return text.replace("##", "#\\u0023") + "\n"


def as_xml_text(words: str) -> str:
    """What XML 1.0 may hold of a text; its signs ``<``, ``>``, ``&`` are the writer's to escape."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)
