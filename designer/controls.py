"""Widgets bound to a property of the selection: they show the model and write back one edit.

Each is seeded from the model on every run (see `designer.seeding`), so that undo, the canvas and
the widget agree. Its name holds the selection, so that what is being typed for one field can never
end up in another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from designer import edits
from designer.commands import named
from designer.seeding import Seed, seeded
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
    seed = _seed(path, lambda value: round(show(value), decimals))
    st.number_input(
        label,
        min_value=float(low),
        max_value=float(high),
        value=seed.value,
        step=float(step),
        format=f"%.{decimals}f",
        key=seed.key,
        placeholder=t("inspect.mixed"),
        help=help,
        on_change=seed.heard(_write),
        args=(path, state().selected, store),
    )


def slider(
    path: str, label: str, *, low: float, high: float, step: float, help: str | None = None
) -> None:
    """A slider for a share, shown in percent."""
    seed = _seed(path, lambda value: round(value * 100), mixed=int(high))
    st.slider(
        label,
        int(low),
        int(high),
        seed.value,
        step=int(step),
        key=seed.key,
        format="%d %%",
        help=help,
        on_change=seed.heard(_write),
        args=(path, state().selected, lambda percent: percent / 100),
    )


def switch(path: str, label: str, *, help: str | None = None) -> None:
    """An on-off switch."""
    seed = _seed(path, bool, mixed=False)
    st.toggle(
        label,
        seed.value,
        key=seed.key,
        help=help,
        on_change=seed.heard(_write),
        args=(path, state().selected, bool),
    )


def choice(path: str, label: str, options: Mapping[Any, str], *, visible: bool = False) -> None:
    """One of a few, as buttons in a row; `options` maps values to what stands on the button."""
    seed = _seed(path)
    st.segmented_control(
        label,
        list(options),
        default=seed.value,
        format_func=options.__getitem__,
        key=seed.key,
        label_visibility="visible" if visible else "collapsed",
        on_change=seed.heard(_write),
        args=(path, state().selected),
    )


def select(
    path: str, label: str, options: Sequence[Any], *, words: Callable[[Any], str] = str
) -> None:
    """One of many, as a menu."""
    seed = _seed(path)
    st.selectbox(
        label,
        options,
        options.index(seed.value) if seed.value in options else None,
        format_func=words,
        key=seed.key,
        placeholder=t("inspect.mixed"),
        on_change=seed.heard(_write),
        args=(path, state().selected),
    )


def text(path: str, label: str, *, height: int | None = None, help: str | None = None) -> None:
    """A line of text, or a box of so many pixels."""
    seed = _seed(path)
    write, args = seed.heard(_write), (path, state().selected)
    if height is None:
        st.text_input(label, seed.value, key=seed.key, help=help, on_change=write, args=args)
    else:
        st.text_area(
            label, seed.value, key=seed.key, height=height, help=help, on_change=write, args=args
        )


def color(path: str, label: str) -> None:
    """A color field beside its hex code, which a color dropper's result can be pasted into."""
    shown = _seed(path, str.lower, mixed="#000000")
    code_shown = _seed(path, str.lower, mixed="", part=" hex")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.color_picker(
            label,
            shown.value,
            key=shown.key,
            on_change=shown.heard(_write),
            args=(path, state().selected),
        )
        st.text_input(
            t("inspect.hex", what=label),
            code_shown.value,
            key=code_shown.key,
            placeholder=t("inspect.mixed"),
            label_visibility="collapsed",
            on_change=code_shown.heard(_write_hex),
            args=(path, state().selected),
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


def _seed(path: str, show: Change | None = None, *, mixed: Any = None, part: str = "") -> Seed:
    """The seed of the widget for a property, which shows `mixed` where the fields differ."""
    now = state()
    value = edits.shared(now.selection, path)
    if value is None:
        value = mixed
    elif show is not None:
        value = show(value)
    return seeded(f"{path} of {' '.join(now.selected)}{part}", value)


def _write(value: Any, path: str, ids: tuple[str, ...], store: Change | None = None) -> None:
    if value is not None:
        set_property(path, ids, store(value) if store is not None else value)


def _write_hex(code: str, path: str, ids: tuple[str, ...]) -> None:
    digits = code.strip().lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * d for d in digits)
    with reporting():
        set_property(path, ids, f"#{digits.lower()}")
