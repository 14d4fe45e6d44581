"""Ways to damage a small valid file: by hypothesis, which shrinks them, and by the coverage-guided fuzzer, by chance.

A damage is plain data and each is a total function from bytes to bytes,
so that any list of them can be applied to any
file and what broke the auditor can be written down as a test.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

LONGEST = 200_000  # bytes; what grows beyond it by repeating is cut there
KINDS = ("cut", "drop", "repeat", "exchange", "flip", "insert", "renumber", "erase")

# What people, programs and attackers write in place of an amount.
NUMBERS: tuple[bytes, ...] = (
    b"0", b"-0", b"00000", b"9" * 40, b"9" * 400, b"1e999", b"1E-999", b"1e", b".", b",", b"1,2,3,4", b"1.2.3", b"(1",
    b"1)", b"((1))", b"--1", b"+-1", b"1-", b"$", b"$(", b"NaN", b"Infinity", b"-Inf", b"0x1F", b"1_000", b"1/0",
    "½".encode(), "١٢٣".encode(), "１２３".encode(), "²".encode(), "−5".encode(), b"5 000", b"31/02/2003",
    b"February 30, 2003", b"0000", b"99999", b"12%", b"%", b"n/a", b"-", "—".encode(), b"1" + b" " * 300 + b"1",
)  # fmt: skip
ANYWHERE: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1b[31m", b"\x0c", b"\x0b", b"\x85",
    b"\r",
    "\u2028".encode(), "\u202e".encode(), "\u0301".encode() * 9, "\ud7ff\U0010ffff".encode(), b"\n" * 40, b" " * 400,
    b"\t" * 40, b"A" * 3_000, b"\x1a",
)  # fmt: skip
WORDS: dict[str, tuple[bytes, ...]] = {
    "text": (
        b"=======", b"-------", b"------- -------\n", b"Total ", b"Net income", b"(in thousands)",
        b"(in millions, except",
        b"2003", b"Three months ended\n", b"December 31,", b"<PAGE>", b"<TABLE>\n", b"</TABLE>", b"<CAPTION>\n",
        b"<S>  <C>  <C>\n", b"$ ", b"( ", b" per share", b" increased from $1.5 million to $", b"....", b"|", b"\t",
        b"  (1)", b" percent", b"EUR", b"ounces", b"<DOCUMENT>\n<TYPE>", b"Exhibit 99.1", b"Form 10-Q", b"Item 2.02",
    ),
    "html": (
        b"<table>", b"</table>", b"<tr>", b"<td>", b"</td>", b"<td colspan=99999>", b"<td rowspan=0>",
        b"<td colspan=-1>",
        b"<th rowspan=65534 colspan=1000>", b"<pre>", b"</pre>", b"<br>", b"<!--", b"-->", b"<![CDATA[", b"]]>",
        b"<svg>",
        b"<script>", b"<style>.a{display:none}", b"</style>", b"<p style='display:none'>", b" hidden ", b"&#0;",
        b"&#x110000;",
        b"&nbsp;", b"&notanentity;", b"&", b"<", b">", b"'", b'"', b"<sup>(1)</sup>", b"<caption>", b"<hr>",
        b"<a name=",
        b"<font style='padding-left:9e9pt'>", b"<td style='border-top:1px solid'>", b"<ul><li>", b"<html xmlns:ix=",
        b"<ix:nonFraction name='a:b' contextRef='c' scale='99' format='ixt:num-dot-decimal'>", b"</ix:nonFraction>",
        b"<ix:header>", b"<?xml version='1.0' encoding='utf-7'?>", b"<meta charset=utf-16>", b"<base href='//x/'>",
    ),
    "xml": (
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<!--", b"<![CDATA[", b"]]>", b"xmlns:x='y'", b" xsi:nil='true'",
        b"<context id='c'>", b"</context>", b"<period>", b"<forever/>", b"<segment/>", b"contextRef=''",
        b"unitRef='x'",
        b"decimals='INF'", b"decimals='-999999999'", b"<unit id='u'/>", b"<divide/>", b"<?pi?>", b"scale='999'",
        b"sign='-'",
    ),
    "csv": (
        b'"', b'""', b'",', b",", b";", b"|", b"\t", b",,,,,,", b"\r\n", b"\r", b"\n\n", b'"\n"', b"=1+1",
        b"@SUM(A1)",
        b'"' + b"a" * 2_000, b"# ", b"sep=;\n",
    ),
    "bytes": (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PAR1", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00",
    b"\x7f\xff"),
}  # fmt: skip

_NUMBER = re.compile(rb"\d[\d.,]*")


class Damage(NamedTuple):
    """``at`` and ``to`` are places as shares of the file (0 to 1), ``size`` is in bytes,
    ``pick`` chooses what for."""

    kind: str
    at: float
    to: float
    size: int
    pick: int


def by_chance(chance: random.Random) -> Damage:
    """Some damage."""
    size = chance.choice((1, 2, 8, 40, 200, 2_000))
    return Damage(chance.choice(KINDS), chance.random(), chance.random(), size, chance.randrange(1 << 16))


def damaged(data: bytes, damages: Sequence[Damage], medium: str) -> bytes:
    """``data`` after every damage, in order; ``medium`` names the words that may be put in."""
    for damage in damages:
        data = _once(data, damage, medium)[:LONGEST]
    return data


def _once(data: bytes, damage: Damage, medium: str) -> bytes:
    kind, _, _, size, pick = damage
    at, to = int(damage.at * len(data)), int(damage.to * len(data))
    span = data[at : at + size]
    if kind == "cut":
        return data[:at]
    if kind == "drop":
        return data[:at] + data[at + size :]
    if kind == "repeat":
        return data[:at] + span * (2 + pick % 60) + data[at + size :]
    if kind == "exchange":
        low, high = sorted((at, to))
        middle, right = data[low + size : max(high, low + size)], data[max(high, low + size) :]
        return data[:low] + right[:size] + middle + data[low : low + size] + right[size:]
    if kind == "flip":
        return data[:at] + bytes((data[at] ^ (1 << pick % 8),)) + data[at + 1 :] if at < len(data) else data
    if kind == "insert":
        words = (*WORDS[medium], *ANYWHERE)
        return data[:at] + words[pick % len(words)] + data[at:]
    if kind == "renumber":
        return _renumbered(data, at, NUMBERS[pick % len(NUMBERS)])
    return data[:at] + b" " * len(span) + data[at + size :]


def _renumbered(data: bytes, at: int, number: bytes) -> bytes:
    """The first number at or behind a place replaced by another."""
    found = _NUMBER.search(data, at)
    return data[: found.start()] + number + data[found.end() :] if found else data
