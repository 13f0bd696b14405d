"""Asking for files: what was chosen is handed on once, and the box is empty again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from designer.session import reporting

Take = Callable[[str, bytes], None]


def uploader(
    name: str,
    label: str,
    kinds: Sequence[str],
    take: Take,
    *,
    megabytes: int,
    many: bool = False,
    help: str | None = None,
) -> None:
    """A box for files; `take` gets the name and the bytes of each.

    Errors the person can act on become messages. The kinds are checked again by whoever opens
    the file, since a browser only goes by its name.
    """
    key = f"{name} {st.session_state.get(_rounds(name), 0)}"
    st.file_uploader(
        label,
        kinds,
        accept_multiple_files=many,
        key=key,
        max_upload_size=megabytes,
        help=help,
        on_change=_taken,
        args=(name, key, take),
    )


def _taken(name: str, key: str, take: Take) -> None:
    given = st.session_state[key]
    for file in given if isinstance(given, list) else [given] if given else []:
        with reporting():
            take(file.name, file.getvalue())
    st.session_state[_rounds(name)] = st.session_state.get(_rounds(name), 0) + 1


def _rounds(name: str) -> str:
    return f"{name} rounds"
