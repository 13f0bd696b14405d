"""Sending everybody their certificate by e-mail: the message, and what each person gets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from certgen.batch.rows import Rows
from certgen.errors import CertgenError
from certgen.letter import Letter
from certgen.mail.address import addresses_in
from certgen.mail.mailing import Mailing, Recipient, mailing
from certgen.mail.message import words_of
from certgen.merge import lookup
from certgen.project import Project
from certgen.text.clean import in_short
from designer.buttons import icon_button
from designer.letters import MAX_BODY, MAX_SUBJECT, column_of, letter_of, with_letter
from designer.mail_account import account, may_bring_one
from designer.markdown import plain
from designer.outbox import outbox
from designer.panels.mail_account import account_section
from designer.panels.mail_sending import sending_section
from designer.seeding import seeded
from designer.session import edit, go_to, show_row, state, t

_CHIPS = 8
_LISTED = 500
_BODY_PX = 210


def mail_section(project: Project, rows: Rows) -> None:
    """The whole section, closed until it is wanted."""
    with st.expander(
        t("mail.title"), key="mail", icon=":material/mail:", on_change="rerun"
    ) as section:
        if section.open:
            opened(project, rows)


def opened(project: Project, rows: Rows) -> None:
    """What is in it."""
    st.caption(t("mail.about_here" if may_bring_one() else "mail.about"))
    letter = letter_of(project)
    column = column_of(project, letter)
    writing, result = st.columns([3, 2], gap="large")
    with writing:
        _column(project, column)
        _message(project, letter)
    if column is None:
        with result:
            st.info(t("mail.no_column"))
            st.button(t("make.to_people"), key="mail to people", on_click=go_to, args=("people",))
        return
    try:
        planned = _planned(project, with_letter(project, to=column).letter or letter, rows)
    except CertgenError as error:
        with result:
            st.error(plain(str(error)), icon=":material/error:")
        return
    status = outbox().status(state().project_id)
    if status is None or status.over:
        with writing:
            _not_reached(planned, column)
    with result:
        recipient = _shown(planned)
        _preview(planned, recipient, column)
        account_section()
        sending_section(planned, recipient)


def _planned(project: Project, letter: Letter, rows: Rows) -> Mailing:
    journal = outbox().journal(state().project_id)
    return _mailing(project, letter, rows, state().project_id, journal.length)


@lru_cache(maxsize=8)
def _mailing(project: Project, letter: Letter, rows: Rows, owner: str, noted: int) -> Mailing:
    """Remembered until something of it changes, or something more is `noted` in the journal."""
    return mailing(project, letter, rows, outbox().journal(owner))


def _column(project: Project, column: str | None) -> None:
    columns = project.table.columns
    seed = seeded("mail to", column)
    st.selectbox(
        t("mail.to"),
        columns,
        columns.index(seed.value) if seed.value in columns else None,
        key=seed.key,
        placeholder=t("mail.to_none"),
        on_change=seed.heard(_set),
        args=("to",),
    )


def _message(project: Project, letter: Letter) -> None:
    subject, body = seeded("mail subject", letter.subject), seeded("mail body", letter.body)
    st.text_input(
        t("mail.subject"),
        subject.value,
        MAX_SUBJECT,
        key=subject.key,
        on_change=subject.heard(_set),
        args=("subject",),
    )
    st.text_area(
        t("mail.body"),
        body.value,
        _BODY_PX,
        MAX_BODY,
        key=body.key,
        help=t("mail.body_help"),
        on_change=body.heard(_set),
        args=("body",),
    )
    with st.container(horizontal=True, gap="xsmall", key="mail_columns"):
        for column in project.table.columns[:_CHIPS]:
            st.button(
                plain(column),
                key=f"mail column {column}",
                icon=":material/add:",
                type="tertiary",
                help=t("mail.insert", column=plain(column)),
                on_click=_insert,
                args=(column,),
            )


def _set(value: str | None, name: str) -> None:
    if value is not None:
        edit(t("mail.edit"), lambda project: with_letter(project, **{name: value}))


def _insert(column: str) -> None:
    body = letter_of(state().project).body.rstrip("\n")
    _set(f"{body} {{{{{column}}}}}\n"[:MAX_BODY], "body")


def _not_reached(planned: Mailing, column: str) -> None:
    """How many get nothing, and who."""
    no_address = [one for one in planned.recipients if not one.to]
    counts = {
        "mail.no_address": len(no_address),
        "mail.listed_twice": _count(planned, "listed twice"),
        "mail.sent_before": _count(planned, "sent before"),
        "mail.unclear_before": _count(planned, "unclear"),
    }
    said = [t(key, count=count) for key, count in counts.items() if count]
    with st.container(horizontal=True, vertical_alignment="center", key="mail_reach"):
        st.caption(" · ".join([t("mail.due", count=len(planned.due())), *said]))
        if no_address:
            _who(no_address, column)


def _count(planned: Mailing, before: str) -> int:
    return sum(one.before == before for one in planned.recipients)


def _who(recipients: Sequence[Recipient], column: str) -> None:
    title = t("mail.no_address", count=len(recipients))
    with st.popover(t("mail.who"), icon=":material/person_off:", type="tertiary", help=title):
        few = recipients[:_LISTED]
        listed = {
            t("people.row"): [one.task.row for one in few],
            t("mail.person"): [one.task.person for one in few],
            t("mail.in_the_list"): [lookup(one.task.values, column) for one in few],
        }
        st.dataframe(listed, hide_index=True, width=520, alt=title)


def _shown(planned: Mailing) -> Recipient:
    """The person the page shows, if it is one of those; else the first."""
    row = state().row
    return next((one for one in planned.recipients if one.task.row == row), planned.recipients[0])


def _preview(planned: Mailing, recipient: Recipient, column: str) -> None:
    """The message as this person gets it, with the way to the others."""
    task = recipient.task
    words = words_of(planned.letter, task.values, planned.project.layout.language)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        name = plain(in_short(task.person))
        st.markdown(f"**{t('mail.preview', name=name)}**", width="stretch")
        _arrow("previous", "chevron_left", planned, recipient, -1)
        _arrow("next", "chevron_right", planned, recipient, 1)
    sender = account()
    with st.container(border=True, gap="xsmall", key="mail_preview"):
        of_sender = sender.shown if sender is not None else t("mail.you")
        to = "; ".join(recipient.to) or _no_address(lookup(task.values, column))
        # As text: Markdown would make links of the addresses.
        st.text(f"{t('mail.from')}: {of_sender}\n{t('mail.recipient')}: {to}")
        st.markdown(f"**{plain(words.subject)}**")
        st.text(words.body)
        st.markdown(f":material/attach_file: {plain(task.name.rpartition('/')[2])}")


def _no_address(cell: str) -> str:
    bad = "; ".join(addresses_in(cell).bad)
    return f"{t('mail.nowhere')} {in_short(bad)}".strip()


def _arrow(name: str, icon: str, planned: Mailing, at: Recipient, step: int) -> None:
    people = planned.recipients
    place = next(n for n, one in enumerate(people) if one is at)
    row = people[(place + step) % len(people)].task.row
    icon_button(f"{name} recipient", icon, t(f"mail.{name}"), show_row, (row,))
