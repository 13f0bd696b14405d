"""The page as it will be made, at the size of the screen: the same engine at another scale."""

from __future__ import annotations

import streamlit as st

from certgen.compose import compose
from certgen.project import Project
from certgen.records import Record
from certgen.render.preview import preview_jpeg
from designer.addresses import address
from designer.canvas import page_pixels
from designer.sample import label_of, values_of
from designer.session import state, t

THUMBNAIL_PX = 220


def preview() -> None:
    """The page of the person shown, without handles and helping lines."""
    now = state()
    width, shown = page_pixels()
    data = page_jpeg(now.project, now.record, width)
    name = label_of(now.project, now.record) if now.record else now.project.name
    with st.container(key="preview_area"):
        st.image(data, width=shown, alt=t("strip.page_of", name=name))


def page_jpeg(project: Project, record: Record | None, width_px: int) -> bytes:
    """One person's page as a JPEG file so many pixels wide. Raises as `certgen.compose.compose`."""
    assets = project.assets
    page = compose(project.layout, values_of(project, record), assets)
    return preview_jpeg(page, assets, width_px)


def thumbnail(project: Project, record: Record) -> str:
    """The address of the same, small."""
    return address(page_jpeg(project, record, THUMBNAIL_PX), st.context.url)
