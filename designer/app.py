"""The page: a bar on top, five steps in everyday order, one of them shown at a time."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from designer import session
from designer.design import design_panel
from designer.session import STEPS, StepName, go_to, state, t, update

_STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
_KINDS = {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}


def page() -> None:
    """Draws the whole page for this session."""
    st.set_page_config(
        page_title="Certgen", page_icon=":material/workspace_premium:", layout="wide"
    )
    st.html(f"<style>{_STYLE}</style>")
    _top_bar()
    messages = st.container(key="messages")
    _PANELS[state().step]()
    with messages:
        show_messages()


def show_messages() -> None:
    """Shows what there is to say, once; it goes with the next action."""
    for message in state().messages:
        _KINDS[message.kind](f"{message.text} {message.hint}".strip())
    if state().messages:
        update(messages=())


def _top_bar() -> None:
    with st.container(key="top_bar"):
        name, steps, actions = st.columns(
            [1.2, 2.4, 1.2], vertical_alignment="center", gap="medium"
        )
        name.header(state().project.name, level=1) if False else name.markdown(
            f"# {state().project.name}"
        )
        with steps, st.container(key="steps", horizontal_alignment="center"):
            _steps()
        with actions, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _undo_redo()


def _steps() -> None:
    st.session_state["step"] = state().step
    st.segmented_control(
        t("page.steps"),
        STEPS,
        format_func=lambda step: f"{STEPS.index(step) + 1}  {t('step.' + step)}",
        key="step",
        required=True,
        on_change=_on_step,
        label_visibility="collapsed",
    )


def _on_step() -> None:
    go_to(st.session_state["step"])


def _undo_redo() -> None:
    history = state().history
    st.button(
        t("page.undo"),
        key="undo",
        icon=":material/undo:",
        help=t("page.undo_what", label=history.undo_label)
        if history.past
        else t("page.nothing_to_undo"),
        disabled=not history.past,
        on_click=session.undo,
        type="tertiary",
    )
    st.button(
        t("page.redo"),
        key="redo",
        icon=":material/redo:",
        help=t("page.redo_what", label=history.redo_label)
        if history.future
        else t("page.nothing_to_redo"),
        disabled=not history.future,
        on_click=session.redo,
        type="tertiary",
    )


def _template() -> None:
    from designer.panels.template import template_panel

    template_panel()


def _people() -> None:
    from designer.panels.people import people_panel

    people_panel()


def _check() -> None:
    from designer.panels.check import check_panel

    check_panel()


def _make() -> None:
    from designer.panels.output import output_panel

    output_panel()


_PANELS: dict[StepName, object] = {
    "template": _template,
    "people": _people,
    "design": design_panel,
    "check": _check,
    "make": _make,
}
