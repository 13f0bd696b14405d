from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.elements.text.model import Fit, Outline
from certgen.errors import FontError
from tests.text.setting import EM, fitted


def lines(result):
    return [line.text for line in result.lines]


def test_what_goes_is_set_as_wished(box_fonts):
    result = fitted("abcd", box_fonts, 20, 10)
    assert (result.size, result.fits, result.shrunk) == (EM, True, False)


def test_width_decides(box_fonts):
    result = fitted("abcdefgh", box_fonts, 20, 100)
    assert result.size == pytest.approx(EM / 2)
    assert (result.fits, result.shrunk) == (True, True)


def test_height_decides_by_ink(box_fonts):
    assert fitted("abc", box_fonts, 100, 2).size == pytest.approx(EM / 2, rel=1e-3)
    assert fitted("ABC", box_fonts, 100, 3.5).size == pytest.approx(EM / 2, rel=1e-3)


def test_ink_wider_than_the_advance_counts(fonts):
    wide = fitted("f", fonts, 3, 100, font="Great Vibes", size=60)
    assert wide.lines[0].ink.width > wide.lines[0].width
    assert wide.size / 72 * 25.4 * wide.lines[0].ink.width == pytest.approx(3)


def test_below_the_smallest_size_it_is_reported(box_fonts):
    result = fitted("a" * 40, box_fonts, 20, 100, fit=Fit(min_size=EM / 5))
    assert result.size == pytest.approx(EM / 5)
    assert not result.fits
    assert result.overflow.width == pytest.approx(40 * 0.5 * 2 - 20)


def test_without_shrinking_it_is_reported(box_fonts):
    result = fitted("abcdefgh", box_fonts, 20, 100, fit=Fit(shrink=False))
    assert (result.size, result.fits) == (EM, False)
    assert result.overflow == (pytest.approx(20), 0)


def test_a_smallest_size_above_the_wished_one_does_not_enlarge(box_fonts):
    assert fitted("ab", box_fonts, fit=Fit(min_size=100), size=20).size == 20


def test_lines_are_broken_where_that_keeps_the_size(box_fonts):
    result = fitted("abcd efgh", box_fonts, 25, 100, fit=Fit(wrap=True))
    assert (result.size, lines(result)) == (EM, ["abcd", "efgh"])


def test_one_line_that_goes_stays_one(box_fonts):
    assert lines(fitted("abcd efgh", box_fonts, 50, 100, fit=Fit(wrap=True))) == ["abcd efgh"]


def test_the_fewest_lines_at_the_wished_size(box_fonts):
    result = fitted("aa bb cc dd ee ff", box_fonts, 43, 100, fit=Fit(wrap=True, max_lines=9))
    assert lines(result) == ["aa bb cc", "dd ee ff"]


def test_a_line_more_has_to_be_worth_it(box_fonts):
    """Two lines would be a little larger than one; the name stays on one."""
    text = "abcdef ghijkl"
    one = fitted(text, box_fonts, 50, 12.5)
    two = fitted(text, box_fonts, 50, 12.5, fit=Fit(wrap=True))
    assert lines(two) == [text]
    assert two.size == one.size


def test_no_more_lines_than_allowed(box_fonts):
    result = fitted(
        "a b c d e f g h", box_fonts, 6, 500, fit=Fit(wrap=True, max_lines=3, min_size=1)
    )
    assert len(result.lines) <= 3
    assert result.fits


def test_lines_are_balanced(box_fonts):
    result = fitted("aaa bb ccc dd", box_fonts, 42, 100, fit=Fit(wrap=True))
    assert lines(result) == ["aaa bb", "ccc dd"]


def test_line_ends_as_written_are_kept(box_fonts):
    assert lines(fitted("ab\ncd ef\n\ng", box_fonts)) == ["ab", "cd ef", "", "g"]
    wrapped = fitted("ab\ncd ef gh ij", box_fonts, 30, 100, fit=Fit(wrap=True))
    assert lines(wrapped) == ["ab", "cd ef", "gh ij"]


def test_a_long_word_is_broken_between_characters_at_last(box_fonts):
    fit = Fit(wrap=True, min_size=EM * 0.9, max_lines=9)
    result = fitted("aaaaaaaaaaq\u0301q\u0301", box_fonts, 31, 100, fit=fit)
    assert result.fits
    assert "".join(lines(result)) == "aaaaaaaaaaq\u0301q\u0301"
    assert all(not line.startswith("\u0301") for line in lines(result))


def test_thai_is_broken_between_syllables_at_last(fonts):
    fit = Fit(wrap=True, min_size=EM * 0.9)
    result = fitted("โรงเรียน", fonts, 25, 100, fit=fit, font="Noto Sans Thai")
    assert lines(result) == ["โรง", "เรียน"]


def test_chinese_breaks_between_characters(fonts):
    result = fitted("山田太郎山田太郎", fonts, 45, 100, fit=Fit(wrap=True), font="Certgen CJK")
    assert lines(result) == ["山田太郎", "山田太郎"]


def test_lines_do_not_touch(fonts):
    """Nastaliq rises far above its font's line; more distance is taken than was asked for."""
    text = "نستعلیق\nمحمد علی"
    result = fitted(text, fonts, 200, 200, font="Noto Nastaliq Urdu", line_height=0.6)
    first, second = result.lines
    assert result.block.pitches[0] >= first.below + second.above


def test_justified_lines_are_as_wide_as_the_box(box_fonts):
    result = fitted("aa bb cc dd ee", box_fonts, 30, 100, fit=Fit(wrap=True), align="justify")
    assert lines(result) == ["aa bb", "cc dd", "ee"]
    widths = [line.width * 10 for line in result.lines]
    assert widths == [pytest.approx(30), pytest.approx(30), pytest.approx(10)]


def test_chinese_is_justified_between_characters(fonts):
    result = fitted(
        "山田太郎山田太", fonts, 45, 100, fit=Fit(wrap=True), font="Certgen CJK", align="justify"
    )
    assert result.lines[0].width * 10 == pytest.approx(45)


def test_an_outline_takes_its_room(box_fonts):
    outline = Outline(width=72 / 25.4)
    assert fitted("abcd", box_fonts, 20, 50, outline=outline).size == pytest.approx(EM * 0.9)


def test_upper_and_title_are_set(box_fonts):
    assert lines(fitted("anna von bach", box_fonts, case="upper")) == ["ANNA VON BACH"]
    assert lines(fitted("anna von bach", box_fonts, case="title")) == ["Anna von Bach"]


def test_real_small_capitals_are_preferred(fonts):
    real = fitted("Anna", fonts, font="EB Garamond", case="small-caps")
    assert [run.scale for run in real.lines[0].runs] == [1.0]
    plain = fitted("Anna", fonts, font="EB Garamond")
    assert real.lines[0].runs[0].glyphs[1:] != plain.lines[0].runs[0].glyphs[1:]


def test_features_are_used(fonts):
    lining = fitted("1234", fonts, font="EB Garamond", features=("lnum",))
    old = fitted("1234", fonts, font="EB Garamond", features=("onum",))
    assert lining.lines[0].runs[0].glyphs != old.lines[0].runs[0].glyphs


def test_spaced_letters_have_no_ligatures(fonts):
    joined = fitted("ffi", fonts, font="EB Garamond").lines[0].runs[0].glyphs
    spaced = fitted("ffi", fonts, font="EB Garamond", letter_spacing=0.1).lines[0].runs[0].glyphs
    assert len(joined) < len(spaced) == 3


def test_an_unknown_font_is_an_error(fonts):
    with pytest.raises(FontError, match="no font “Nonesuch”"):
        fitted("a", fonts, font="Nonesuch")


@settings(deadline=None)
@given(
    st.text(alphabet="ab c\n", min_size=1, max_size=40),
    st.floats(5, 80),
    st.floats(3, 60),
    st.booleans(),
    st.sampled_from(["left", "justify"]),
)
def test_what_fits_is_inside_and_what_does_not_says_so(box_fonts, text, width, height, wrap, align):
    result = fitted(text, box_fonts, width, height, fit=Fit(wrap=wrap, min_size=4), align=align)
    em = result.size * 25.4 / 72
    inside = result.block.height * em <= height * (1 + 1e-6) and all(
        line.width * em <= width * (1 + 1e-6) for line in result.lines
    )
    assert result.fits == inside
    assert 4 <= result.size <= EM
    said = "".join(line.text for line in result.lines)
    assert said.replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_signs_stand_as_high_as_capitals_do(fonts):
    """The font's own forms for text in capitals (OpenType feature "case")."""

    def signs(case):
        (line,) = fitted("(A-B)", fonts, font="Montserrat", case=case).lines
        glyphs = line.runs[0].glyphs
        return glyphs[0], glyphs[2], glyphs[4]

    for plain, high in zip(signs("as-is"), signs("upper"), strict=True):
        assert plain != high
