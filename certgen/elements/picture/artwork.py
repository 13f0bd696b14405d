"""A picture element -> where its picture goes and which part of it is seen."""

from __future__ import annotations

from collections.abc import Mapping

from certgen.elements.picture.model import PictureElement
from certgen.geometry import Rect
from certgen.marks import Artwork, Finding, PictureMark, artwork
from certgen.picture_file import Picture

_PART_BEFORE = {"left": 0.0, "top": 0.0, "center": 0.5, "middle": 0.5, "right": 1.0, "bottom": 1.0}
_WHOLE = Rect(0.0, 0.0, 1.0, 1.0)


def picture_artwork(element: PictureElement, pictures: Mapping[str, Picture]) -> Artwork:
    """The picture fitted into the element's box; without marks and with a finding if it is gone."""
    picture = pictures.get(element.picture)
    if picture is None:
        return artwork(element.id, (), element.matrix, findings=(_missing(element),))
    rect, crop = _placed(element, picture.width_px / picture.height_px)
    mark = PictureMark(element.picture, rect, crop, element.description)
    return artwork(element.id, (mark,), element.matrix, opacity=element.opacity)


def _placed(element: PictureElement, aspect: float) -> tuple[Rect, Rect]:
    """The rectangle it fills, in millimeters in the box, and the part of it that is used."""
    width, height = element.box.width, element.box.height
    before = _PART_BEFORE[element.align], _PART_BEFORE[element.valign]
    box = Rect(0.0, 0.0, width, height)
    match element.fit:
        case "stretch":
            return box, _WHOLE
        case "contain":
            shown = min(width, height * aspect), min(height, width / aspect)
            return _inside(box, *shown, before), _WHOLE
        case "cover":
            seen = width / height / aspect
            return box, _inside(_WHOLE, min(1.0, seen), min(1.0, 1 / seen), before)


def _inside(outer: Rect, width: float, height: float, before: tuple[float, float]) -> Rect:
    """A rectangle of that size in an outer one, with these parts of the free room before it."""
    left = outer.left + (outer.width - width) * before[0]
    top = outer.top + (outer.height - height) * before[1]
    return Rect(left, top, left + width, top + height)


def _missing(element: PictureElement) -> Finding:
    if element.picture:
        message = f"“{element.name}” shows “{element.picture}”, which is not among the pictures."
    else:
        message = f"“{element.name}” has no picture yet. Choose one, or remove the field."
    return Finding(
        kind="picture-missing",
        severity="error",
        message=message,
        element=element.id,
        detail=element.picture,
    )
