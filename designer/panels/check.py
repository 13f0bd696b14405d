"""The check panel: every problem of the list before anything is made, and the way to each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from certgen.batch.progress import Progress
from certgen.preflight import Problem, check, problems_csv
from certgen.project import Project
from certgen.text.clean import in_short
from designer.markdown import plain
from designer.panels.nobody import nobody_yet
from designer.panels.people_table import ONLY, SEARCH
from designer.session import StepName, go_to, reporting, select, show_row, state, t

PAGE_ROWS = 20
# So few are seen at a glance.
FILTERED_FROM = 3
SEVERITIES = ("error", "warning", "info")
_COLORS = {"error": "red", "warning": "orange", "info": "blue"}
_ICONS = {"error": ":material/error:", "warning": ":material/warning:", "info": ":material/info:"}
# Problems that are no field's are mended elsewhere than on the canvas.
_STEP_OF: dict[str, StepName] = {
    "same-row": "people",
    "same-person": "people",
    "same-name": "people",
    "missing-column": "people",
    "no-template": "template",
    "template-coarse": "template",
    "template-stretched": "template",
    "same-file-name": "make",
    "file-name-empty": "make",
    "sheet": "make",
}
_CHECKED = "checked"
_PAGE = "check page"
_REDRAW_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found, and about which project."""

    project: Project
    problems: tuple[Problem, ...]


def check_panel() -> None:
    """The whole step."""
    if not state().project.table.records:
        nobody_yet()
        return
    found = _found(state().project)
    if found is None:
        return
    problems = found.problems
    _summary(problems)
    if not problems:
        return
    chosen = _filtered(problems) if len(problems) > FILTERED_FROM else _worst_first(problems)
    pages = max(1, -(-len(chosen) // PAGE_ROWS))
    page = min(st.session_state.get(_PAGE, 1), pages)
    with st.container(key="problems", gap="small"):
        for place, problem in enumerate(chosen[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]):
            _row(problem, f"go {page} {place}")
    if pages > 1:
        st.pagination(pages, key=_PAGE)


def _found(project: Project) -> _Checked | None:
    """What the last check found if nothing changed since, else a new check.

    Whatever the person does next on the page ends a check that is still running.
    """
    old: _Checked | None = st.session_state.get(_CHECKED)
    if old is not None and old.project == project:
        return old
    bar = st.progress(0.0, t("check.running", count=len(project.chosen)))
    found = None
    with reporting():
        found = _Checked(project, tuple(check(project, progress=_shown_on(bar))))
        st.session_state[_CHECKED] = found
    bar.empty()
    return found


def _shown_on(bar: DeltaGenerator) -> Callable[[Progress], None]:
    last = time.monotonic()

    def show(at: Progress) -> None:
        nonlocal last
        if time.monotonic() - last > _REDRAW_SECONDS:
            last = time.monotonic()
            bar.progress(at.done / at.total, t("check.done", done=at.done, total=at.total))

    return show


def _summary(problems: Sequence[Problem]) -> None:
    count = Counter(problem.severity for problem in problems)
    people = len(state().project.chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not count["error"] and not count["warning"]:
            st.success(t("check.all_well", count=people), icon=":material/check_circle:")
        else:
            text = t(
                "check.summary", errors=count["error"], warnings=count["warning"], count=people
            )
            (st.error if count["error"] else st.warning)(text)
        st.button(
            t("check.next"),
            type="secondary" if count["error"] else "primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            on_click=go_to,
            args=("make",),
        )


def _filtered(problems: Sequence[Problem]) -> list[Problem]:
    """What the filters leave, worst first, then in the order of the list."""
    severities, kinds = Counter(p.severity for p in problems), Counter(p.kind for p in problems)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        how_bad = st.pills(
            t("check.severity"),
            [s for s in SEVERITIES if severities[s]],
            selection_mode="multi",
            format_func=lambda s: f"{t('check.' + s)} {severities[s]}",
            key="check severity",
        )
        kind = st.selectbox(
            t("check.kind"),
            [None, *(kind for kind, _ in kinds.most_common())],
            format_func=lambda k: f"{title_of(k)} ({kinds[k]})" if k else t("check.every_kind"),
            key="check kind",
            width=320,
        )
        st.space("stretch")
        st.download_button(
            t("check.download"),
            lambda: problems_csv(problems),
            file_name="problems.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            type="tertiary",
        )
    chosen = [
        p for p in problems if (not how_bad or p.severity in how_bad) and kind in (None, p.kind)
    ]
    return _worst_first(chosen)


def _worst_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (SEVERITIES.index(p.severity), p.row or 0))


def title_of(kind: str) -> str:
    """A kind of problem in a few words; one the page has no words for shows its own name."""
    try:
        return t(f"problem.{kind}")
    except KeyError:
        return kind.replace("-", " ").capitalize()


def _row(problem: Problem, key: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(
            t(f"check.{problem.severity}"),
            icon=_ICONS[problem.severity],
            color=_COLORS[problem.severity],  # type: ignore[arg-type]
        )
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{title_of(problem.kind)}** · {plain(_about(problem))}")
            st.caption(plain(problem.message))
        if problem.row is not None or problem.element or problem.kind in _STEP_OF:
            st.button(
                t("check.show"),
                key=key,
                icon=":material/my_location:",
                on_click=_go,
                args=(problem,),
            )


def _about(problem: Problem) -> str:
    person = in_short(problem.person)
    who = t("check.row", row=problem.row, person=person) if problem.row else ""
    return " · ".join(filter(None, (who, problem.field))) or t("check.everybody")


def _go(problem: Problem) -> None:
    """Shows the person and the field on the canvas, or the step where it can be mended."""
    if problem.row is not None:
        show_row(problem.row)
    if problem.element:
        select(problem.element)
    if problem.kind in ("same-row", "same-person"):
        st.session_state[ONLY] = "twice"
    if problem.kind == "same-name":
        st.session_state[SEARCH] = problem.person
    go_to("design" if problem.element else _STEP_OF.get(problem.kind, "design"))
