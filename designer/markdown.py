"""People's own words inside of Markdown."""

from __future__ import annotations

_MEANT = "\\`*_{}[]<>()#+-.!|~:$"
_ESCAPED = str.maketrans({char: f"\\{char}" for char in _MEANT} | {"\n": " "})


def plain(text: str) -> str:
    """A text that Markdown, and what Streamlit adds to it, leave as it is."""
    return text.translate(_ESCAPED)


def code(text: str) -> str:
    """A text as code: what looks like an address becomes no link."""
    return f"`{' '.join(text.replace('`', chr(39)).split())}`"
