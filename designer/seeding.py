"""Widgets that show the model: what each is given, under which key, and when it is listened to.

The browser sends with everything that is done what all its widgets say. While an answer is on its
way, that is what they said before: were a widget given a new value under its old key, its old one
would count as typed, and undo what had just been done elsewhere. So the key of a widget lives only
as long as model and widget say the same. What anything else changed is shown by a new widget, and
nobody listens to the old one any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from designer.session import said, seeds

_REMEMBERED = 400


@dataclass(frozen=True, slots=True)
class Seed:
    """A widget's value and its key: a name, and how often the model has changed past it."""

    name: str
    turn: int
    value: Any

    @property
    def key(self) -> str:
        """The key for `st.session_state`; the name alone as long as that will do."""
        return f"{self.name} {self.turn}" if self.turn else self.name

    def heard(self, do: Callable[..., None]) -> Callable[..., None]:
        """The callback that gives what the widget says to `do`, before its other arguments."""

        def on_change(*arguments: Any) -> None:
            if seeds().get(self.name, self).turn == self.turn:
                do(said(self.key), *arguments)

        return on_change


def seeded(name: str, value: Any) -> Seed:
    """What the widget of this name is to be created with, its value as its default."""
    known: dict[str, Seed] = seeds()
    last = known.get(name) or Seed(name, 0, value)
    is_same = st.session_state.get(last.key, last.value) == value
    seed = Seed(name, last.turn if is_same else last.turn + 1, value)
    known.pop(name, None)
    known[name] = seed
    if len(known) > _REMEMBERED:
        known.pop(next(iter(known)))
    return seed
