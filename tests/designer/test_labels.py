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


def test_values_are_filled_in():
    assert translate("en", "page.undo_what", label="Move Name") == "Undo: Move Name"
    assert translate("es", "page.undo") == "Deshacer"


def test_an_unknown_language_gets_english_and_an_unknown_key_is_a_bug():
    assert translate("xx", "page.undo") == "Undo"
    with pytest.raises(KeyError):
        translate("en", "no.such.key")


def test_every_language_has_its_own_name():
    assert set(LANGUAGES) == {"en", "es"}
