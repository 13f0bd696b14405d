"""A picture, the same for everybody: a logo, a signature, a seal."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from certgen.elements.base import BaseElement

PictureName = Annotated[str, Meta(pattern=r"^[^/\\\x00-\x1f]{0,120}$")]


class PictureElement(BaseElement, frozen=True, tag="picture", tag_field="kind"):
    """A picture kept in the project under the name `picture`.

    `fit`: "contain" shows it whole inside the box, "cover" fills the box and cuts off what is
    over, "stretch" fills the box exactly. `description` is what a screen reader says.
    """

    picture: PictureName = ""
    fit: Literal["contain", "cover", "stretch"] = "contain"
    align: Literal["left", "center", "right"] = "center"
    valign: Literal["top", "middle", "bottom"] = "middle"
    description: Annotated[str, Meta(max_length=500)] = ""
