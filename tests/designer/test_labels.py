import string

import pytest

from designer.labels import LANGUAGES, en, translate
from designer.labels import es as spanish


def _slots(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_spanish_is_complete_and_has_nothing_else():
    assert spanish.TEXTS.keys() == en.TEXTS.keys()


@pytest.mark.parametrize("key", sorted(en.TEXTS))
def test_both_languages_fill_in_the_same_values(key):
    assert _slots(spanish.TEXTS[key]) == _slots(en.TEXTS[key])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(en.TEXTS))
def test_every_text_can_be_filled_in(language, key):
    values = dict.fromkeys(_slots(en.TEXTS[key]), 2)
    assert translate(language, key, **values)


def test_values_are_filled_in():
    assert translate("en", "page.undo_what", label="Move Name") == "Undo: Move Name"
    assert translate("es", "page.undo") == "Deshacer"


@pytest.mark.parametrize(
    ("language", "key", "one", "two"),
    [
        ("en", "people.count", "1 person", "2 people"),
        (
            "en",
            "check.all_well",
            "The certificate can be made as it is.",
            "All 2 certificates can be made as they are.",
        ),
        ("es", "make.start_png", "Crear 1 imagen", "Crear 2 imágenes"),
    ],
)
def test_a_number_decides_on_the_word(language, key, one, two):
    assert (translate(language, key, count=1), translate(language, key, count=2)) == (one, two)


def test_an_unknown_language_gets_english_and_an_unknown_key_is_a_bug():
    assert translate("xx", "page.undo") == "Undo"
    with pytest.raises(KeyError):
        translate("en", "no.such.key")


def test_every_language_has_its_own_name():
    assert set(LANGUAGES) == {"en", "es"}
