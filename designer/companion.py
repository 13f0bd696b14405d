"""The canvas's companion in the browser: clicks, keys, snapping and in-place text.

What it says is only looked at here: it comes from outside, so numbers are checked and unknown ids
dropped before anything is done with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

KEY = "companion"
MAX_TEXT = 5_000


class Room(NamedTuple):
    """The room for the page in CSS pixels, and how many device pixels one of them is."""

    width: float = 0.0
    height: float = 0.0
    ratio: float = 1.0


class Act(NamedTuple):
    """Something done with mouse or keys; `number` grows from act to act."""

    number: int
    do: str
    ids: tuple[str, ...] = ()
    dx: float = 0.0
    dy: float = 0.0
    content: str = ""


def mount(data: dict[str, Any]) -> None:
    """Puts the companion beside the canvas, with what it has to know."""
    _component()(
        key=KEY,
        data=data,
        default={"room": None, "acts": None},
        on_acts_change=lambda: None,
        on_room_change=lambda: None,
    )


def acts() -> tuple[Act, ...]:
    """The latest things done, oldest first; most of them were told before."""
    said = _said("acts")
    told = [_act(item) for item in said if isinstance(item, dict)] if _is_list(said) else []
    return tuple(act for act in told if act is not None)


def room() -> Room | None:
    """How much room the page has; None before the browser has said so."""
    said = _said("room")
    if not isinstance(said, dict):
        return None
    width, height, ratio = (_number(said.get(k)) for k in ("width", "height", "ratio"))
    if width < 50 or height < 50:
        return None
    return Room(min(width, 6_000.0), min(height, 6_000.0), min(max(ratio, 1.0), 2.0))


def _act(item: dict[str, Any]) -> Act | None:
    number = item.get("number")
    ids = item.get("ids", [item["id"]] if "id" in item else [])
    if not isinstance(number, int) or not _is_list(ids):
        return None
    return Act(
        number=number,
        do=str(item.get("do", "")),
        ids=tuple(str(i) for i in ids),
        dx=_number(item.get("dx")),
        dy=_number(item.get("dy")),
        content=str(item.get("content", ""))[:MAX_TEXT],
    )


def _number(value: Any) -> float:
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return 0.0


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _said(name: str) -> Any:
    return st.session_state.get(KEY, {}).get(name)


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    # Registered once for the process; a second time would be reported as a mistake.
    js = Path(__file__).with_name("companion.js").read_text(encoding="utf-8")
    return st.components.v2.component("certgen_companion", js=js, html="<span></span>")
