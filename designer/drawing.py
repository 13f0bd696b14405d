"""Layout to canvas drawing and back. Pure; knows Fabric's JSON, not the canvas component.

Each element is a Fabric Image of itself as it will print. Which element it is, and which revision
it belongs to, stand as parameters in the picture's address, which comes back untouched. What came
back is compared with what was shown, never with the layout, so that an element nobody touched stays
exactly where it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from certgen.elements.base import Box
from certgen.geometry import Rect
from certgen.layout import Element, Layout
from designer.edits import moved, placed, scaled
from designer.snap import settled

Drawing = dict[str, Any]

_IDENTITY = re.compile(r"id=([A-Za-z0-9_-]+)[;&]rev=([0-9]+)")
_TOLD = 12
# Fabric tells numbers to so many digits. What it is given has no more, so that it comes back equal.
_DIGITS = 4
_PX, _DEGREES, _SAME_SCALE = 0.05, 0.05, 0.01
# Some browsers tell the mouse's place in whole pixels only.
SETTLE_PX = 1.1
_TURNED_PX = 1.0
_HANDLES = {
    "cornerStyle": "circle",
    "cornerColor": "#ffffff",
    "cornerStrokeColor": "#4f5bd5",
    "borderColor": "#4f5bd5",
    "transparentCorners": False,
    "snapAngle": 15,
    "snapThreshold": 3,
    "lockScalingFlip": True,
    "centeredRotation": True,
}
_SIZES = {"cornerSize": 11, "touchCornerSize": 28, "borderScaleFactor": 1.5}
_LOCKS = ("lockMovementX", "lockMovementY", "lockRotation", "lockScalingX", "lockScalingY")


@dataclass(frozen=True, slots=True)
class Sprite:
    """An element's picture (a PNG file), its pixels, and what part of the element's frame it
    shows: millimeters, origin at the top left of the box."""

    png: bytes
    width_px: int
    height_px: int
    rect: Rect


class Placement(NamedTuple):
    """Where a picture is on the canvas: its middle, size (pixels) and angle (degrees)."""

    x: float
    y: float
    width: float
    height: float
    angle: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What the canvas shows: pixels per millimeter, placements, and which part each one is."""

    revision: int
    scale: float
    placements: Mapping[str, Placement]
    rects: Mapping[str, Rect]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the canvas says: placements by id, and rectangles drawn for new fields (pixels)."""

    revision: int | None
    placements: Mapping[str, Placement]
    drawn: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """What page and canvas last told each other.

    `told` holds the latest revisions given to the canvas, newest last: an answer may still be to
    an earlier one. `drawing` is the newest as given, `heard` the last answer as it came,
    `answers` how many there were. `acted` is the number of the last act that was carried out.
    """

    told: tuple[Shown, ...] = ()
    drawing: Drawing | None = None
    heard: Drawing | None = None
    answers: int = 0
    acted: int = 0

    def telling(self, now: Shown, drawing: Drawing) -> Surface:
        """The same after giving the canvas a new drawing."""
        return replace(self, told=(*self.told, now)[-_TOLD:], drawing=drawing)

    def hearing(self, answer: Drawing) -> tuple[Surface, Heard, Shown | None]:
        """The same after an answer; what it says, and what the canvas showed before that."""
        what = heard(answer)
        before = next((s for s in self.told if s.revision == what.revision), None)
        if what.revision is None and self.told:
            before = self.told[-1]
        told = tuple(after_hearing(s, what) if s is before else s for s in self.told)
        answered = replace(self, told=told, heard=answer, answers=self.answers + 1)
        return answered, what, before


def shown(layout: Layout, sprites: Mapping[str, Sprite], scale: float, revision: int) -> Shown:
    """Where every visible element's picture belongs on a canvas of so many pixels per mm."""
    visible = [e for e in layout.elements if e.id in sprites]
    rects = {e.id: sprites[e.id].rect for e in visible}
    places = {e.id: _placement(e, sprites[e.id], scale) for e in visible}
    return Shown(revision, scale, places, rects)


def to_drawing(
    layout: Layout,
    sprites: Mapping[str, Sprite],
    now: Shown,
    address: Callable[[bytes], str],
    ratio: float = 1.0,
) -> Drawing:
    """The drawing for the canvas, back to front.

    `address` says where the browser finds a picture; `ratio` is canvas pixels to a CSS pixel.
    """
    objects = [
        _object(element, sprites[element.id], now, address)
        | {name: size * ratio for name, size in _SIZES.items()}
        for element in layout.elements
        if element.id in sprites
    ]
    return {"objects": objects, "revision": now.revision}


def addressed(address: str, element_id: str, revision: int) -> str:
    """An address that says which element it is a picture of.

    A data address takes parameters before its data, any other a fragment, so that the browser
    fetches each picture once, whatever the revision.
    """
    if address.startswith("data:"):
        kind, _, data = address.partition(";base64,")
        return f"{kind};id={element_id};rev={revision};base64,{data}"
    return f"{address}#id={element_id}&rev={revision}"


def heard(drawing: Drawing) -> Heard:
    """Reads what the canvas sent; objects that are not ours are left out."""
    placements: dict[str, Placement] = {}
    revision: int | None = None
    drawn: list[Rect] = []
    for item in drawing.get("objects", []):
        if item.get("type") == "LabeledRect":
            drawn.append(_drawn(item))
            continue
        # A data address can be long; its parameters are at the start, a fragment is at the end.
        source = str(item.get("src", ""))
        found = _IDENTITY.search(source[:200]) or _IDENTITY.search(source[-200:])
        if found:
            revision = max(revision or 0, int(found[2]))
            placements[found[1]] = _read(item)
    return Heard(revision, placements, tuple(drawn))


def touched(before: Shown, after: Heard) -> tuple[str, ...]:
    """The ids of everything that was moved, resized or rotated."""
    return tuple(
        element_id
        for element_id, place in after.placements.items()
        if element_id in before.placements and not _same(before.placements[element_id], place)
    )


def applied(layout: Layout, before: Shown, after: Heard, *, snap: bool = False) -> Layout:
    """The layout after what was done on the canvas; the same object when nothing was.

    With `snap`, what was moved next to a line (see `designer.snap`) is put exactly on it.
    """
    known = {element.id for element in layout.elements}
    only_moved = set()
    for element_id in touched(before, after):
        if element_id not in known:
            continue
        old, new = before.placements[element_id], after.placements[element_id]
        if _same_shape(old, new):
            way = (new.x - old.x) / before.scale, (new.y - old.y) / before.scale
            layout = moved(layout, {element_id}, *way)
            only_moved.add(element_id)
        else:
            layout = _reshaped(layout, element_id, before, new)
    if snap and only_moved:
        layout = settled(layout, only_moved, SETTLE_PX / before.scale)
    return layout


def after_hearing(before: Shown, what: Heard) -> Shown:
    """What the canvas shows now that it has said so."""
    kept = {i: p for i, p in what.placements.items() if i in before.placements}
    return replace(before, placements={**before.placements, **kept})


def agree(one: Shown, other: Shown) -> bool:
    """Whether two descriptions of the canvas differ by less than the eye sees (half a pixel)."""
    if one.placements.keys() != other.placements.keys():
        return False
    return all(
        max(abs(a - b) for a, b in zip(place, other.placements[i], strict=True)) < 0.5
        for i, place in one.placements.items()
    )


def drawn_box(rect: Rect, scale: float) -> Box:
    """A rectangle drawn on the canvas (pixels) as a box on the page (mm)."""
    return Box(
        x=round(rect.left / scale, 2),
        y=round(rect.top / scale, 2),
        width=max(1.0, round(rect.width / scale, 2)),
        height=max(1.0, round(rect.height / scale, 2)),
    )


def _placement(element: Element, sprite: Sprite, scale: float) -> Placement:
    rect = sprite.rect
    x, y = element.matrix.apply((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)
    return Placement(
        round(x * scale, _DIGITS),
        round(y * scale, _DIGITS),
        sprite.width_px * _factor(rect.width * scale, sprite.width_px),
        sprite.height_px * _factor(rect.height * scale, sprite.height_px),
        element.rotation % 360.0,
    )


def _factor(length: float, pixels: int) -> float:
    return round(length / pixels, _DIGITS)


def _object(
    element: Element, sprite: Sprite, now: Shown, address: Callable[[bytes], str]
) -> dict[str, Any]:
    locks, place = dict.fromkeys(_LOCKS, element.locked), now.placements[element.id]
    return {
        "type": "Image",
        "src": addressed(address(sprite.png), element.id, now.revision),
        "left": place.x,
        "top": place.y,
        "originX": "center",
        "originY": "center",
        "width": sprite.width_px,
        "height": sprite.height_px,
        "scaleX": _factor(place.width, sprite.width_px),
        "scaleY": _factor(place.height, sprite.height_px),
        "angle": place.angle,
        **_HANDLES,
        **locks,
        "hasControls": not element.locked,
    }


def _read(item: dict[str, Any]) -> Placement:
    width = float(item.get("width", 0)) * abs(float(item.get("scaleX", 1)))
    height = float(item.get("height", 0)) * abs(float(item.get("scaleY", 1)))
    angle = float(item.get("angle", 0)) % 360.0
    # From the origin the object names to its middle.
    dx = _TO_MIDDLE[item.get("originX", "left")] * width
    dy = _TO_MIDDLE[item.get("originY", "top")] * height
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x = float(item.get("left", 0)) + dx * cos - dy * sin
    y = float(item.get("top", 0)) + dx * sin + dy * cos
    return Placement(x, y, width, height, angle)


_TO_MIDDLE = {"left": 0.5, "top": 0.5, "center": 0.0, "right": -0.5, "bottom": -0.5}


def _drawn(item: dict[str, Any]) -> Rect:
    place = _read(item)
    return Rect(
        place.x - place.width / 2,
        place.y - place.height / 2,
        place.x + place.width / 2,
        place.y + place.height / 2,
    )


def _same(old: Placement, new: Placement) -> bool:
    return abs(old.x - new.x) < _PX and abs(old.y - new.y) < _PX and _same_shape(old, new)


def _same_shape(old: Placement, new: Placement) -> bool:
    turned = abs((new.angle - old.angle + 180.0) % 360.0 - 180.0)
    return (
        turned < _DEGREES
        and abs(old.width - new.width) < _PX
        and abs(old.height - new.height) < _PX
    )


def _reshaped(layout: Layout, element_id: str, before: Shown, new: Placement) -> Layout:
    element, old = layout.element(element_id), before.placements[element_id]
    across, down = new.width / old.width, new.height / old.height
    box, rect = element.box, before.rects[element_id]
    rotation = element.rotation + (new.angle - old.angle)
    # From the middle of the box to the middle of the picture, stretched and turned alike.
    off_x = ((rect.left + rect.right) / 2 - box.width / 2) * across
    off_y = ((rect.top + rect.bottom) / 2 - box.height / 2) * down
    cos, sin = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
    x = new.x / before.scale - (off_x * cos - off_y * sin)
    y = new.y / before.scale - (off_x * sin + off_y * cos)
    if max(abs(x - box.center[0]), abs(y - box.center[1])) < _TURNED_PX / before.scale:
        # Turned about the middle of the picture, which is nearly that of the box: nothing moved.
        x, y = box.center
    width, height = box.width * across, box.height * down
    there = Box(x=x - width / 2, y=y - height / 2, width=width, height=height)
    # Pulling a corner enlarges the letters too, pulling a side only makes room.
    if abs(across / down - 1) < _SAME_SCALE and abs(across - 1) > _SAME_SCALE:
        layout = scaled(layout, element_id, across)
    return placed(layout, element_id, there, rotation)
