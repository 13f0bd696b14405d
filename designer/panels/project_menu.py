"""The project menu: its name, new, open, save, duplicate, recent ones, language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from msgspec import structs

from certgen.columns import columns_missing
from certgen.elements.text.model import TextElement
from certgen.file_names import safe_part
from certgen.layout import Layout
from certgen.layout_file import dump_layout, load_layout
from certgen.project import EXTENSION, MAX_UNPACKED, Project, is_project, load_project, save_project
from designer.addresses import served
from designer.bring import with_people
from designer.door.gate import SIGN_OUT
from designer.keeping import open_design, recent, renamed, start_design
from designer.labels import LANGUAGES
from designer.languages import named, offered
from designer.markdown import plain
from designer.seeding import seeded
from designer.server import DIAGNOSIS, asks_people, diagnosis_shown
from designer.session import edit, edit_layout, say, state, t, update
from designer.upload import uploader

_SHOWN = "name in the menu"


def project_menu(sample: Callable[[], Project]) -> None:
    """The menu behind the project's name; `sample` makes the sample project."""
    with st.popover(plain(state().project.name), icon=":material/folder_open:", type="tertiary"):
        _name()
        _save()
        _open()
        _new(sample)
        _recent()
        _certificates_language()
        _language()
        _server()


def is_current() -> bool:
    """Whether the menu, where there is one on the page, shows the project's name as it is now."""
    shown: str = st.session_state.get(_SHOWN, state().project.name)
    return shown == state().project.name


def _name() -> None:
    name = state().project.name
    st.session_state[_SHOWN] = name
    seed = seeded("project name", name)
    st.text_input(
        t("project.name"), seed.value, key=seed.key, max_chars=200, on_change=seed.heard(_rename)
    )


def _rename(name: str) -> None:
    edit(t("project.rename"), lambda project: renamed(project, name))


def _save() -> None:
    project = state().project
    with_people = st.toggle(
        t("project.with_people"), value=True, key="save with people", help=t("project.people_help")
    )
    st.download_button(
        t("project.save"),
        lambda: save_project(project, with_people=with_people),
        file_name=f"{safe_part(project.name, 'certificates')}.{EXTENSION}",
        mime="application/zip",
        icon=":material/save:",
        help=t("project.save_help"),
        on_click="ignore",
        width="stretch",
        type="primary",
        key="save_project",
    )
    st.download_button(
        t("project.layout"),
        lambda: dump_layout(project.layout),
        file_name=f"{safe_part(project.name, 'layout')}.json",
        mime="application/json",
        icon=":material/data_object:",
        help=t("project.layout_help"),
        on_click="ignore",
        width="stretch",
        type="tertiary",
        key="save_layout",
    )


def _open() -> None:
    uploader(
        "project",
        t("project.open"),
        (EXTENSION, "json"),
        _take,
        megabytes=MAX_UNPACKED // 2**20,
        help=t("project.open_help"),
    )


def _take(name: str, data: bytes) -> None:
    if is_project(data) or data.lstrip()[:1] != b"{":
        start_design(load_project(data, name))
        say("success", t("project.opened", name=name))
    else:
        _take_layout(name, data)


def _take_layout(name: str, data: bytes) -> None:
    layout = load_layout(data, name)
    _check_fonts(layout, state().project)
    edit(t("project.layout_edit", name=name), lambda project: with_layout(project, layout))
    missing = columns_missing(layout, state().project.table.columns)
    if missing and state().project.table.columns:
        columns = ", ".join(f"“{column}”" for column in missing)
        say("warning", t("project.missing", columns=columns), t("project.missing_hint"))
    else:
        say("success", t("project.opened", name=name))


def with_layout(project: Project, layout: Layout) -> Project:
    """The project with the layout of a file; the list's columns are found as far as possible."""
    project = replace(project, layout=layout)
    return with_people(project, project.table) if project.table.columns else project


def _check_fonts(layout: Layout, project: Project) -> None:
    """Before anything is changed. Raises FontError where a font is not at hand."""
    for element in layout.elements:
        if isinstance(element, TextElement):
            project.assets.fonts.family(element.style.font)


def _new(sample: Callable[[], Project]) -> None:
    with st.container(horizontal=True):
        st.button(
            t("project.new"),
            icon=":material/note_add:",
            key="new project",
            on_click=lambda: start_design(Project(name=t("project.new_name"))),
        )
        st.button(
            t("project.duplicate"),
            icon=":material/content_copy:",
            key="duplicate project",
            on_click=_duplicate,
        )
        st.button(
            t("project.sample"),
            icon=":material/auto_awesome:",
            key="sample project",
            on_click=lambda: start_design(sample()),
        )


def _duplicate() -> None:
    project = state().project
    start_design(renamed(project, t("project.copy_of", name=project.name)))
    say("success", t("project.duplicated"))


def _recent() -> None:
    visited = recent()
    if not visited:
        return
    st.caption(t("project.recent"))
    for design in visited[:6]:
        st.button(
            plain(design.name),
            key=f"recent {design.project_id}",
            icon=":material/history:",
            type="tertiary",
            on_click=_reopen,
            args=(design.project_id,),
        )


def _reopen(project_id: str) -> None:
    if not open_design(project_id):
        say("info", t("project.gone"), t("project.gone_hint"))


def _certificates_language() -> None:
    tag = state().layout.language
    options = offered(tag)
    seed = seeded("language of certificates", tag)
    st.selectbox(
        t("project.language"),
        options,
        options.index(seed.value),
        format_func=lambda one: named(one, "project.language_none"),
        key=seed.key,
        help=t("project.language_help"),
        on_change=seed.heard(_set_language),
    )


def _set_language(tag: str) -> None:
    edit_layout(t("project.language"), lambda layout: structs.replace(layout, language=tag))


def _language() -> None:
    seed = seeded("language", state().language)
    st.segmented_control(
        t("page.language"),
        list(LANGUAGES),
        format_func=lambda language: LANGUAGES[language],
        default=seed.value,
        required=True,
        key=seed.key,
        on_change=seed.heard(lambda language: update(language=language)),
    )


def _server() -> None:
    """What belongs to the server rather than to the project; only where there is one."""
    if not served():
        return
    links = [("diagnosis", DIAGNOSIS, "_blank")] if diagnosis_shown() else []
    links += [("sign_out", SIGN_OUT.removeprefix("/"), "_self")] if asks_people() else []
    if links:
        said = (
            f'<a href="{where}" target="{window}">{t(f"door.{key}")}</a>'
            for key, where, window in links
        )
        st.html(f'<div class="server_links">{"".join(said)}</div>')
