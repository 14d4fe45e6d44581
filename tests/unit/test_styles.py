"""What style attributes and sheets say of cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.read.styles import FARTHEST, classes_of, points, style_of


@pytest.mark.parametrize(
    "text", ["display:none", "DISPLAY: NONE ", "color:red; display:none !important", "visibility:hidden"]
)
def test_what_is_not_shown_is_hidden(text: str) -> None:
    assert style_of(text).hidden


@pytest.mark.parametrize("text", ["display:block", "display:", "visibility:visible", "overflow:hidden", "", "none"])
def test_what_is_shown_is_not_hidden(text: str) -> None:
    assert not style_of(text).hidden


@pytest.mark.parametrize(
    "text, expected",
    [("12pt", 12), ("12px", 9), ("1in", 72), ("2em", 20), ("-9pt", -9), (".5in", 36), ("12", 9), ("5%", 0),
    ("auto", 0), ("", 0)],
)  # fmt: skip
def test_lengths_are_in_points(text: str, expected: float) -> None:
    assert points(text) == expected


@given(st.text("0123456789.-+eptxin%", max_size=30) | st.integers().map(str) | st.floats().map(str))
def test_a_length_is_finite_whatever_is_written(text: str) -> None:
    assert abs(points(text)) <= FARTHEST


@given(st.text(max_size=80))
def test_any_text_is_a_style(text: str) -> None:
    style_of(text)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("padding:3pt", 3), ("padding:0 3pt", 3), ("padding:0 1pt 0 3pt", 3), ("padding:0 3pt 0", 3),
        ("padding-left:2pt;margin-left:3pt", 5), ("padding:9pt;padding-left:2pt", 2), ("padding-right:5pt", 0),
    ],
)  # fmt: skip
def test_the_left_side_of_a_box_indents(text: str, expected: float) -> None:
    assert style_of(text).indent == expected


@pytest.mark.parametrize(
    "text",
    [
        "border-bottom:1px solid black", "border-bottom:3px double #000000", "border-bottom: medium dashed",
        "border:1px solid #000", "border-bottom-style:solid;border-bottom-width:1px",
        "border-style:none none solid none",
        "border-style:none none solid", "border-width:0 0 1px 0;border-style:solid",
        "border-bottom:1.0pt solid windowtext",
        "border-bottom:10px solid black", "border-bottom: solid 0.5pt #000",
    ],
)  # fmt: skip
def test_a_border_along_the_lower_edge_is_a_rule(text: str) -> None:
    assert style_of(text).under


@pytest.mark.parametrize(
    "text",
    [
        "border-bottom:none", "border-bottom:0px solid black", "border-bottom:1px solid #ffffff",
        "border-bottom:1px solid white",
        "border-top:1px solid black", "border-style:solid none none none", "border-width:1px 0 0 0;border-style:solid",
        "border-bottom:1px", "border-bottom:solid transparent", "border-left:1px solid black", "border-bottom:hidden",
    ],
)  # fmt: skip
def test_a_border_elsewhere_or_unseen_is_no_rule_below(text: str) -> None:
    assert not style_of(text).under


@pytest.mark.parametrize("text", ["font-weight:bold", "font-weight: 700", "font:bold 10pt Times", "font-weight:bolder"])
def test_heavy_type_is_bold(text: str) -> None:
    assert style_of(text).bold


@pytest.mark.parametrize("text", ["font-weight:normal", "font-weight:400", "font-family:Times", "font:10pt Times"])
def test_common_type_is_not_bold(text: str) -> None:
    assert not style_of(text).bold


@pytest.mark.parametrize(
    "text",
    ["vertical-align:super", "vertical-align:top;font-size:6pt", "position:relative;top:-4pt",
    "vertical-align:text-top;font-size:60%"],
)  # fmt: skip
def test_small_or_lifted_type_is_raised(text: str) -> None:
    assert style_of(text).raised


@pytest.mark.parametrize(
    "text", ["vertical-align:top", "vertical-align:bottom;font-size:6pt", "position:relative;top:4pt"]
)
def test_a_cell_aligned_at_the_top_is_not_raised(text: str) -> None:
    assert not style_of(text).raised


# -- sheets -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{border-top:1px solid}", "td.a { border-top : 1px solid }", "p,.b,.a\n{border-top:1px solid;color:red}",
        "<!-- .a{border-top:1px solid} -->", "/* sums */ .a{border-top:1px solid}",
        "@media screen{.a{border-top:1px solid}}",
        ".a{border-top:none}.a{border-top:1px solid}", ".a{BORDER-TOP:1px solid}", ".b{x:y}.a{border-top:1px solid",
    ],
)  # fmt: skip
def test_a_class_has_the_declarations_of_its_rules(sheet: str) -> None:
    assert classes_of(sheet)["a"] == "border-top: 1px solid"


@pytest.mark.parametrize(
    "sheet", [".a{color:red}", "#a{border-top:1px solid}", ".a b{border-top:1px solid}", "/*.a{top:1px}*/", ""]
)
def test_a_class_of_which_nothing_is_told_is_left_out(sheet: str) -> None:
    assert "a" not in classes_of(sheet)


@given(st.text(".ab{}:;/*<!- \n", max_size=60))
def test_any_text_is_a_sheet(sheet: str) -> None:
    classes_of(sheet)
