"""Instances and their linkbases, read from files of our own."""

from __future__ import annotations

import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.document import Document
from auditor.model.fact import Fact
from auditor.model.linkbase import Line, Linkbase
from auditor.read import ReadFailure, read, read_documents
from auditor.read.linkbase import linkbase_files
from auditor.read.xbrl import exact
from tests.instances import address, calculation, instance, labels, presentation, schema, write

CASH, STOCK, ASSETS = "us-gaap:Cash", "us-gaap:InventoryNet", "us-gaap:Assets"
FACTS = [(CASH, "2003-12-31", "1204", "0"), (STOCK, "2003-12-31", "311", "0"), (ASSETS, "2003-12-31", "1515", "0")]
SUMS = calculation([(ASSETS, CASH, "1"), (ASSETS, STOCK, "1.0")])


def one_fact(folder: Path, value: str | None, decimals: str | None = "0") -> Fact:
    path = write(folder, {"acme.xml": instance([(CASH, "2003-12-31", value, decimals)])})
    return read(path).facts[0]


def linked(folder: Path, files: dict[str, str]) -> Linkbase:
    found = read(write(folder, {"acme.xml": instance(FACTS), **files})).linkbase
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "mantissa", "exponent"),
    [("26441000", 26441000, 0), ("-0.160", -160, -3), ("+7", 7, 0), ("1.5E3", 15, 2), (" 12 ", 12, 0), ("0", 0, 0)],
)
def test_a_value_is_exact(tmp_path: Path, value: str, mantissa: int, exponent: int) -> None:
    fact = one_fact(tmp_path, value)
    assert (fact.mantissa, fact.exponent) == (mantissa, exponent)


@pytest.mark.parametrize("value", ["", "1,204", "NaN", "INF", "1_000", "12 04", "1e999", "９", "9" * 200])
def test_what_is_no_number_has_no_value(tmp_path: Path, value: str) -> None:
    assert one_fact(tmp_path, value).mantissa is None


def test_nil_is_said_and_is_not_nought(tmp_path: Path) -> None:
    fact = one_fact(tmp_path, None)
    assert (fact.nil, fact.mantissa) == (True, None)


@pytest.mark.parametrize(("said", "decimals"), [("-3", -3), ("2", 2), ("INF", None), (None, None), ("many", None)])
def test_decimals_are_the_declared_place(tmp_path: Path, said: str | None, decimals: int | None) -> None:
    assert one_fact(tmp_path, "26441000", said).decimals == decimals


def test_precision_counts_significant_digits(tmp_path: Path) -> None:
    text = instance([(CASH, "2003-12-31", "26441000", None)]).replace("unitRef", 'precision="5" unitRef')
    assert read(write(tmp_path, {"acme.xml": text})).facts[0].decimals == -3


def test_a_fact_without_its_context_is_left_out(tmp_path: Path) -> None:
    text = instance(FACTS).replace('contextRef="2003-12-31"', 'contextRef="elsewhere"', 1)
    assert [fact.name for fact in read(write(tmp_path, {"acme.xml": text})).facts] == [STOCK, ASSETS]


def test_facts_know_their_line(tmp_path: Path) -> None:
    document = read(write(tmp_path, {"acme.xml": instance(FACTS)}))
    line = document.facts[0].line
    assert line is not None
    assert CASH in document.text.splitlines()[line - 1]


def test_a_published_taxonomy_has_its_own_name_under_any_prefix(tmp_path: Path) -> None:
    text = instance(FACTS).replace("us-gaap:", "gaap:").replace("xmlns:us-gaap", "xmlns:gaap")
    assert read(write(tmp_path, {"acme.xml": text})).facts[0].name == CASH


def test_the_cover_facts_describe_the_document(tmp_path: Path) -> None:
    words = {
        "DocumentType": "10-Q", "EntityRegistrantName": "Acme Ore", "DocumentPeriodEndDate": "2003-09-30",
        "CurrentFiscalYearEndDate": "--12-31",
    }  # fmt: skip
    said = "".join(f'<acme:{name} contextRef="2003-12-31">{text}</acme:{name}>' for name, text in words.items())
    document = read(write(tmp_path, {"acme.xml": instance(FACTS).replace("</xbrl>", f"{said}</xbrl>")}))
    assert (document.form, document.company, document.period) == ("10-Q", "Acme Ore", "2003-09-30")
    assert document.fiscal_year_end == (12, 31)


def test_summations_keep_items_and_weights(tmp_path: Path) -> None:
    links = calculation([(ASSETS, CASH, "1"), (ASSETS, STOCK, "-0.5")])
    (summation,) = linked(tmp_path, {"acme_cal.xml": links}).summations
    assert (summation.total, summation.items) == (ASSETS, ((CASH, Fraction(1)), (STOCK, Fraction(-1, 2))))


def test_a_prohibited_arc_is_gone(tmp_path: Path) -> None:
    forbidding = (
        '<link:calculationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item" '
        f'xlink:from="{ASSETS}" xlink:to="{STOCK}" order="2" weight="1" use="prohibited" priority="1"/>'
    )
    links = calculation([(ASSETS, CASH, "1"), (ASSETS, STOCK, "1")], extra=forbidding)
    (summation,) = linked(tmp_path, {"acme_cal.xml": links}).summations
    assert [name for name, _ in summation.items] == [CASH]


def test_a_prefix_with_an_underscore_is_kept_whole(tmp_path: Path) -> None:
    text = instance(FACTS).replace("xmlns:acme=", 'xmlns:ac_me="urn:ac" xmlns:acme=')
    links = calculation([("ac_me:All", CASH, "1")])
    found = read(write(tmp_path, {"acme.xml": text, "acme_cal.xml": links})).linkbase
    assert found is not None
    assert found.summations[0].total == "ac_me:All"


def test_a_presentation_is_read_from_the_top(tmp_path: Path) -> None:
    tree = presentation(
        [("acme:Sheet", ASSETS, "totalLabel"), ("acme:Sheet", "acme:Part", ""), ("acme:Part", CASH, "")]
    )
    (found,) = linked(tmp_path, {"acme_pre.xml": tree}).presentations
    total = "http://www.xbrl.org/2003/role/totalLabel"
    assert found.lines == (
        Line("acme:Sheet", 0), Line(ASSETS, 1, total), Line("acme:Part", 1), Line(CASH, 2),
    )  # fmt: skip


def test_a_presentation_that_turns_in_a_circle_ends(tmp_path: Path) -> None:
    tree = presentation([("acme:Top", "acme:A", ""), ("acme:A", "acme:B", ""), ("acme:B", "acme:A", "")])
    (found,) = linked(tmp_path, {"acme_pre.xml": tree}).presentations
    assert len(found.lines) == 4


def test_a_presentation_whose_branches_are_shared_does_not_unfold_without_end(tmp_path: Path) -> None:
    lines = [(f"acme:L{at}", f"acme:L{at + 1}", role) for at in range(40) for role in ("label", "terseLabel")]
    (found,) = linked(tmp_path, {"acme_pre.xml": presentation(lines)}).presentations
    assert len(found.lines) <= 100_000


def test_labels_are_kept_by_role(tmp_path: Path) -> None:
    found = linked(tmp_path, {"acme_lab.xml": labels({CASH: {"label": "Cash", "totalLabel": "Total cash"}})}).labels
    assert found[CASH] == {
        "http://www.xbrl.org/2003/role/label": "Cash",
        "http://www.xbrl.org/2003/role/totalLabel": "Total cash",
    }


def test_english_labels_come_before_others(tmp_path: Path) -> None:
    text = labels({CASH: {"label": "Kasse"}}).replace('"en-US"', '"de"')
    both = text.replace(
        "<link:labelArc",
        labels({CASH: {"label": "Cash"}}).partition("/>")[2].partition("<link:labelArc")[0] + "<link:labelArc",
    )
    found = linked(tmp_path, {"acme_lab.xml": both}).labels
    assert found[CASH]["http://www.xbrl.org/2003/role/label"] == "Cash"


def test_roles_are_defined_by_the_schema(tmp_path: Path) -> None:
    found = linked(tmp_path, {"acme.xsd": schema({"urn:r": "0001 - Statement - Balance sheet"})})
    assert found.definitions == {"urn:r": "0001 - Statement - Balance sheet"}


def test_the_set_named_by_the_schema_is_read(tmp_path: Path) -> None:
    assert linked(tmp_path, {"acme_cal.xml": SUMS, "other_cal.xml": SUMS}).files == ("acme_cal.xml",)


def test_the_only_set_of_a_folder_is_read_whatever_its_name() -> None:
    assert linkbase_files("a/acme.xml", ["acme.xsd"], ["acme.xml", "x_cal.xml"]) == ("x_cal.xml",)


def test_a_set_is_nobodys_where_two_instances_might_own_it() -> None:
    assert linkbase_files("a/acme.xml", ["acme.xsd"], ["acme.xml", "b.xml", "x_cal.xml"]) == ()


def test_a_member_of_an_archive_has_no_folder() -> None:
    assert linkbase_files("a.zip#acme.xml", ["acme.xsd"], ["acme_cal.xml"]) == ()


def test_the_linkbases_of_an_archive_are_read_with_its_instance(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "acme.zip", "w") as archive:
        archive.writestr("acme_cal.xml", SUMS)
        archive.writestr("acme.xml", instance(FACTS))
    (document,) = read_documents(tmp_path / "acme.zip")
    assert document.linkbase is not None
    assert (document.linkbase.files, document.diagnostics) == (("acme_cal.xml",), ())


def test_an_archives_linkbase_of_nobody_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "acme.zip", "w") as archive:
        archive.writestr("other_cal.xml", SUMS)
        archive.writestr("acme.xml", instance(FACTS))
        archive.writestr("more.xml", instance(FACTS))
    remarks = [remark.message for document in read_documents(tmp_path / "acme.zip") for remark in document.diagnostics]
    assert remarks == ["other_cal.xml was not read: no instance beside it refers to it"]


def test_a_broken_linkbase_costs_the_instance_nothing_but_a_remark(tmp_path: Path) -> None:
    document = read(write(tmp_path, {"acme.xml": instance(FACTS), "acme_cal.xml": SUMS[:-9]}))
    assert len(document.facts) == 3
    assert "acme_cal.xml" in document.diagnostics[0].message


def test_a_broken_instance_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadFailure, match="not well-formed XML") as refused:
        read(write(tmp_path, {"acme.xml": instance(FACTS)[:-20]}))
    assert "\n" not in str(refused.value)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("999", encoding="utf-8")
    head = f'<!DOCTYPE xbrl [<!ENTITY s SYSTEM "file://{tmp_path}/secret"><!ENTITY t "777">]>'
    for entity in ("s", "t"):
        text = instance([(CASH, "2003-12-31", f"&{entity};", "0")], head=head)
        assert read(write(tmp_path, {"acme.xml": text})).facts[0].mantissa is None


def test_a_billion_laughs_are_refused_or_not_heard(tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(9))
    head = f'<!DOCTYPE xbrl [<!ENTITY e0 "ha">{grown}]>'
    try:
        document = read(write(tmp_path, {"acme.xml": instance([(CASH, "2003-12-31", "&e9;", "0")], head=head)}))
    except ReadFailure:
        return
    assert document.facts[0].mantissa is None


def test_depth_is_bounded(tmp_path: Path) -> None:
    text = instance(FACTS).replace("</xbrl>", "<acme:d>" * 5000 + "</acme:d>" * 5000 + "</xbrl>")
    with pytest.raises(ReadFailure, match="not well-formed XML"):
        read(write(tmp_path, {"acme.xml": text}))


def test_an_address_leads_to_a_name(tmp_path: Path) -> None:
    assert address(CASH).endswith("#us-gaap_Cash")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_every_decimal_is_read_exactly(value: object) -> None:
    number = exact(f"{value:f}")
    assert number is not None
    assert number[0] * Fraction(10) ** number[1] == Fraction(str(value))


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = exact(text)
    assert number is None or isinstance(number[0], int)


def test_media_is_xbrl(tmp_path: Path) -> None:
    document: Document = read(write(tmp_path, {"acme.xml": instance(FACTS)}))
    assert document.media == "xbrl"


def test_one_arc_between_crowds_of_locators_stops_at_the_limit(tmp_path: Path) -> None:
    located = "".join(
        f'<link:loc xlink:type="locator" xlink:label="{side}" xlink:href="acme.xsd#acme_{side}{number}"/>'
        for side in "ab"
        for number in range(800)
    )
    crowd = (
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<link:calculationLink xlink:type="extended" xlink:role="r">{located}<link:calculationArc xlink:type="arc" '
        'xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item" xlink:from="a" xlink:to="b" weight="1"/>'
        "</link:calculationLink></link:linkbase>"
    )
    path = write(tmp_path, {"acme.xml": instance(FACTS), "acme_cal.xml": crowd})
    with pytest.raises(ReadFailure, match="arcs in one link") as raised:
        read(path)
    assert raised.value.failure.kind == "limit"
