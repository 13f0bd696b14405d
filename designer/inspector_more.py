"""What is needed now and then, folded away: opacity, spacing, outline, shadow, conditions."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from certgen.elements.base import BaseElement, Condition
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Outline, Shadow, TextElement
from certgen.layout import Element
from designer import controls, edits
from designer.commands import named
from designer.inspector_features import features_menu
from designer.inspector_text import limits
from designer.languages import named as named_language
from designer.languages import offered
from designer.markdown import plain
from designer.seeding import seeded
from designer.session import edit_layout, select, state, t

_WEIGHTS = (100, 200, 300, 400, 500, 600, 700, 800, 900)


def more_section(kinds: set[type]) -> None:
    """The folded part of the inspector."""
    with st.expander(t("inspect.more"), key="more", on_change="rerun") as more:
        if not more.open:
            return
        controls.slider("opacity", t("inspect.opacity"), low=0, high=100, step=5)
        if kinds == {TextElement}:
            _text()
        if kinds == {CodeElement}:
            _code()
        if kinds == {PictureElement}:
            _picture()
        _style_copy()
        if len(state().selected) == 1:
            _only_if(state().selection[0])


def _text() -> None:
    limits()
    controls.select("style.weight", t("inspect.weight"), _WEIGHTS, words=lambda w: t(f"weight.{w}"))
    spacing, leading = st.columns(2, gap="small", vertical_alignment="bottom")
    with spacing:
        controls.number(
            "style.letter_spacing",
            t("inspect.letter_spacing"),
            low=-50,
            high=200,
            step=1,
            decimals=0,
            show=lambda ems: ems * 100,
            store=lambda percent: percent / 100,
        )
    with leading:
        controls.number(
            "style.line_height", t("inspect.line_height"), low=0.5, high=5, step=0.1, decimals=2
        )
    cases = ("as-is", "upper", "title", "small-caps")
    controls.select("style.case", t("inspect.case"), cases, words=lambda c: t(f"case.{c}"))
    features_menu()
    _effect("style.outline", t("inspect.outline"), Outline())
    _effect("style.shadow", t("inspect.shadow"), Shadow())
    controls.switch("required", t("inspect.required"), help=t("inspect.required_help"))
    controls.switch("markup", t("inspect.markup"), help=t("inspect.markup_help"))
    used = (e.language for e in state().selection if isinstance(e, TextElement))
    controls.select(
        "language",
        t("inspect.language"),
        offered(*used),
        words=lambda tag: named_language(tag, "inspect.language_same"),
    )


def _effect(path: str, label: str, default: Outline | Shadow) -> None:
    """A switch for something a text may have, and its settings once it has it."""
    now = state()
    is_on = any(edits.shared((e,), path) is not None for e in now.selection)
    seed = seeded(f"{path} of {' '.join(now.selected)}", is_on)
    st.toggle(
        label,
        seed.value,
        key=seed.key,
        on_change=seed.heard(_switch),
        args=(path, now.selected, default, None),
    )
    if not is_on:
        return
    controls.color(f"{path}.color", t("inspect.effect_color", what=label))
    if isinstance(default, Outline):
        controls.number(f"{path}.width", t("inspect.outline_width"), low=0, high=50, step=0.25)
        return
    for column, (name, low, high) in zip(
        st.columns(3, gap="small"), (("dx", -50, 50), ("dy", -50, 50), ("blur", 0, 20)), strict=True
    ):
        with column:
            controls.number(
                f"{path}.{name}", t(f"inspect.shadow_{name}"), low=low, high=high, step=0.1
            )
    controls.slider(f"{path}.opacity", t("inspect.shadow_opacity"), low=0, high=100, step=5)


def _switch(is_on: bool, path: str, ids: tuple[str, ...], on: Any, off: Any) -> None:
    controls.set_property(path, ids, on if is_on else off)


def _code() -> None:
    levels = ("L", "M", "Q", "H")
    controls.select(
        "error_correction", t("inspect.error_correction"), levels, words=lambda e: t(f"code.{e}")
    )
    controls.number(
        "quiet_zone", t("inspect.quiet_zone"), low=0, high=20, step=1, decimals=0, store=int
    )
    now = state()
    is_on = bool(edits.shared(now.selection, "background"))
    seed = seeded(f"background of {' '.join(now.selected)}", is_on)
    st.toggle(
        t("inspect.code_background"),
        seed.value,
        key=seed.key,
        help=t("inspect.code_background_help"),
        on_change=seed.heard(_switch),
        args=("background", now.selected, "#ffffff", ""),
    )


def _picture() -> None:
    controls.choice(
        "align",
        t("inspect.align"),
        {name: f":material/align_horizontal_{name}:" for name in ("left", "center", "right")},
    )
    controls.choice(
        "valign",
        t("inspect.valign"),
        {
            "top": ":material/align_vertical_top:",
            "middle": ":material/align_vertical_center:",
            "bottom": ":material/align_vertical_bottom:",
        },
    )


def _style_copy() -> None:
    """Takes over the looks of another field of the same kind."""
    now = state()
    kinds = {type(e) for e in now.selection}
    others = [e for e in now.layout.elements if type(e) in kinds and e.id not in now.selected]
    if not others or len(kinds) > 1:
        return
    with st.popover(t("inspect.style_from"), icon=":material/format_paint:", width="stretch"):
        for other in others:
            st.button(
                plain(other.name),
                key=f"style from {other.id}",
                type="tertiary",
                width="stretch",
                on_click=_copy_style,
                args=(other.id, now.selected),
            )


def _copy_style(source: str, ids: tuple[str, ...]) -> None:
    edit_layout(named("edit.style", ids), partial(edits.restyled, source_id=source, ids=ids))
    select(*ids)


def _only_if(element: Element) -> None:
    columns = state().project.table.columns
    condition = element.only_if
    if not columns and condition is None:
        return
    tests = ("always", "filled", "empty", "equals", "differs")
    seed = seeded(f"only if of {element.id}", condition.test if condition else "always")
    st.selectbox(
        t("inspect.only_if"),
        tests,
        tests.index(seed.value),
        format_func=lambda test: t(f"only_if.{test}"),
        key=seed.key,
        help=t("inspect.only_if_help"),
        on_change=seed.heard(_set_test),
        args=(element,),
    )
    if condition is None:
        return
    known = [*columns] if condition.column in columns else [condition.column, *columns]
    controls.select("only_if.column", t("inspect.only_if_column"), known)
    if condition.test in {"equals", "differs"}:
        controls.text("only_if.value", t("inspect.only_if_value"))


def _set_test(test: Any, element: BaseElement) -> None:
    column = element.only_if.column if element.only_if else state().project.table.columns[0]
    condition = None if test == "always" else Condition(column=column, test=test)
    controls.set_property("only_if", (element.id,), condition)
