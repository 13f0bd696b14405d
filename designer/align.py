"""Lining elements up: with the page, with each other, in equal gaps, in equal size. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from certgen.geometry import EMPTY, Rect
from certgen.layout import Element, Layout
from designer.edits import moved

Edge = Literal["left", "center", "right", "top", "middle", "bottom"]
Axis = Literal["across", "down"]


def aligned(layout: Layout, ids: Collection[str], edge: Edge) -> Layout:
    """Lines elements up by their visible edges: one with the page, several with each other."""
    chosen = _chosen(layout, ids)
    if not chosen:
        return layout
    target = _around(chosen) if len(chosen) > 1 else _page(layout)
    for element in chosen:
        layout = moved(layout, {element.id}, *_way(element.bounds, target, edge))
    return layout


def centered_on_page(layout: Layout, ids: Collection[str], axis: Axis) -> Layout:
    """Puts the middle of all chosen elements together on the middle of the page."""
    chosen = _chosen(layout, ids)
    if not chosen:
        return layout
    edge: Edge = "center" if axis == "across" else "middle"
    return moved(layout, ids, *_way(_around(chosen), _page(layout), edge))


def distributed(layout: Layout, ids: Collection[str], axis: Axis) -> Layout:
    """Makes the gaps between three elements or more equal; the outermost stay."""
    start, end = (0, 2) if axis == "across" else (1, 3)
    chosen = sorted(_chosen(layout, ids), key=lambda e: e.bounds[start] + e.bounds[end])
    if len(chosen) < 3:
        return layout
    room = chosen[-1].bounds[end] - chosen[0].bounds[start]
    gap = (room - sum(e.bounds[end] - e.bounds[start] for e in chosen)) / (len(chosen) - 1)
    position = chosen[0].bounds[end] + gap
    for element in chosen[1:-1]:
        way = position - element.bounds[start]
        layout = moved(layout, {element.id}, *((way, 0.0) if axis == "across" else (0.0, way)))
        position += element.bounds[end] - element.bounds[start] + gap
    return layout


def same_size(layout: Layout, ids: Collection[str], axis: Axis) -> Layout:
    """Makes elements as wide (or as high) as the largest of them, about their middles."""
    chosen = _chosen(layout, ids)
    if len(chosen) < 2:
        return layout
    length, place = ("width", "x") if axis == "across" else ("height", "y")
    largest = max(getattr(e.box, length) for e in chosen)
    for element in chosen:
        grown = (largest - getattr(element.box, length)) / 2
        there = round(getattr(element.box, place) - grown, 2)
        box = msgspec.structs.replace(element.box, **{length: largest, place: there})
        layout = layout.replacing(msgspec.structs.replace(element, box=box))
    return moved(layout, ids, 0.0, 0.0)


def _chosen(layout: Layout, ids: Collection[str]) -> list[Element]:
    return [e for e in layout.elements if e.id in ids and not e.locked]


def _around(elements: list[Element]) -> Rect:
    rect = EMPTY
    for element in elements:
        rect = rect.united(element.bounds)
    return rect


def _page(layout: Layout) -> Rect:
    return Rect(0.0, 0.0, layout.page.width, layout.page.height)


def _way(bounds: Rect, target: Rect, edge: Edge) -> tuple[float, float]:
    match edge:
        case "left":
            return target.left - bounds.left, 0.0
        case "right":
            return target.right - bounds.right, 0.0
        case "center":
            return (target.left + target.right - bounds.left - bounds.right) / 2, 0.0
        case "top":
            return 0.0, target.top - bounds.top
        case "bottom":
            return 0.0, target.bottom - bounds.bottom
        case "middle":
            return 0.0, (target.top + target.bottom - bounds.top - bounds.bottom) / 2
