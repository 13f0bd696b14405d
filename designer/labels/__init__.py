"""Every word on the screen, in one place for each language. English is complete by definition."""

from __future__ import annotations

from designer.labels import en, es

LANGUAGES = {"en": "English", "es": "Español"}
_TEXTS = {"en": en.TEXTS, "es": es.TEXTS}


def translate(language: str, key: str, **values: object) -> str:
    """The text for `key`, with `{name}` filled in from `values`; English where one is missing.

    Raises:
        KeyError: no language has such a key.
    """
    text = _TEXTS.get(language, en.TEXTS).get(key) or en.TEXTS[key]
    return text.format(**values) if values else text


def wordings(key: str) -> tuple[str, ...]:
    """The text for `key` in every language.

    Raises:
        KeyError: a language has no such key.
    """
    return tuple(texts[key] for texts in _TEXTS.values())
