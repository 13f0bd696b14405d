"""The page: a bar on top, five steps in everyday order, one of them shown at a time."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from certgen.gallery.sample import sample_project
from designer.door.inside import let_in
from designer.keeping import begin, keep
from designer.labels import LANGUAGES
from designer.messages import show_messages
from designer.panels.project_menu import project_menu
from designer.seeding import seeded
from designer.session import STEPS, StepName, go_to, state, t, update
from designer.tools import undo_and_redo
from designer.warm_up import wait_until_warm

_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")
# The other steps lead on themselves, when they are done.
_LED_ON: tuple[StepName, ...] = ("template", "people", "design")


def page() -> None:
    """Draws the whole page for this session."""
    st.set_page_config(page_title="Certgen", page_icon=str(_FOLDER / "icon.svg"), layout="wide")
    st.html(f"<style>{_STYLE}</style>")
    _speak()
    if not let_in():
        return
    wait_until_warm()
    begin(sample_project)
    _top_bar()
    messages = st.container(key="messages")
    _panel()
    with messages:
        show_messages()
    keep()


def _panel() -> None:
    """Draws the step. Only the first one shown is loaded before the page is there."""
    match state().step:
        case "template":
            from designer.panels.template import template_panel as panel
        case "people":
            from designer.panels.people import people_panel as panel
        case "design":
            from designer.design import design_panel as panel
        case "check":
            from designer.panels.check import check_panel as panel
        case "make":
            from designer.panels.output import output_panel as panel
    panel()


def _speak() -> None:
    """A new session speaks the browser's language, where the designer knows it."""
    language = (st.context.locale or "").partition("-")[0]
    if not state().project_id and language in LANGUAGES:
        update(language=language)


def _top_bar() -> None:
    with st.container(key="top_bar"):
        project, steps, actions = st.columns([1, 2, 1], vertical_alignment="center", wrap=False)
        with project:
            project_menu(sample_project)
        with steps, st.container(horizontal_alignment="center", key="steps"):
            _steps()
        with (
            actions,
            st.container(
                horizontal=True,
                horizontal_alignment="right",
                vertical_alignment="center",
                gap="xsmall",
            ),
        ):
            # The design step reruns alone, so it has its own, which are always up to date.
            if state().step != "design":
                undo_and_redo()
            _next_step()


def _steps() -> None:
    seed = seeded("step", state().step)
    st.segmented_control(
        t("page.steps"),
        STEPS,
        default=seed.value,
        format_func=lambda step: f"{STEPS.index(step) + 1}  {t('step.' + step)}",
        key=seed.key,
        required=True,
        on_change=seed.heard(go_to),
        label_visibility="collapsed",
    )


def _next_step() -> None:
    """The one obvious thing to do when this step is done."""
    if state().step not in _LED_ON:
        return
    following = STEPS[STEPS.index(state().step) + 1]
    st.button(
        t("page.next", step=t(f"step.{following}")),
        key="next_step",
        type="primary",
        icon=":material/arrow_forward:",
        icon_position="right",
        on_click=go_to,
        args=(following,),
    )
