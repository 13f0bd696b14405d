from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.elements.text.artwork import fitted_element, text_artwork
from certgen.elements.text.model import Fit, Outline, Shadow
from certgen.geometry import Rect
from tests.text.setting import EM, element


def art(text, fonts, *args, **changes):
    return text_artwork(element(*args, **changes), text, fonts, "")


def kinds(artwork):
    return [(finding.kind, finding.severity) for finding in artwork.findings]


@pytest.mark.parametrize(
    ("align", "start"), [("left", 0), ("center", 40), ("right", 80), ("justify", 0)]
)
def test_horizontal_alignment(box_fonts, align, start):
    (mark,) = art("abcd", box_fonts, align=align).marks
    assert mark.x == pytest.approx(start)


@pytest.mark.parametrize(("valign", "baseline"), [("top", 9), ("middle", 53), ("bottom", 97)])
def test_vertical_alignment_is_by_the_font_not_the_letters(box_fonts, valign, baseline):
    """Ascent 0.8 and descent 0.2 in a line height of 1.2 ems."""
    for text in ("aaa", "AAA", "a\u0301"):
        (mark,) = art(text, box_fonts, valign=valign).marks
        assert mark.y == pytest.approx(baseline, abs=1e-3)


def test_lines_are_the_line_height_apart(box_fonts):
    first, second = art("ab\ncd", box_fonts, line_height=2).marks
    assert second.y - first.y == pytest.approx(20)
    assert (first.text, second.text) == ("ab", "cd")


def test_ink_is_kept_inside_of_the_box(fonts):
    """Script type swings out of its advance; at the left edge it is moved in."""
    (mark,) = art("jf Zoë", fonts, 200, 16, font="Great Vibes", align="left", valign="top").marks
    assert Rect(0, 0, 200, 16).contains(mark.ink, 1e-6)
    fit = Fit(min_size=2)
    style = {"font": "Noto Nastaliq Urdu", "valign": "bottom"}
    (mark,) = art("ﷺ محمد", fonts, 60, 8, fit=fit, **style).marks
    assert Rect(0, 0, 60, 8).contains(mark.ink, 1e-6)


@pytest.mark.parametrize("align", ["left", "right"])
def test_the_outline_is_kept_inside_of_the_box_too(fonts, align):
    style = {"font": "Great Vibes", "align": align, "outline": Outline(width=4)}
    for text in ("Quentin fjord", "Quentin Blythe fjord, Quentin Blythe fjord"):
        (mark,) = art(text, fonts, 120, 20, **style).marks
        assert Rect(0, 0, 120, 20).contains(mark.ink, 1e-6)


def test_ink_holds_outline_and_shadow(box_fonts):
    plain = art("ab", box_fonts).marks[0].ink
    (mark,) = art("ab", box_fonts, outline=Outline(width=72 / 25.4)).marks
    assert mark.outline == pytest.approx(1)
    assert tuple(mark.ink) == pytest.approx(tuple(plain.grown(1)))
    (mark,) = art("ab", box_fonts, shadow=Shadow(dx=5, dy=-4, blur=0)).marks
    assert (mark.ink.right, mark.ink.top) == pytest.approx((plain.right + 5, plain.top - 4))


def test_opacity_and_rotation_are_the_artworks(box_fonts):
    artwork = art("ab", box_fonts, opacity=0.4, rotation=90.0)
    assert artwork.opacity == 0.4
    assert artwork.ink.height > artwork.ink.width


def test_glyphs_stand_where_the_line_has_them(box_fonts):
    (mark,) = art("a b", box_fonts).marks
    (run,) = mark.runs
    assert (run.size, run.x, run.texts) == (
        pytest.approx(10),
        pytest.approx((0, 5, 7.5)),
        ("a", " ", "b"),
    )


def test_empty_texts(box_fonts):
    assert kinds(art("", box_fonts)) == []
    assert kinds(art(" \n", box_fonts, required=True)) == [("empty-required", "warning")]
    assert art("", box_fonts, required=True).marks == ()


def test_missing_glyphs_are_an_error_with_the_characters(box_fonts):
    (finding,) = art("a\ue000b", box_fonts).findings
    assert (finding.kind, finding.severity, finding.detail) == ("missing-glyphs", "error", "\ue000")
    assert finding.element == "text"
    assert "U+E000" in finding.message


def test_a_font_that_steps_in_for_a_word_is_told(box_fonts):
    (finding,) = art("Wałęsa 7", box_fonts).findings
    assert (finding.kind, finding.severity, finding.detail) == ("other-font", "info", "ęł")
    assert kinds(art("Walesa محمد 山田", box_fonts)) == []


def test_what_does_not_fit_is_an_error(box_fonts):
    artwork = art("a" * 50, box_fonts, 20, 20, fit=Fit(min_size=EM / 2))
    assert kinds(artwork) == [("does-not-fit", "error")]
    assert "105.0 mm too wide" in artwork.findings[0].message
    assert artwork.marks, "it is drawn nevertheless"


def test_much_smaller_than_wished_is_a_warning(box_fonts):
    assert kinds(art("a" * 10, box_fonts, 30, 20)) == []
    assert kinds(art("a" * 10, box_fonts, 20, 20)) == [("shrunk-small", "warning")]
    assert kinds(art("aaaa", box_fonts, 3, 3, size=8, fit=Fit(min_size=1))) == [
        ("shrunk-small", "warning")
    ]


def test_a_text_that_is_cut_is_an_error(box_fonts):
    fit = Fit(min_size=0.5, wrap=True, max_lines=100)
    artwork = art("a b " * 2_000, box_fonts, 500, 500, fit=fit)
    assert ("text-cut", "error") in kinds(artwork)


def test_the_fit_can_be_inspected(box_fonts):
    fitted = fitted_element(element(20, 20), "abcdefgh", box_fonts, "")
    assert (fitted.size, fitted.wished) == (pytest.approx(EM / 2), EM)
    assert [line.text for line in fitted.lines] == ["abcdefgh"]


def test_the_elements_language_counts(fonts):
    by_language = {
        language: text_artwork(element(font="Certgen CJK"), "骨直", fonts, language).marks[0].runs
        for language in ("ja", "zh-Hans")
    }
    assert by_language["ja"][0].glyphs != by_language["zh-Hans"][0].glyphs


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["left", "center", "right", "justify"]),
    st.sampled_from(["top", "middle", "bottom"]),
    st.booleans(),
)
def test_any_text_that_fits_is_inside_of_its_box(fonts, text, align, valign, wrap):
    fit = Fit(wrap=wrap, min_size=0.5)
    style = {"font": "EB Garamond", "align": align, "valign": valign}
    made = element(60, 25, fit=fit, **style)
    artwork = text_artwork(made, text, fonts, "")
    if any(finding.kind == "does-not-fit" for finding in artwork.findings):
        return
    # Letters of several left-aligned lines may hang out a little, each to its own side.
    hanging = 0.0 if len(artwork.marks) == 1 else 2.0
    for mark in artwork.marks:
        assert mark.ink.empty or Rect(0, 0, 60, 25).contains(mark.ink, 1e-3 + hanging)
