"""Contexts and units: of whom, when, and in what."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree, html

from auditor.model.fact import Context
from auditor.model.figure import Period
from auditor.read.contexts import closing_day, contexts_of, opening_day, units_of
from tests.instances import NAMESPACES, UNITS, instance


def contexts(inner: str) -> dict[str, Context]:
    return contexts_of(etree.fromstring(f"<xbrl{NAMESPACES}>{inner}</xbrl>"))


def one(period: str, segment: str = "") -> Context:
    entity = f'<entity><identifier scheme="urn:x"> 42 </identifier>{segment}</entity>'
    return contexts(f'<context id="c">{entity}<period>{period}</period></context>')["c"]


def test_a_duration_has_both_its_days() -> None:
    found = one("<startDate>2003-01-01</startDate><endDate>2003-09-30</endDate>")
    assert found.period == Period(date(2003, 9, 30), date(2003, 1, 1))


def test_an_instant_has_no_start() -> None:
    assert one("<instant>2003-09-30</instant>").period == Period(date(2003, 9, 30))


def test_the_entity_is_its_identifier() -> None:
    assert one("<instant>2003-09-30</instant>").entity == "42"


def test_midnight_ends_the_day_before() -> None:
    assert one("<instant>2020-01-01T00:00:00</instant>").period == Period(date(2019, 12, 31))


def test_midnight_starts_its_own_day() -> None:
    assert opening_day("2020-01-01T00:00:00") == date(2020, 1, 1)


def test_noon_is_of_its_own_day() -> None:
    assert closing_day("2020-01-01T12:00:00") == date(2020, 1, 1)


@pytest.mark.parametrize("text", ["", "2003", "2003-13-01", "0000-01-01", "0001-01-01T00:00:00", "soon"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert closing_day(text) is None


@pytest.mark.parametrize(
    "period", ["<forever/>", "<instant>2003-02-30</instant>", "<startDate>2003-02-01</startDate>", ""]
)
def test_a_context_without_readable_days_has_no_period(period: str) -> None:
    assert one(period).period is None


def test_a_period_that_ends_before_it_starts_is_none() -> None:
    assert one("<startDate>2003-12-31</startDate><endDate>2003-01-01</endDate>").period is None


def test_members_are_pairs_in_axis_order() -> None:
    members = "".join(
        f'<xbrldi:explicitMember dimension="acme:{axis}">acme:{axis}Member</xbrldi:explicitMember>' for axis in "BA"
    )
    found = one("<instant>2003-09-30</instant>", f"<segment>{members}</segment>")
    assert found.dimensions == (("acme:A", "acme:AMember"), ("acme:B", "acme:BMember"))


def test_a_typed_member_is_its_words() -> None:
    member = '<xbrldi:typedMember dimension="acme:Plant"><acme:name>North</acme:name></xbrldi:typedMember>'
    found = one("<instant>2003-09-30</instant>", f"<segment>{member}</segment>")
    assert found.dimensions == (("acme:Plant", "North"),)


def test_a_free_segment_is_no_context_of_the_whole() -> None:
    found = one("<instant>2003-09-30</instant>", "<segment><acme:division>West</acme:division></segment>")
    assert found.dimensions == (("acme:division", "West"),)


def test_the_first_of_two_contexts_of_one_name_stands() -> None:
    twice = "".join(
        f'<context id="c"><entity/><period><instant>{day}</instant></period></context>'
        for day in ("2003-01-31", "2004-01-31")
    )
    assert contexts(twice)["c"].period == Period(date(2003, 1, 31))


def test_units_are_in_the_auditors_words() -> None:
    found = units_of(etree.fromstring(instance([]).encode()))
    assert found == {"usd": "USD", "shares": "shares", "pure": "pure", "each": "USD/share"}


def test_a_page_parsed_as_html_gives_the_same() -> None:
    units = "".join(f'<xbrli:unit id="{name}">{_prefixed(text)}</xbrli:unit>' for name, text in UNITS.items())
    inner = (
        '<xbrli:context id="C"><xbrli:entity><xbrli:identifier>7</xbrli:identifier><xbrli:segment>'
        '<xbrldi:explicitMember dimension="acme:AAxis">acme:BMember</xbrldi:explicitMember></xbrli:segment>'
        "</xbrli:entity><xbrli:period><xbrli:startDate>2003-01-01</xbrli:startDate>"
        "<xbrli:endDate>2003-12-31</xbrli:endDate></xbrli:period></xbrli:context>"
    )
    page = html.fromstring(f"<html><body><ix:header>{inner}{units}</ix:header></body></html>")
    period = Period(date(2003, 12, 31), date(2003, 1, 1))
    assert contexts_of(page) == {"C": Context("C", "7", period, (("acme:AAxis", "acme:BMember"),))}
    assert units_of(page)["each"] == "USD/share"


def test_a_page_may_call_the_namespace_what_it_likes() -> None:
    inner = '<x:context id="C"><x:entity></x:entity><x:period><x:instant>2003-12-31</x:instant></x:period></x:context>'
    page = html.fromstring(f'<html xmlns:x="http://www.xbrl.org/2003/instance"><body>{inner}</body></html>')
    assert contexts_of(page)["C"].period == Period(date(2003, 12, 31))


def _prefixed(text: str) -> str:
    return text.replace("</", "</xbrli:").replace("<m", "<xbrli:m").replace("<d", "<xbrli:d").replace("<u", "<xbrli:u")
