"""The back of a page as a page of its own: a picture shown whole, or a page of a PDF."""

from __future__ import annotations

from dataclasses import replace

from certgen.compose import Assets
from certgen.elements.base import Box
from certgen.elements.picture.model import PictureElement
from certgen.layout import Layout, PageSize
from certgen.template import Template

_NAME = "back"


def back_side(back: Template, page: PageSize) -> tuple[Layout, Assets]:
    """What composes to the back of a page of this size; a picture keeps its proportions."""
    if back.picture is None:
        return Layout(page=page), Assets(back)
    shown = PictureElement(
        id=_NAME,
        name=_NAME,
        box=Box(x=0.0, y=0.0, width=page.width, height=page.height),
        picture=_NAME,
    )
    pictures = {_NAME: replace(back.picture, name=_NAME)}
    return Layout(page=page, elements=(shown,)), Assets(pictures=pictures)
