"""Arguments written NAME=VALUE."""

from __future__ import annotations

from collections.abc import Sequence

from certgen.errors import DataError


def pairs(texts: Sequence[str], usage: str) -> dict[str, str]:
    """The names and values of such arguments.

    Raises:
        DataError: one has no equals sign.
    """
    return dict(pair(text, usage) for text in texts)


def pair(text: str, usage: str) -> tuple[str, str]:
    """The name and the value of one. Raises as `pairs`."""
    name, sign, value = text.partition("=")
    if not sign:
        raise DataError(f"“{text}” has no equals sign.", f"Write it as {usage}.")
    return name.strip(), value.strip()
