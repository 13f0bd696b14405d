"""Every word on the screen, in one place for each language. English is complete by definition.

Where a number decides on a word, the text says both: `{count} {count:person|people}`.
"""

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
    return text.format(**{n: _counting(v) for n, v in values.items()}) if values else text


def wordings(key: str) -> tuple[str, ...]:
    """The text for `key` in every language.

    Raises:
        KeyError: a language has no such key.
    """
    return tuple(texts[key] for texts in _TEXTS.values())


class _Number(int):
    def __format__(self, spec: str) -> str:
        one, divided, many = spec.partition("|")
        if not divided:
            return super().__format__(spec)
        return one if self == 1 else many


def _counting(value: object) -> object:
    return _Number(value) if type(value) is int else value
