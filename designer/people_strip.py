"""The list at hand: step through the people, find one, jump to the longest or the next problem."""

from __future__ import annotations

import streamlit as st

from certgen.records import Record
from designer.buttons import icon_button
from designer.markdown import plain
from designer.preview import thumbnail
from designer.sample import label_of, longest, next_with_findings
from designer.session import go_to, say, show_row, state, t

MATCHES = 8
AHEAD = 5


def people_strip() -> None:
    """Draws the strip below the canvas; an invitation where there is no list yet."""
    records = state().project.table.records
    if not records:
        with st.container(key="strip", horizontal=True, vertical_alignment="center"):
            st.caption(t("strip.none"), width="stretch")
            st.button(
                t("make.to_people"),
                key="to_people",
                icon=":material/group_add:",
                on_click=go_to,
                args=("people",),
            )
        return
    with st.container(key="strip", horizontal=True, vertical_alignment="center", gap="xsmall"):
        _stepping(records)
        st.space("stretch")
        _jumping()
    with st.expander(t("strip.next_people"), key="next_people", on_change="rerun") as ahead:
        if ahead.open:
            _thumbnails(records)


def _stepping(records: tuple[Record, ...]) -> None:
    here = _place(records)
    shown = records[here]
    _arrow("previous", "chevron_left", records, here - 1)
    name = plain(label_of(state().project, shown))
    with st.popover(
        t("strip.who", name=name, place=here + 1, count=len(records)),
        icon=":material/person_search:",
        type="tertiary",
        key="find_person",
        help=t("strip.find"),
        on_change="rerun",
    ) as menu:
        if menu.open:
            _search()
    _arrow("next", "chevron_right", records, here + 1)


def _arrow(name: str, icon: str, records: tuple[Record, ...], place: int) -> None:
    row = records[place % len(records)].row
    icon_button(f"{name} person", icon, t(f"strip.{name}"), show_row, (row,))


def _search() -> None:
    wanted = st.text_input(t("strip.find"), key="person_search", placeholder=t("strip.find_hint"))
    table = state().project.table
    found = table.filtered(wanted or "").records
    for record in found[:MATCHES]:
        st.button(
            plain(label_of(state().project, record)),
            key=f"show row {record.row}",
            type="tertiary",
            width="stretch",
            on_click=show_row,
            args=(record.row,),
        )
    if not found:
        st.caption(t("strip.nobody", search=wanted))
    elif len(found) > MATCHES:
        st.caption(t("strip.more_matches", count=len(found) - MATCHES))


def _jumping() -> None:
    st.button(
        t("strip.longest"),
        key="longest",
        icon=":material/width_full:",
        type="tertiary",
        help=t("strip.longest_help"),
        on_click=_show_longest,
    )
    st.button(
        t("strip.warning"),
        key="next_warning",
        icon=":material/warning:",
        type="tertiary",
        help=t("strip.warning_help"),
        on_click=_show_warning,
    )


def _show_longest() -> None:
    now = state()
    record = longest(now.project, now.selection)
    if record is not None:
        show_row(record.row)


def _show_warning() -> None:
    now = state()
    record = next_with_findings(now.project, now.record)
    if record is None:
        say("success", t("strip.all_well"))
    else:
        show_row(record.row)


def _thumbnails(records: tuple[Record, ...]) -> None:
    here = _place(records)
    ahead = [records[(here + i) % len(records)] for i in range(1, min(AHEAD, len(records) - 1) + 1)]
    with st.container(horizontal=True, gap="small", key="thumbs"):
        for record in ahead:
            name = label_of(state().project, record)
            picture = thumbnail(state().project, record)
            st.button(
                f"![{t('strip.page_of', name=name)}]({picture})",
                key=f"thumb {record.row}",
                help=name,
                type="tertiary",
                on_click=show_row,
                args=(record.row,),
            )


def _place(records: tuple[Record, ...]) -> int:
    shown = state().record
    return next((i for i, r in enumerate(records) if shown and r.row == shown.row), 0)
