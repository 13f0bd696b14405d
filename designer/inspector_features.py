"""Other figures, letters and ligatures, as far as the chosen font has them."""

from __future__ import annotations

import streamlit as st

from certgen.elements.text.model import TextElement
from certgen.text.chain import Face
from certgen.text.features import features_of
from designer.controls import set_property
from designer.edits import shared
from designer.seeding import seeded
from designer.session import state, t

_PATH = "style.features"


def features_menu() -> None:
    """A menu of the features that all selected texts' fonts have; nothing if there are none."""
    now = state()
    fonts = now.project.assets.fonts
    texts = [element for element in now.selection if isinstance(element, TextElement)]
    offers = [features_of(_face(element), fonts) for element in texts]
    chosen = shared(now.selection, _PATH) or ()
    offered = [tag for tag in offers[0] if all(tag in offer for offer in offers)] if offers else []
    # What was chosen for another font can still be taken away.
    options = [*offered, *(tag for tag in chosen if tag not in offered)]
    if not options:
        return
    seed = seeded(f"{_PATH} of {' '.join(now.selected)}", list(chosen))
    st.multiselect(
        t("inspect.features"),
        options,
        seed.value,
        format_func=_words,
        key=seed.key,
        placeholder=t("inspect.features_none"),
        on_change=seed.heard(_write),
        args=(now.selected,),
    )


def _face(element: TextElement) -> Face:
    style = element.style
    return Face(style.font, style.weight, style.italic, "")


def _words(tag: str) -> str:
    if tag.startswith("ss") and tag[2:].isdecimal():
        return t("feature.set", number=int(tag[2:]))
    return t(f"feature.{tag}") if tag in _NAMED else tag


_NAMED = ("onum", "lnum", "tnum", "zero", "swsh", "salt", "dlig", "hlig")


def _write(tags: list[str], ids: tuple[str, ...]) -> None:
    set_property(_PATH, ids, tuple(tags))
