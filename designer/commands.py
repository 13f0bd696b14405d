"""What keys, clicks and buttons do to the design: each is one edit with a name for undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from certgen.elements.picture.model import PictureElement
from designer import edits
from designer.companion import Act
from designer.session import edit_layout, redo, select, show_row, state, t, undo, update


def perform(acts: Iterable[Act]) -> None:
    """Does what was done in the browser, in order; what it does not know it leaves."""
    for act in acts:
        command = _COMMANDS.get(act.do)
        if command is not None:
            command(act)


def delete(ids: Iterable[str]) -> None:
    """Deletes these elements, except locked ones."""
    gone = tuple(ids)
    edit_layout(named("edit.delete", gone), lambda layout: edits.without(layout, gone))


def duplicate(ids: Iterable[str]) -> None:
    """Copies these elements; the copies are selected."""
    copied = tuple(ids)
    edit_layout(named("edit.duplicate", copied), lambda layout: edits.duplicated(layout, copied))


def nudge(dx: float, dy: float) -> None:
    """Moves the selection by millimeters; presses in a row are undone together."""
    ids = state().selected
    edit_layout(
        named("edit.move", ids),
        lambda layout: edits.moved(layout, ids, dx, dy),
        series=f"nudge {' '.join(ids)}",
    )


def write(element_id: str, content: str) -> None:
    """Sets the words of one element."""
    edit_layout(
        named("edit.write", (element_id,)),
        lambda layout: edits.with_property(layout, {element_id}, "content", content),
    )


def rename(name: str, element_id: str) -> None:
    """Gives one element another name."""
    label = named("edit.rename", (element_id,))
    edit_layout(label, lambda layout: edits.renamed(layout, element_id, name))


def step_person(by: int) -> None:
    """Shows the person so many places further in the list, going round."""
    records, shown = state().project.table.records, state().record
    if shown is not None:
        show_row(records[(records.index(shown) + by) % len(records)].row)


def named(key: str, ids: tuple[str, ...]) -> str:
    """The name of a change to these elements, for undo: "Move Name", "Move 3 fields"."""
    names = [e.name for e in state().layout.elements if e.id in ids]
    what = names[0] if len(names) == 1 else t("edit.fields", count=len(names))
    return t(key, what=what)


def _known(ids: Iterable[str]) -> tuple[str, ...]:
    there = {element.id for element in state().layout.elements if not element.hidden}
    return tuple(i for i in ids if i in there)


def _select(act: Act) -> None:
    select(*_known(act.ids))


def _write(act: Act) -> None:
    for element in state().layout.elements:
        if (element.id,) == act.ids and not isinstance(element, PictureElement):
            write(element.id, act.content)


_COMMANDS: dict[str, Callable[[Act], None]] = {
    "select": _select,
    "write": _write,
    "nudge": lambda act: nudge(act.dx, act.dy),
    "delete": lambda act: delete(state().selected),
    "duplicate": lambda act: duplicate(state().selected),
    "undo": lambda act: undo(),
    "redo": lambda act: redo(),
    "all": lambda act: select(*_known(e.id for e in state().layout.elements if not e.locked)),
    "refresh": lambda act: update(revision=state().revision + 1),
    "none": lambda act: select(),
    "next": lambda act: step_person(1),
    "previous": lambda act: step_person(-1),
}
