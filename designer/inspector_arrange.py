"""Where fields are: numbers in millimeters, and buttons that line them up."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from certgen.layout import Element, Layout
from designer import controls, edits
from designer.align import aligned, centered_on_page, distributed, same_size
from designer.buttons import icon_button
from designer.commands import named
from designer.seeding import seeded
from designer.session import edit_layout, state, t

_Edit = Callable[[Layout, tuple[str, ...]], Layout]

_PLACES = (("box.x", "x"), ("box.y", "y"), ("box.width", "width"), ("box.height", "height"))
_PAGE: dict[str, tuple[str, _Edit]] = {
    "page_center": (
        "align_horizontal_center",
        lambda lay, ids: centered_on_page(lay, ids, "across"),
    ),
    "page_middle": ("align_vertical_center", lambda lay, ids: centered_on_page(lay, ids, "down")),
}
_EDGES: dict[str, tuple[str, _Edit]] = {
    "left": ("align_horizontal_left", lambda lay, ids: aligned(lay, ids, "left")),
    "center": ("align_horizontal_center", lambda lay, ids: aligned(lay, ids, "center")),
    "right": ("align_horizontal_right", lambda lay, ids: aligned(lay, ids, "right")),
    "top": ("align_vertical_top", lambda lay, ids: aligned(lay, ids, "top")),
    "middle": ("align_vertical_center", lambda lay, ids: aligned(lay, ids, "middle")),
    "bottom": ("align_vertical_bottom", lambda lay, ids: aligned(lay, ids, "bottom")),
}
_TOGETHER: dict[str, tuple[str, _Edit]] = {
    "distribute_across": (
        "horizontal_distribute",
        lambda lay, ids: distributed(lay, ids, "across"),
    ),
    "distribute_down": ("vertical_distribute", lambda lay, ids: distributed(lay, ids, "down")),
    "same_width": ("width", lambda lay, ids: same_size(lay, ids, "across")),
    "same_height": ("height", lambda lay, ids: same_size(lay, ids, "down")),
}


def place_section() -> None:
    """Position, size and rotation of one field."""
    st.caption(t("inspect.place"))
    for pair in (_PLACES[:2], _PLACES[2:]):
        # Half as many things to send as columns, with every edit.
        with st.container(horizontal=True, gap="small"):
            for path, name in pair:
                _length(path, t(f"inspect.{name}"), is_size=path in {"box.width", "box.height"})
    controls.number("rotation", t("inspect.rotation"), low=-360, high=360, step=1)


def arrange_section() -> None:
    """Buttons that line up with the page, or with each other."""
    ids = state().selected
    several = len(ids) > 1
    st.caption(t("inspect.arrange_several") if several else t("inspect.arrange"))
    with st.container(horizontal=True, gap="xsmall", key="arrange"):
        for name, (icon, edit) in _EDGES.items():
            _button(name, icon, edit, of_page=not several)
    if several:
        with st.container(horizontal=True, gap="xsmall", key="arrange_together"):
            for name, (icon, edit) in (_PAGE | _TOGETHER).items():
                enough = not name.startswith("distribute") or len(ids) > 2
                _button(name, icon, edit, disabled=not enough)


def _button(
    name: str, icon: str, edit: _Edit, *, of_page: bool = False, disabled: bool = False
) -> None:
    icon_button(
        f"arrange {name}",
        icon,
        t(f"arrange.{name}_page" if of_page else f"arrange.{name}"),
        _arrange,
        (edit, state().selected),
        disabled=disabled,
    )


def _arrange(edit: _Edit, ids: tuple[str, ...]) -> None:
    edit_layout(named("edit.arrange", ids), lambda layout: edit(layout, ids))


def _length(path: str, label: str, *, is_size: bool) -> None:
    now = state()
    seed = seeded(f"{path} of {' '.join(now.selected)}", _two_digits(now.selection, path))
    st.number_input(
        label,
        min_value=edits.SMALLEST if is_size else -5_000.0,
        max_value=5_000.0,
        value=seed.value,
        step=1.0,
        format="%.2f",
        key=seed.key,
        disabled=now.selection[0].locked,
        on_change=seed.heard(_place),
        args=(path, now.selected),
    )


def _two_digits(selection: tuple[Element, ...], path: str) -> float:
    return round(float(edits.shared(selection, path)), 2)


def _place(value: float, path: str, ids: tuple[str, ...]) -> None:
    def change(layout: Layout) -> Layout:
        # Kept on the page as when it is dragged.
        return edits.moved(edits.with_property(layout, ids, path, value), ids, 0.0, 0.0)

    edit_layout(named("edit.move", ids), change, series=f"{path} {ids}")
