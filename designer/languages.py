"""The languages texts can be in, by their names in the language of the session."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from designer.session import state, t

# Those that have letter forms or dates of their own.
_TAGS = ("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",
         "he", "hi", "hr", "hu", "id", "it", "ja", "km", "ko", "lo", "lt", "lv", "mr", "ms",
         "my", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "ta", "te", "th",
         "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant")  # fmt: skip


def offered(*used: str) -> tuple[str, ...]:
    """The tags for a menu, in the order of their names, "" first; those in use are among them."""
    return ("", *sorted({*_TAGS, *filter(None, used)}, key=named))


def named(tag: str, unset: str = "") -> str:
    """The name of a language; `unset` is the key of what "" is called."""
    return _name(tag, state().language) if tag else t(unset) if unset else ""


@lru_cache(maxsize=512)
def _name(tag: str, shown_in: str) -> str:
    try:
        name = Locale.parse(tag, sep="-").get_display_name(shown_in) or tag
    except (ValueError, UnknownLocaleError):  # a tag that a layout file may have, and CLDR does not
        return tag
    return name[0].upper() + name[1:]
