from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.setting import line_of


def families(line, fonts):
    return [(fonts.face(run.font).family, "".join(run.texts)) for run in line.runs]


def test_a_line_is_measured_by_advance_and_by_ink(box_fonts):
    line = line_of("aB c", box_fonts)
    assert line.width == pytest.approx(1.75)
    assert tuple(line.ink) == pytest.approx((0.05, -0.7, 1.7, 0.0), abs=1e-4)
    assert (line.above, line.below) == (pytest.approx(0.7, abs=1e-4), 0.0)
    assert line.pens == pytest.approx((0.5, 0.5, 0.25, 0.5))


def test_a_mark_stands_over_its_letter_and_belongs_to_its_cluster(box_fonts):
    line = line_of("xq\u0301x", box_fonts)
    (run,) = line.runs
    assert run.texts == ("x", "q\u0301", "", "x")
    assert run.x == pytest.approx((0, 0.5, 1.0, 1.0), abs=1e-4)
    assert line.width == pytest.approx(1.5)
    assert line.ink.top < -0.6


def test_right_to_left_text_is_laid_out_from_the_right(box_fonts):
    line = line_of("אבג", box_fonts)
    assert line.runs[0].texts == ("ג", "ב", "א")
    assert line.text == "אבג"
    assert line.right_to_left


def test_mixed_directions_are_reordered(box_fonts):
    line = line_of("a אב 12 b", box_fonts)
    visual = "".join(text for run in line.runs for text in run.texts)
    assert visual == "a 12 בא b"


def test_letters_are_spaced_between_but_not_after(box_fonts):
    assert line_of("abc", box_fonts, spacing=0.1).width == pytest.approx(1.7)
    assert line_of("aq\u0301", box_fonts, spacing=0.1).width == pytest.approx(1.1)


def test_joined_scripts_are_not_spaced_apart(box_fonts):
    plain = line_of("محمد", box_fonts, "Noto Naskh Arabic").width
    assert line_of("محمد", box_fonts, "Noto Naskh Arabic", spacing=0.2).width == plain


def test_one_font_draws_all_of_a_script(fonts):
    """Great Vibes has a few Greek letters, as signs; a Greek name takes none of them."""
    owned = [c for c in "ΔΩμπ" if ord(c) in fonts.coverage(fonts.choose("Great Vibes"))]
    assert owned
    line = line_of("Aristotle Αριστοτέλης " + owned[0], fonts, "Great Vibes")
    assert [family for family, _ in families(line, fonts)] == ["Great Vibes", "Noto Serif"]


def test_a_letter_the_font_lacks_does_not_leave_the_word_in_two_designs(box_fonts):
    line = line_of("abß", box_fonts)
    assert families(line, box_fonts) == [("Noto Sans", "abß")]


def test_a_sign_the_font_lacks_leaves_the_word_alone(box_fonts):
    line = line_of("ab★c", box_fonts)
    assert [text for family, text in families(line, box_fonts) if family == "Box"] == ["ab", "c"]
    assert line.missing == ""


def test_a_cluster_goes_to_the_font_with_its_base_letter(box_fonts):
    """The box font has q but no dot below; the mark must not be parted from its letter."""
    line = line_of("aq\u0323a", box_fonts)
    assert families(line, box_fonts) == [("Box", "a"), ("Noto Sans", "q\u0323"), ("Box", "a")]


def test_a_character_no_font_has_is_told(box_fonts):
    line = line_of("a\ue123b\U000103a0", box_fonts)
    assert line.missing == "\ue123\U000103a0"


def test_arabic_joins_across_a_change_of_font(box_fonts):
    """The box font has an unjoined alef only; beh before it still has its joining form."""
    joined = line_of("بببا", box_fonts, "Noto Naskh Arabic")
    apart = [line_of(letter, box_fonts, "Noto Naskh Arabic").runs[0].glyphs[-1] for letter in "ب"]
    assert apart[0] not in joined.runs[0].glyphs


def test_a_language_chooses_its_letter_forms(fonts):
    shapes = {
        language: line_of("骨", fonts, "Certgen CJK", language=language).runs[0].glyphs
        for language in ("ja", "zh-Hans", "zh-Hant", "ko")
    }
    assert len(set(shapes.values())) >= 2
    assert shapes["ja"] != shapes["zh-Hans"]


def test_markup_chooses_fonts(fonts):
    line = line_of("**Ana** *Bob* c", fonts, "EB Garamond", markup=True)
    weights = [dict(run.font.variations)["wght"] for run in line.runs]
    assert weights == [700, 400, 400, 400]
    assert line.runs[2].font.key != line.runs[3].font.key
    assert line.text == "Ana Bob c"


def test_bold_that_a_font_lacks_is_imitated(box_fonts):
    (run,) = line_of("ab", box_fonts, weight=700).runs
    assert run.font.embolden > 0
    plain = line_of("ab", box_fonts)
    bold = line_of("ab", box_fonts, weight=700)
    assert bold.width == pytest.approx(plain.width + 2 * run.font.embolden, abs=1e-3)
    assert bold.ink.bottom == pytest.approx(run.font.embolden / 2, abs=1e-3)


def test_imitated_small_capitals_say_what_was_written(box_fonts):
    line = line_of("Anna", box_fonts, small=True)
    assert line.text == "Anna"
    assert [(run.scale, "".join(run.texts)) for run in line.runs] == [(1.0, "A"), (0.8, "nna")]
    assert line.width == pytest.approx(0.5 + 3 * 0.4)


def test_stretching_widens_the_gaps_between_words(box_fonts):
    from certgen.text.chain import Face
    from certgen.text.line import set_line
    from certgen.text.markup import PLAIN, Marked
    from certgen.text.paragraph import paragraphs
    from certgen.text.shape import Setting

    marked = Marked("a b c", [PLAIN] * 5)
    (paragraph,) = paragraphs(marked, Face("Box", 400, False, ""), box_fonts, small=False)
    line = set_line(paragraph, Setting(box_fonts, "", justified=True), stretch=1.0)
    assert (line.gaps, line.width) == (2, pytest.approx(4.0))
    assert line.runs[0].x == pytest.approx((0, 0.5, 1.75, 2.25, 3.5))


@given(st.text(alphabet="ab אבعم\u0301न्ी山한1(!😀\u200d\ufe0f", max_size=24))
def test_every_character_is_told_once(fonts, text):
    line = line_of(text, fonts, "Noto Sans")
    told = "".join(text for run in line.runs for text in run.texts)
    assert sorted(told) == sorted(text)
    assert line.text == text
    assert sum(line.pens) == pytest.approx(line.width)
