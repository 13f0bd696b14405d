"""How the list was read, and reading it otherwise: sheet, header row, encoding, separator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from certgen.reading.options import Inspection
from designer.panels.people_source import PeopleSource
from designer.session import reporting, t

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_HEADER_ROWS = 15


def reading_choices(take: Callable[[PeopleSource], None]) -> None:
    """The choices for the list brought last; `take` gets it when it was read again."""
    source: PeopleSource | None = st.session_state.get("people source")
    if source is None:
        return
    seen = source.reading.inspection
    with st.expander(t("reading.title"), icon=":material/tune:"):
        if len(seen.sheets) > 1:
            _choice("sheet", t("reading.sheet"), list(seen.sheets), seen.used.sheet, str, take)
        _header_row(seen, take)
        if len(seen.encodings) > 1:
            _encoding(seen, take)
        if seen.kind == "text" and seen.used.delimiter:
            _choice(
                "delimiter",
                t("reading.separator"),
                list(SEPARATORS),
                seen.used.delimiter,
                lambda s: t(f"reading.{SEPARATORS[s]}"),
                take,
            )


def _header_row(seen: Inspection, take: Callable[[PeopleSource], None]) -> None:
    texts = {n: " · ".join(c for c in cells if c)[:60] for n, cells in seen.first_rows}
    rows = [0, *list(texts)[:_HEADER_ROWS]]
    _choice(
        "header_row",
        t("reading.header"),
        rows,
        seen.used.header_row,
        lambda n: t("reading.header_row", row=n, text=texts[n]) if n else t("reading.no_header"),
        take,
    )


def _encoding(seen: Inspection, take: Callable[[PeopleSource], None]) -> None:
    said = {e.codec: f"{e.label}: {e.preview}" for e in seen.encodings}
    _choice("encoding", t("reading.encoding"), list(said), seen.used.encoding, said.get, take)


def _choice(
    option: str,
    label: str,
    choices: list[Any],
    used: Any,
    in_words: Callable[[Any], Any],
    take: Callable[[PeopleSource], None],
) -> None:
    if used not in choices:
        choices = [used, *choices]
    key = f"reading {option}"
    st.session_state[key] = used
    st.selectbox(
        label,
        choices,
        format_func=lambda choice: str(in_words(choice)),
        key=key,
        on_change=_read_again,
        args=(option, key, take),
    )


def _read_again(option: str, key: str, take: Callable[[PeopleSource], None]) -> None:
    source: PeopleSource = st.session_state["people source"]
    options = replace(source.reading.inspection.used, **{option: st.session_state[key]})
    if option == "sheet":
        # Another sheet has its own header.
        options = replace(options, header_row=None)
    with reporting():
        take(source.read_again(options))
