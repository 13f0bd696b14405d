"""Widgets bound to a property of the selection: they show the model and write back one edit.

Each is seeded from the model on every run, before it is created; only then do undo, the canvas and
the widget agree. It is given the same as its default too: a browser that gets two runs at once may
build the widget from the second, which only tells it its default. Its key holds the selection, so
that what is being typed for one field can never end up in another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from designer import edits
from designer.commands import named
from designer.session import edit_layout, reporting, say, state, t

Change = Callable[[Any], Any]


def number(
    path: str,
    label: str,
    *,
    low: float,
    high: float,
    step: float,
    decimals: int = 1,
    show: Change = float,
    store: Change = float,
    help: str | None = None,
) -> None:
    """A number box; `show` and `store` convert between the model's unit and the shown one."""
    key = _seed(path, lambda value: round(show(value), decimals))
    st.number_input(
        label,
        min_value=float(low),
        max_value=float(high),
        value=st.session_state[key],
        step=float(step),
        format=f"%.{decimals}f",
        key=key,
        placeholder=t("inspect.mixed"),
        help=help,
        on_change=_write,
        args=(path, state().selected, key, store),
    )


def slider(
    path: str, label: str, *, low: float, high: float, step: float, help: str | None = None
) -> None:
    """A slider for a share, shown in percent."""
    key = _seed(path, lambda value: round(value * 100))
    if st.session_state[key] is None:
        st.session_state[key] = int(high)
    st.slider(
        label,
        int(low),
        int(high),
        st.session_state[key],
        step=int(step),
        key=key,
        format="%d %%",
        help=help,
        on_change=_write,
        args=(path, state().selected, key, lambda percent: percent / 100),
    )


def switch(path: str, label: str, *, help: str | None = None) -> None:
    """An on-off switch."""
    key = _seed(path, bool)
    st.session_state[key] = bool(st.session_state[key])
    st.toggle(
        label,
        st.session_state[key],
        key=key,
        help=help,
        on_change=_write,
        args=(path, state().selected, key, bool),
    )


def choice(path: str, label: str, options: Mapping[Any, str], *, visible: bool = False) -> None:
    """One of a few, as buttons in a row; `options` maps values to what stands on the button."""
    key = _seed(path)
    st.segmented_control(
        label,
        list(options),
        default=st.session_state[key],
        format_func=options.__getitem__,
        key=key,
        label_visibility="visible" if visible else "collapsed",
        on_change=_write,
        args=(path, state().selected, key, lambda value: value),
    )


def select(
    path: str, label: str, options: Sequence[Any], *, words: Callable[[Any], str] = str
) -> None:
    """One of many, as a menu."""
    key = _seed(path)
    st.selectbox(
        label,
        options,
        options.index(st.session_state[key]) if st.session_state[key] in options else None,
        format_func=words,
        key=key,
        placeholder=t("inspect.mixed"),
        on_change=_write,
        args=(path, state().selected, key, lambda value: value),
    )


def text(path: str, label: str, *, height: int | None = None, help: str | None = None) -> None:
    """A line of text, or a box of so many pixels."""
    key = _seed(path, str)
    value, arguments = st.session_state[key], (path, state().selected, key, str)
    if height is None:
        st.text_input(label, value, key=key, help=help, on_change=_write, args=arguments)
    else:
        st.text_area(
            label, value, key=key, height=height, help=help, on_change=_write, args=arguments
        )


def color(path: str, label: str) -> None:
    """A color field beside its hex code, which a color dropper's result can be pasted into."""
    key = _seed(path, show=str.lower)
    value = st.session_state[key]
    st.session_state[key] = value or "#000000"
    picker, code = st.columns([0.5, 1], vertical_alignment="bottom", gap="small")
    with picker:
        st.color_picker(
            label,
            st.session_state[key],
            key=key,
            on_change=_write,
            args=(path, state().selected, key, str),
        )
    with code:
        st.session_state[f"{key} hex"] = value or ""
        st.text_input(
            t("inspect.hex", what=label),
            value or "",
            key=f"{key} hex",
            placeholder=t("inspect.mixed"),
            label_visibility="collapsed",
            on_change=_write_hex,
            args=(path, state().selected, f"{key} hex"),
        )


def set_property(path: str, ids: tuple[str, ...], value: Any) -> None:
    """Sets a property of these elements as one edit; an invalid value becomes a message."""
    try:
        edit_layout(
            named("edit.change", ids),
            lambda layout: edits.with_property(layout, ids, path, value),
            series=f"{path} {ids}" if path in _IN_SERIES else "",
        )
    except ValueError as error:
        say("warning", t("inspect.not_valid", error=error))


# Sliding and stepping through values is one thing to undo.
_IN_SERIES = {"opacity", "style.size", "style.letter_spacing", "style.line_height"}


def _seed(path: str, show: Change = lambda value: value) -> str:
    now = state()
    key = f"{path} of {' '.join(now.selected)}"
    value = edits.shared(now.selection, path)
    st.session_state[key] = None if value is None else show(value)
    return key


def _write(path: str, ids: tuple[str, ...], key: str, store: Change) -> None:
    value = st.session_state[key]
    if value is not None:
        set_property(path, ids, store(value))


def _write_hex(path: str, ids: tuple[str, ...], key: str) -> None:
    digits = st.session_state[key].strip().lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * d for d in digits)
    with reporting():
        set_property(path, ids, f"#{digits.lower()}")
