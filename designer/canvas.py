"""The canvas: the page with every element as it will print, to be moved with the mouse.

Two rules keep canvas and layout in step. It is told something only when anything but itself
changed what it shows (the revision); it is listened to only when it says something new.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from certgen.elements.picture.model import PictureElement
from certgen.geometry import Rect
from certgen.layout import Element, Layout, PageSize
from certgen.project import Project
from certgen.template import Template
from certgen.units import px_per_mm
from designer import companion, drawing, edits
from designer.addresses import address, served
from designer.commands import named, perform
from designer.companion import Act, Room
from designer.drawing import Shown
from designer.sample import values_of
from designer.session import edit_layout, state, t, update
from designer.snap import page_lines
from designer.sprites import bare, sprites

KEY = "canvas"
SCREEN_DPI = 96.0
MAX_PX = 4_000
ROOM_BEFORE_KNOWN = Room(760.0, 560.0, 1.0)
_INK = "#4f5bd5"


def listen() -> None:
    """Takes in what was done on the canvas and beside it since the last run.

    To be called before anything that shows the layout is drawn.
    """
    answer = (st.session_state.get(KEY, {}).get("drawing") or {}).get("raw")
    acts, told = companion.acts(), companion.room()
    _hear_canvas(answer)
    _hear_companion(acts)
    if told is not None and told != state().room:
        update(room=told, revision=state().revision + 1)


def canvas() -> None:
    """Draws the canvas and its companion."""
    from streamlit_drawable_canvas import st_canvas  # it can only be imported in a running app

    scale = _tell()
    now = state()
    page = now.layout.page
    width, height = round(page.width * scale), round(page.height * scale)
    with st.container(key="canvas_area"):
        st_canvas(
            width=width,
            height=height,
            drawing_mode="labeled_rect",
            fill_color="rgba(79, 91, 213, 0.10)",
            stroke_color=_INK,
            stroke_width=1,
            initial_drawing=now.surface.drawing,
            # The companion says when there is something to hear: at once, and only then.
            update_streamlit=False,
            key=KEY,
        )
        companion.mount(_for_companion(scale))


def awaits_room() -> bool:
    """Whether another run follows at once: a browser that has the canvas tells the room there is.

    That is so in the first run of a session alone.
    """
    now = state()
    return served() and not now.room.width and len(now.surface.told) == 1


def draw_ahead(project: Project) -> None:
    """Draws what a new session with this project is shown first; it is kept until then."""
    page = project.layout.page
    scale = scale_for(page, ROOM_BEFORE_KNOWN, zoom=0.0)
    first = next(iter(project.table.records), None)
    sprites(project, values_of(project, first), scale * _finer(ROOM_BEFORE_KNOWN))
    if project.template:
        _background(project.template, round(page.width * scale))


def scale_for(page: PageSize, room: Room, zoom: float) -> float:
    """Canvas pixels per millimeter: the page as large as the room allows, or a factor of real size.

    Canvas pixels are device pixels; `room.ratio` of them make a CSS pixel.
    """
    if zoom > 0:
        css = px_per_mm(SCREEN_DPI) * zoom
    else:
        css = min(room.width / page.width, room.height / page.height)
    return min(css * room.ratio, MAX_PX / max(page.width, page.height))


def page_pixels() -> tuple[int, int]:
    """How wide the page is shown: in device pixels and in CSS pixels."""
    scale = scale_for(state().layout.page, _room(), state().zoom)
    width = round(state().layout.page.width * scale)
    return width, round(width / _room().ratio)


def zoomed(direction: int) -> None:
    """Makes the page on the canvas a step larger or smaller."""
    now = state()
    scale = scale_for(now.layout.page, _room(), now.zoom)
    zoom = scale / _room().ratio / px_per_mm(SCREEN_DPI)
    update(zoom=min(4.0, max(0.1, zoom * 1.25**direction)), revision=now.revision + 1)


def _room() -> Room:
    known = state().room
    return known if known.width else ROOM_BEFORE_KNOWN


def _tell() -> float:
    """Gives the canvas a new drawing if something else than itself changed; pixels per mm."""
    now = state()
    scale = scale_for(now.layout.page, _room(), now.zoom)
    last = now.surface.told[-1] if now.surface.told else None
    if last is None or (last.revision, last.scale) != (now.revision, scale):
        if last is not None and last.revision == now.revision:
            update(revision=now.revision + 1)
        pictures = _sprites(scale)
        fresh = drawing.shown(now.layout, pictures, scale, state().revision)
        given = drawing.to_drawing(now.layout, pictures, fresh, address, _room().ratio)
        update(surface=now.surface.telling(fresh, given))
    return scale


def _sprites(scale: float) -> dict[str, drawing.Sprite]:
    now = state()
    values = values_of(now.project, now.record)
    return sprites(now.project, values, scale * _finer(_room()))


def _finer(room: Room) -> float:
    """On a coarse screen twice the pixels keep letters crisp while they are turned and pulled."""
    return 2.0 if room.ratio < 1.5 else 1.0


def _hear_canvas(answer: drawing.Drawing | None) -> None:
    now = state()
    if not answer or answer == now.surface.heard:
        return
    surface, what, before = now.surface.hearing(answer)
    update(surface=surface)
    if before is None:
        return
    ids = drawing.touched(before, what)
    if ids:
        edit_layout(
            named("edit.move", ids),
            lambda layout: drawing.applied(layout, before, what, snap=now.snap),
            from_canvas=True,
        )
    for rect in what.drawn:
        _add_drawn(rect, before)
    if ids and not _canvas_is_right(now.layout, what.revision, ids):
        update(revision=state().revision + 1)


def _canvas_is_right(before: Layout, revision: int | None, ids: tuple[str, ...]) -> bool:
    """Whether the canvas already shows the layout: the latest one, at rest, nothing set anew."""
    now = state()
    last = now.surface.told[-1]
    if revision != last.revision or now.layout is before:
        return False
    if any(bare(before.element(i)) != bare(now.layout.element(i)) for i in ids):
        return False
    return drawing.agree(drawing.shown(now.layout, _sprites(last.scale), last.scale, 0), last)


def _add_drawn(rect: Rect, before: Shown) -> None:
    box = drawing.drawn_box(rect, before.scale)
    template = state().project.template
    name = t("canvas.new_text")
    edit_layout(
        t("edit.add", what=name),
        lambda layout: edits.with_text(layout, name, name, template, box),
    )
    update(tool="select", revision=state().revision + 1)


def _hear_companion(acts: tuple[Act, ...]) -> None:
    fresh = [act for act in acts if act.number > state().surface.acted]
    if fresh:
        update(surface=replace(state().surface, acted=fresh[-1].number))
        perform(fresh)


def _for_companion(scale: float) -> dict[str, Any]:
    now = state()
    last, template = now.surface.told[-1], now.project.template
    xs, ys = page_lines(now.layout)
    width = round(now.layout.page.width * scale)
    return {
        "revision": now.revision,
        "boxes": [
            _box(e, scale) | {"frame": last.placements[e.id]._asdict()}
            for e in now.layout.elements
            if e.id in last.placements
        ],
        "selected": list(now.selected),
        "lines": {"xs": [x * scale for x in xs], "ys": [y * scale for y in ys]},
        "snap": now.snap,
        "tool": now.tool,
        "width": width / _room().ratio,
        "height": round(now.layout.page.height * scale) / _room().ratio,
        "ratio": _room().ratio,
        "room": now.room._asdict() if now.room.width else None,
        "background": template and address(_background(template, width)),
        "acted": now.surface.acted,
        "answers": now.surface.answers,
        "label": t("canvas.label", count=len(now.layout.elements)),
    }


def _box(element: Element, scale: float) -> dict[str, Any]:
    """An element for the companion: its box on the canvas (middle, size, angle) and its words."""
    box, (x, y) = element.box, element.box.center
    return {
        "id": element.id,
        "name": element.name,
        "locked": element.locked,
        "content": None if isinstance(element, PictureElement) else element.content,
        "x": x * scale,
        "y": y * scale,
        "width": box.width * scale,
        "height": box.height * scale,
        "angle": element.rotation,
    }


@lru_cache(maxsize=24)
def _background(template: Template, width: int) -> bytes:
    """The template at the canvas's size, small enough to travel."""
    out = io.BytesIO()
    image = template.image(width)
    image.save(out, "JPEG", quality=88, subsampling=0)
    photo = out.getvalue()
    # Drawn templates with few colors are smaller, and exact, as PNG.
    if len(colors := image.getcolors(256) or []) and len(colors) <= 256:
        out = io.BytesIO()
        image.save(out, "PNG")
        return min(photo, out.getvalue(), key=len)
    return photo
