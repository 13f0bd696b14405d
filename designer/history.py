"""Undo and redo over any frozen value. Pure; nothing is copied, so a step costs a reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT = 200


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """What a value was before (or after) a change, and what the change was called."""

    value: T
    label: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """What can be undone, oldest first, and what can be redone, next one last."""

    past: tuple[Step[T], ...] = ()
    future: tuple[Step[T], ...] = ()

    @property
    def undo_label(self) -> str:
        """The change that undo would take back; "" when there is none."""
        return self.past[-1].label if self.past else ""

    @property
    def redo_label(self) -> str:
        """The change that redo would make again; "" when there is none."""
        return self.future[-1].label if self.future else ""

    def recorded(self, before: T, label: str, *, series: str = "") -> History[T]:
        """One change more.

        Changes of one series in a row (ten presses of an arrow key) count as one. What had been
        undone cannot be redone any more.
        """
        if series and self.past and self.past[-1].series == series and not self.future:
            return self
        return History((*self.past, Step(before, label, series))[-KEPT:])

    def undone(self, now: T) -> tuple[T, History[T]]:
        """The value before the last change; `now` itself when there is nothing to undo."""
        if not self.past:
            return now, self
        *rest, last = self.past
        return last.value, History(tuple(rest), (*self.future, Step(now, last.label)))

    def redone(self, now: T) -> tuple[T, History[T]]:
        """The value after the change that was undone last; `now` itself when there is none."""
        if not self.future:
            return now, self
        *rest, last = self.future
        return last.value, History((*self.past, Step(now, last.label)), tuple(rest))
