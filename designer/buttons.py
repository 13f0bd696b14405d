"""Buttons that show a symbol and say a sentence: as a tip, and to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

# The style sheet hides the words of buttons whose key begins so; their symbol is enough to see.
_PREFIX = "icon "


def icon_button(
    key: str,
    icon: str,
    label: str,
    do: Callable[..., None],
    args: Sequence[Any] = (),
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    pressed: bool = False,
) -> None:
    """A button with a Material symbol; its key in the session is `icon <key>`."""
    st.button(
        label,
        key=_PREFIX + key,
        icon=f":material/{icon}:",
        help=label,
        type="primary" if pressed else "tertiary",
        disabled=disabled,
        on_click=do,
        args=tuple(args),
        kwargs=dict(kwargs or {}),
    )


def icon_menu(key: str, icon: str, label: str) -> PopoverContainer:
    """A popover behind a symbol; it knows whether it is `.open`."""
    return st.popover(
        label,
        key=_PREFIX + key,
        icon=f":material/{icon}:",
        help=label,
        type="tertiary",
        on_change="rerun",
    )
