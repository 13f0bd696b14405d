"""Starting a batch, watching it, and fetching what it made."""

from __future__ import annotations

from functools import partial

import streamlit as st

from certgen.batch.rows import Rows, chosen
from certgen.project import Project
from designer.jobs import jobs
from designer.jobs.status import Outcome, Status
from designer.keeping import visitor
from designer.markdown import plain
from designer.panels import size_estimate
from designer.panels.sheets import sheet_count
from designer.routes import file_address
from designer.session import reporting, state, t

TEST_RUN = 3
_WATCH_SECONDS = 0.5
_PROBLEMS_SHOWN = 8


def making_section(project: Project, rows: Rows | None) -> None:
    """The buttons; below them the batch of this design, whichever page started it."""
    status = jobs().latest(state().project_id)
    busy = status is not None and not status.over
    with st.container(border=True, key="making"):
        if rows is not None:
            made = status is not None and (status.outcome is not None or status.can_go_on)
            _start_buttons(project, rows, busy=busy, made=made)
        if status is not None:
            if busy:
                _watch(status.id)
            else:
                _over(status)


def _start_buttons(project: Project, rows: Rows, *, busy: bool, made: bool) -> None:
    places = chosen(rows, project.chosen)
    st.button(
        _start_label(project, len(places)),
        key="make start",
        type="secondary" if made else "primary",
        width="stretch",
        icon=":material/play_arrow:",
        disabled=busy,
        on_click=_start,
        args=(rows, len(places), "all"),
    )
    size = size_estimate.in_words(project, rows, len(places))
    if size:
        st.caption(size)
    else:
        _size_to_come(project, rows, len(places))
    if len(places) > TEST_RUN:
        first = Rows(only=frozenset(project.chosen[place].row for place in places[:TEST_RUN]))
        st.button(
            t("make.test", count=TEST_RUN),
            key="make test",
            width="stretch",
            icon=":material/science:",
            help=t("make.test_help"),
            disabled=busy,
            on_click=_start,
            args=(first, TEST_RUN, "test"),
        )


@st.fragment(run_every=_WATCH_SECONDS)
def _size_to_come(project: Project, rows: Rows, count: int) -> None:
    if size_estimate.in_words(project, rows, count, at_once=True):
        st.rerun()
    st.caption(t("make.estimating"))


def _start_label(project: Project, count: int) -> str:
    sheets = sheet_count(project, count)
    if sheets is not None:
        return t("make.start_sheets", count=count, sheets=sheets)
    return t(f"make.start_{project.output.format}", count=count)


def _start(rows: Rows, count: int, kind: str) -> None:
    now = state()
    with reporting():
        last = jobs().latest(now.project_id)
        if last is not None:
            jobs().forget(last.id)
        jobs().start(
            now.project_id,
            now.project,
            rows=rows,
            total=count,
            kind=kind,
            made_of=fingerprint(now.project),
        )


def fingerprint(project: Project) -> int:
    """Tells, within one server process, whether a project would still make the same files."""
    # Tables are never changed in place, and comparing a hundred thousand people takes too long.
    people = id(project.table.records), project.table.columns, project.skipped
    return hash(
        (
            *(project.layout, project.template, project.pictures, project.fonts),
            *(project.output, project.back, people),
        )
    )


@st.fragment(run_every=_WATCH_SECONDS)
def _watch(batch_id: str) -> None:
    """Looks again and again, alone, so that the rest of the page stays as it is."""
    status = jobs().status(batch_id)
    if status is None or status.over:
        st.rerun()
        return
    share = min(1.0, status.done / max(1, status.total))
    st.progress(share, progress_in_words(status))
    st.button(
        t("make.cancel"),
        key="make cancel",
        icon=":material/stop:",
        on_click=jobs().cancel,
        args=(batch_id,),
    )
    st.caption(t("make.go_on"))


def progress_in_words(status: Status) -> str:
    """How far a batch is, for people."""
    if status.phase == "waiting":
        return t("make.waiting", count=status.ahead) if status.ahead else t("make.waiting_first")
    return how_far(status.done, status.total, status.seconds_left)


def how_far(done: int, total: int, seconds_left: float | None) -> str:
    """So many of so many, and the time left if it can be told."""
    said = t("make.progress", done=f"{done:,}", total=f"{total:,}")
    return said if seconds_left is None else f"{said} · {time_in_words(seconds_left)}"


def time_in_words(seconds: float) -> str:
    """A time that is left, as precisely as it can be trusted."""
    if seconds < 90:
        return t("make.seconds_left", count=max(1, round(seconds)))
    return t("make.minutes_left", count=round(seconds / 60))


def _over(status: Status) -> None:
    if status.outcome is not None:
        _made(status, status.outcome)
        return
    if status.phase == "cancelled":
        said = t("make.cancelled", done=f"{status.done:,}", total=f"{status.total:,}")
        st.info(said, icon=":material/stop_circle:")
    else:
        st.error(plain(f"{status.message} {status.hint}".strip()), icon=":material/error:")
    if status.can_go_on:
        _going_on(status)


def _going_on(status: Status) -> None:
    if status.made_of != fingerprint(state().project):
        st.caption(t("make.changed_since"))
        return
    st.button(
        t("make.resume", count=f"{status.total - status.done:,}"),
        key="make resume",
        type="primary",
        width="stretch",
        icon=":material/resume:",
        help=t("make.resume_help"),
        on_click=jobs().go_on,
        args=(status.id,),
    )


def _made(status: Status, outcome: Outcome) -> None:
    said = t("make.made", count=f"{outcome.made:,}")
    if outcome.warnings:
        said += t("make.made_warnings", count=f"{outcome.warnings:,}")
    if outcome.failed:
        said += t("make.made_failed", count=f"{outcome.failed:,}")
    good = not outcome.failed and not outcome.warnings
    (st.success if good else st.warning)(said, icon=":material/task_alt:")
    if status.made_of and status.made_of != fingerprint(state().project):
        st.caption(t("make.changed"))
    if status.kind == "test":
        st.caption(t("make.test_done"))
    _download(status, outcome)
    if outcome.problems:
        _problems(outcome)


def _download(status: Status, outcome: Outcome) -> None:
    label = t(
        "make.download", name=outcome.file.name, size=size_estimate.bytes_in_words(outcome.size)
    )
    if visitor():
        # This page came with its routes: the file goes from the disk to the browser as it is.
        _link(label, file_address(status.id, outcome.file), primary=True)
        _link(t("make.report"), file_address(status.id, outcome.report), primary=False)
        return
    for text, file in ((label, outcome.file), (t("make.report"), outcome.report)):
        content = partial(_content, status.id, file.name)
        st.download_button(text, content, file.name, on_click="ignore", width="stretch")


def _content(batch_id: str, name: str) -> bytes:
    found = jobs().file(batch_id, name)
    return found.store.read(found.file.stored) if found else b""


def _link(label: str, address: str, *, primary: bool) -> None:
    kind = "primary" if primary else "plain"
    text = label.replace("&", "&amp;").replace("<", "&lt;")
    st.html(f'<a class="download {kind}" href="{address}" download>{text}</a>')


def _problems(outcome: Outcome) -> None:
    with st.expander(t("make.look_at", count=outcome.warnings + outcome.failed)):
        for row in outcome.problems[:_PROBLEMS_SHOWN]:
            mark = ":material/error:" if row.status != "made" else ":material/warning:"
            who = t("check.row", row=row.row, person=row.person)
            st.markdown(f"{mark} {plain(who)}: {plain(row.warnings)}")
        rest = outcome.warnings + outcome.failed - _PROBLEMS_SHOWN
        if rest > 0:
            st.caption(t("make.rest_in_report", count=rest))
