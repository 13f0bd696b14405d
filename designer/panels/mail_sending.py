"""A test to oneself, the question, the progress, and what came of it."""

from __future__ import annotations

import streamlit as st

from certgen.batch.rows import Rows
from certgen.errors import CertgenError
from certgen.mail.account import Account
from certgen.mail.mailing import Mailing, Recipient
from certgen.mail.report import SentRow, counted, sent_csv
from certgen.mail.send import send_one
from certgen.text.clean import in_short
from designer.letters import with_letter
from designer.mail_account import account
from designer.markdown import code, plain
from designer.outbox import outbox
from designer.outbox.status import Sending
from designer.panels.making import how_far
from designer.session import edit, reporting, state, t

_WATCH_SECONDS = 0.5
_SHOWN = 8
_SURE, _AGAIN, _TEST_TO = "mail sure", "mail again", "mail test to"


def sending_section(planned: Mailing, shown: Recipient) -> None:
    """The buttons as far as they can be pressed; below them the sending of this design."""
    known, status = account(), outbox().status(state().project_id)
    if status is not None and not status.over:
        _watch()
        return
    if known is not None:
        _test(planned, shown, known)
        _send(planned, known)
    if status is not None:
        _over(status)


def _test(planned: Mailing, shown: Recipient, known: Account) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="mail_test"):
        name = plain(in_short(shown.task.person))
        to = st.text_input(t("mail.test_to", name=name), known.address, key=_TEST_TO)
        pressed = st.button(t("mail.test"), key="mail test", icon=":material/science:")
    if not pressed:
        return
    rows = Rows(only=frozenset({shown.task.row}))
    try:
        with st.spinner(t("mail.testing")):
            send_one(planned.project, planned.letter, known, to, rows=rows)
    except CertgenError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        st.success(t("mail.tested", address=code(to)), icon=":material/mark_email_read:")


def _send(planned: Mailing, known: Account) -> None:
    """Asks before it sends; the answer counts for so many people and no others."""
    again = False
    if len(planned.due(again=True)) > len(planned.due()):
        again = st.checkbox(t("mail.again"), key=_AGAIN)
    count = len(planned.due(again=again))
    if not count:
        st.caption(t("mail.nobody_due"))
    elif st.session_state.get(_SURE) != (count, again):
        st.button(
            t("mail.send", count=count),
            key="mail send",
            type="primary",
            width="stretch",
            icon=":material/send:",
            on_click=_ask,
            args=((count, again),),
        )
    else:
        _really(planned, known, count, again=again)


def _ask(what: tuple[int, bool] | None) -> None:
    st.session_state[_SURE] = what


def _really(planned: Mailing, known: Account, count: int, *, again: bool) -> None:
    st.warning(
        t("mail.sure", count=count, sender=code(known.address)), icon=":material/outgoing_mail:"
    )
    with st.container(horizontal=True, key="mail_sure"):
        st.button(
            t("mail.sure_yes", count=count),
            key="mail yes",
            type="primary",
            icon=":material/send:",
            on_click=_start,
            args=(planned, known, again),
        )
        st.button(t("mail.sure_no"), key="mail no", on_click=_ask, args=(None,))


def _start(planned: Mailing, known: Account, again: bool) -> None:
    _ask(None)
    with reporting():
        outbox().start(state().project_id, planned, known, again=again)
        if state().project.letter is None:
            # What people were sent is what the project says from now on.
            letter = planned.letter
            edit(
                t("mail.edit"),
                lambda project: with_letter(project, subject=letter.subject, body=letter.body),
            )


@st.fragment(run_every=_WATCH_SECONDS)
def _watch() -> None:
    """Looks again and again, alone, so that the rest of the page stays as it is."""
    owner = state().project_id
    status = outbox().status(owner)
    if status is None or status.over:
        st.rerun()
        return
    st.progress(min(1.0, status.done / max(1, status.total)), _progress_in_words(status))
    st.button(
        t("make.cancel"),
        key="mail cancel",
        icon=":material/stop:",
        on_click=outbox().cancel,
        args=(owner,),
    )
    st.caption(t("mail.go_on"))


def _progress_in_words(status: Sending) -> str:
    if not status.done:
        return t("mail.starting")
    return how_far(status.done, status.total, status.seconds_left)


def _over(status: Sending) -> None:
    said = in_words(status.rows)
    problems = [row for row in sorted(status.rows) if row.remarks]
    if status.phase == "failed":
        message = plain(f"{status.message} {status.hint}".strip())
        st.error(t("mail.broke_off", message=message, said=said), icon=":material/error:")
    elif status.phase == "cancelled":
        st.info(t("mail.stopped", said=said), icon=":material/stop_circle:")
    else:
        (st.warning if problems else st.success)(said, icon=":material/mark_email_read:")
    if status.rows:
        st.download_button(
            t("mail.report"),
            sent_csv(status.rows),
            "sent.csv",
            key="mail report",
            on_click="ignore",
            width="stretch",
        )
    if problems:
        with st.expander(t("mail.look_at", count=len(problems))):
            for row in problems[:_SHOWN]:
                who = t("check.row", row=row.row, person=in_short(row.person))
                st.markdown(f":material/warning: {plain(who)}: {plain(row.remarks)}")
            if len(problems) > _SHOWN:
                st.caption(t("make.rest_in_report", count=len(problems) - _SHOWN))


def in_words(rows: tuple[SentRow, ...]) -> str:
    """As in “310 sent, 2 without an address, 1 refused”, in the person's language."""
    return ", ".join(
        t(f"mail.fate_{fate.replace(' ', '_')}", count=count)
        for fate, count in counted(rows).items()
    )
