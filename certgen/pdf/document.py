"""What single and combined files have in common: the base all pages begin with, and the catalog."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from certgen.compose import Plan
from certgen.geometry import Size
from certgen.pdf.content import Drawing
from certgen.pdf.flate import small
from certgen.pdf.fonts import FINDABLE, FINDABLE_FONT
from certgen.pdf.picture import embedded
from certgen.pdf.resources import Resources
from certgen.pdf.syntax import dictionary, numbers, reference, text_string
from certgen.pdf.template_page import put_template_page
from certgen.pdf.writer import Writer
from certgen.template import Template
from certgen.units import mm_to_pt


@dataclass(frozen=True, slots=True)
class Base:
    """What every page begins with: its stream's number, and the drawing it came from."""

    content: int
    drawing: Drawing
    catalog: dict[str, str] = field(default_factory=dict)


def put_base(plan: Plan, resources: Resources) -> Base:
    """Writes template and unchanging artworks.

    Raises:
        TemplateError: the template or a picture cannot be used.
    """
    drawing = Drawing(resources)
    template, extra = plan.assets.template, dict[str, str]()
    if template is not None and template.is_pdf:
        form, extra = put_template_page(template, resources.writer)
        drawing.add_background(form, plan.size, readable=True)
    elif template is not None:
        drawing.add_background(_put_picture(template, resources), plan.size, readable=False)
    drawing.add(plan.base)
    content = resources.writer.put(drawing.stream(plan.size, compress=small))
    return Base(content, drawing, extra)


def _put_picture(template: Template, resources: Resources) -> int:
    assert template.picture is not None
    return embedded(template.picture, on_white=True).put(resources.writer)


def put_findable(writer: Writer) -> dict[str, str]:
    """Writes the font for what is found but not seen; gives its entry of the Font resources."""
    return {FINDABLE: reference(writer.put(FINDABLE_FONT))}


def font_dictionary(entries: dict[str, str]) -> bytes:
    """The fonts by name."""
    return dictionary(entries).encode("ascii")


def page_dictionary(
    plan: Plan, *, parent: int, contents: tuple[int, int], resources: str, key: int
) -> bytes:
    """A page; `key` is its place in the parent tree."""
    base, own = contents
    return (
        f"<</Type/Page/Parent {parent} 0 R/MediaBox{_media_box(plan.size)}"
        f"/Contents[{base} 0 R {own} 0 R]/Resources{resources}/StructParents {key}/Tabs/S>>"
    ).encode("ascii")


@lru_cache(maxsize=32)
def _media_box(size: Size) -> str:
    return f"[{numbers((0, 0, mm_to_pt(size.width), mm_to_pt(size.height)))}]"


def catalog(
    plan: Plan, *, pages: int, structure: int, metadata: int, extra: dict[str, str]
) -> bytes:
    """The root of a file."""
    language = plan.layout.language
    entries = {
        "Type": "/Catalog",
        "Pages": f"{pages} 0 R",
        "Lang": text_string(language) if language else "",
        "MarkInfo": "<</Marked true>>",
        "StructTreeRoot": f"{structure} 0 R",
        "Metadata": f"{metadata} 0 R",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        **extra,
    }
    return dictionary(entries).encode("ascii")
