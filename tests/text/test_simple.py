"""Lines recognized by their characters are taken apart as by the long way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text import paragraph
from certgen.text.chain import Face, main_font
from certgen.text.markup import PLAIN, Marked
from certgen.text.paragraph import paragraphs
from certgen.text.simple import kinds_of
from tests.text.samples import SAMPLES

FACES = (Face("EB Garamond", 400, False, ""), Face("Great Vibes", 400, False, "tr"))
LETTERS = "aZéłșıſßﬁºªẰ 1٣.,-–’(«»)ΩЖבعकก山かア한😀☆½\u00a0\u200d\u202f\u2068\u2069\n"


def both_ways(text, face, fonts):
    marked = Marked(text, [PLAIN] * len(text))
    quick = paragraphs(marked, face, fonts, small=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph, "kinds_of", lambda *_: ["other"])
        return quick, paragraphs(marked, face, fonts, small=False)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.family)
def test_every_sample_is_taken_apart_as_by_the_long_way(face, fonts):
    for sample in SAMPLES:
        quick, slow = both_ways(sample.text, face, fonts)
        assert quick == slow, sample.name


@given(text=st.text(st.sampled_from(LETTERS), max_size=12) | st.text(max_size=8))
def test_any_text_is_taken_apart_as_by_the_long_way(text, fonts):
    for face in FACES:
        quick, slow = both_ways(text, face, fonts)
        assert quick == slow


def test_what_the_chosen_font_lacks_is_not_simple(fonts):
    garamond, vibes = FACES
    assert list(kinds_of("Zoë 1", garamond, fonts)) == ["Latin"] * 3 + ["shared"] * 2
    assert list(kinds_of("Ωב\u2068", garamond, fonts)) == ["other"] * 3
    letters = [c for c in map(chr, range(0x100, 0x250)) if "Latin" in kinds_of(c, garamond, fonts)]
    lacking = [c for c in letters if "other" in kinds_of(c, vibes, fonts)]
    assert lacking
    for letter in lacking:
        (part,) = paragraphs(Marked(letter, [PLAIN]), vibes, fonts, small=False)
        assert part.runs[0].fonts[0] != main_font(vibes, fonts)
