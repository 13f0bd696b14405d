from __future__ import annotations

from certgen.text.chain import Face, font_chain, main_font

PLAIN = Face("Great Vibes", 400, False, "")


def names(chain, fonts):
    return [fonts.face(ref).family for ref in chain]


def test_the_chosen_font_comes_first_if_it_has_the_letters(fonts):
    chain = font_chain(PLAIN, "Latn", frozenset("Zoë"), fonts)
    assert chain[0] == main_font(PLAIN, fonts)


def test_the_font_with_the_most_letters_comes_first(fonts):
    chain = names(font_chain(PLAIN, "Grek", frozenset("Ζωή"), fonts), fonts)
    assert chain[:2] == ["Noto Serif", "Great Vibes"]


def test_a_serif_face_falls_back_to_serif_faces(fonts):
    sans = font_chain(PLAIN._replace(family="Inter"), "Arab", frozenset("مح"), fonts)
    serif = font_chain(PLAIN._replace(family="EB Garamond"), "Arab", frozenset("مح"), fonts)
    assert names(sans, fonts)[0] == "Noto Sans Arabic"
    assert names(serif, fonts)[0] == "Noto Naskh Arabic"


def test_urdu_is_set_in_nastaliq(fonts):
    chain = font_chain(PLAIN._replace(language="ur"), "Arab", frozenset("مح"), fonts)
    assert names(chain, fonts)[0] == "Noto Nastaliq Urdu"


def test_fonts_that_people_bring_help_out(box_fonts):
    chain = names(font_chain(PLAIN, "Latn", frozenset("ab"), box_fonts), box_fonts)
    assert chain[0] == "Great Vibes"
    assert "Box" in chain[1:]
    assert names(font_chain(PLAIN, "Zsye", frozenset(), box_fonts), box_fonts)[1] == "Box"


def test_emphasis_is_heavier_and_turns_italics():
    face = Face("Inter", 400, True, "")
    assert face.emphasized(bold=True, italic=True) == ("Inter", 700, False, "")
    assert face._replace(weight=700).emphasized(bold=True, italic=False).weight == 900
