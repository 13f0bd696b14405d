"""How texts look: font, size, color, alignment, and what happens when they are too long."""

from __future__ import annotations

import streamlit as st

from certgen.elements.text.model import TextElement
from designer import controls
from designer.edits import shared
from designer.font_menu import font_menu
from designer.palette import main_colors
from designer.seeding import seeded
from designer.session import state, t

_BOLD = 700


def text_section() -> None:
    """Everything about the look of texts that is used every day."""
    font_menu()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        controls.number(
            "style.size", t("inspect.size"), low=0.5, high=2000, step=1, help=t("inspect.size_help")
        )
        _bold_and_italic()
    controls.color("style.color", t("inspect.color"))
    _swatches()
    _alignment()
    _fitting()


def _bold_and_italic() -> None:
    now = state()
    weight, italic = (shared(now.selection, f"style.{name}") for name in ("weight", "italic"))
    chosen = [name for name, on in (("bold", (weight or 0) >= 600), ("italic", bool(italic))) if on]
    seed = seeded(f"bold and italic of {' '.join(now.selected)}", chosen)
    st.segmented_control(
        t("inspect.style"),
        ["bold", "italic"],
        format_func=lambda name: f":material/format_{name}: ",
        selection_mode="multi",
        default=seed.value,
        key=seed.key,
        label_visibility="collapsed",
        on_change=seed.heard(_restyle),
        args=(now.selected, tuple(chosen)),
    )


def _restyle(wanted: list[str], ids: tuple[str, ...], before: tuple[str, ...]) -> None:
    if ("bold" in wanted) != ("bold" in before):
        controls.set_property("style.weight", ids, _BOLD if "bold" in wanted else 400)
    if ("italic" in wanted) != ("italic" in before):
        controls.set_property("style.italic", ids, "italic" in wanted)


def _swatches() -> None:
    colors = main_colors(state().project.template)
    rules = "".join(
        f".st-key-swatch_{c[1:]} button {{ background: {c} !important; }}" for c in colors
    )
    st.html(f"<style>{rules}</style>")
    with st.container(horizontal=True, gap="xsmall", key="swatches"):
        for color in colors:
            st.button(
                t("inspect.swatch", color=color),
                key=f"swatch_{color[1:]}",
                help=t("inspect.swatch", color=color),
                on_click=controls.set_property,
                args=("style.color", state().selected, color),
            )


def _alignment() -> None:
    with st.container(horizontal=True, gap="small", key="alignment"):
        controls.choice(
            "style.align",
            t("inspect.align"),
            {
                name: f":material/format_align_{name}:"
                for name in ("left", "center", "right", "justify")
            },
        )
        controls.choice(
            "style.valign",
            t("inspect.valign"),
            {
                "top": ":material/vertical_align_top:",
                "middle": ":material/vertical_align_center:",
                "bottom": ":material/vertical_align_bottom:",
            },
        )


def _fitting() -> None:
    controls.switch("fit.shrink", t("inspect.shrink"), help=t("inspect.shrink_help"))
    controls.switch("fit.wrap", t("inspect.wrap"), help=t("inspect.wrap_help"))


def limits() -> None:
    """How far a text may shrink and wrap, where it may."""
    fits = [e.fit for e in state().selection if isinstance(e, TextElement)]
    size, lines = st.columns(2, gap="small", vertical_alignment="bottom")
    if any(fit.shrink for fit in fits):
        with size:
            controls.number("fit.min_size", t("inspect.min_size"), low=0.5, high=2000, step=1)
    if any(fit.wrap for fit in fits):
        with lines:
            controls.number(
                "fit.max_lines",
                t("inspect.max_lines"),
                low=1,
                high=100,
                step=1,
                decimals=0,
                store=int,
            )
