"""The whole page for the person shown, beside panels that have no canvas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from certgen.compose import compose
from certgen.output import Output
from certgen.project import NO_PEOPLE, Project
from certgen.render.preview import preview_jpeg
from designer.sample import values_of
from designer.session import reporting, state, t

WIDTH_PX = 1100


def page_picture() -> None:
    """The certificate of the person shown, as it will be made."""
    now = state()
    with reporting():
        picture = page_jpeg(now.project, values_of(now.project, now.record), WIDTH_PX)
        with st.container(key="page_picture"):
            st.image(picture, width="stretch", alt=t("page.preview_alt"))


def page_jpeg(project: Project, values: Mapping[str, str], width_px: int) -> bytes:
    """One certificate as a JPEG file.

    Raises:
        LayoutError, FontError, TemplateError: it cannot be rendered.
    """
    # What does not show must not make it a new picture.
    bare = replace(project, name="", table=NO_PEOPLE, skipped=(), output=Output(), back=None)
    return _page_jpeg(bare, tuple(values.items()), width_px)


@lru_cache(maxsize=48)
def _page_jpeg(project: Project, values: tuple[tuple[str, str], ...], width_px: int) -> bytes:
    assets = project.assets
    return preview_jpeg(compose(project.layout, dict(values), assets), assets, width_px)
