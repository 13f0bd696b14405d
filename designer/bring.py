"""What happens to a project when its owner brings a file: pure, from project to project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from certgen.columns import columns_missing, columns_of, columns_used
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.errors import FontError, TemplateError
from certgen.gallery.sample import sample_project
from certgen.geometry import Size
from certgen.layout import Element, Layout, PageSize
from certgen.mapping import apply_mapping, guess_mapping, name_columns
from certgen.picture_file import Picture
from certgen.project import FontFile, Project, fontbook
from certgen.records import Table
from certgen.rescale import rescaled
from certgen.starter import place_name, start_layout, with_file_name
from certgen.template import Template, open_template
from designer.labels import wordings

MOST_PICTURES = 50
MOST_FONTS = 30


def with_template(project: Project, template: Template) -> Project:
    """Another template under the design, which follows its size.

    Where nobody has placed anything yet, the fields are laid out for it: as in the example, whose
    words belong to its own picture.
    """
    if shows_example(project):
        project = without_example(project)
    if is_untouched(project):
        layout = start_layout(template, project.table)
        return replace(project, template=template, layout=layout)
    return replace(project, template=template, layout=rescaled(project.layout, template.size))


def shows_example(project: Project) -> bool:
    """Whether the fields are the example's, as it shows them."""
    return project.layout.elements == sample_project().layout.elements


def without_example(project: Project) -> Project:
    """The project without the example's fields and pictures; the list stays."""
    theirs = sample_project().pictures
    pictures = tuple(picture for picture in project.pictures if picture not in theirs)
    return replace(project, pictures=pictures, layout=project.layout.with_elements(()))


def named_after(project: Project, file_name: str) -> Project:
    """The project called as a file is, without its ending, unless somebody has named it."""
    name = " ".join(file_name.rpartition(".")[0].replace("_", " ").split())
    if not name or project.name not in _given_names():
        return project
    return replace(project, name=name[:200])


def _given_names() -> set[str]:
    """The names that projects have before anybody names them."""
    return {sample_project().name, Project().name} | set(wordings("project.new_name"))


def with_printed_size(project: Project, size: Size) -> Project:
    """The same template printed larger or smaller, and the design with it.

    Raises:
        TemplateError: there is no template, or it cannot be opened.
    """
    old = _template_of(project)
    template = open_template(old.data, old.name, page=old.page, size=size)
    return replace(project, template=template, layout=rescaled(project.layout, template.size))


def with_template_page(project: Project, page: int) -> Project:
    """Another page, from 0, of the PDF that is the template. Raises as `with_printed_size`."""
    old = _template_of(project)
    template = open_template(old.data, old.name, page=page)
    return replace(project, template=template, layout=rescaled(project.layout, template.size))


def without_template(project: Project) -> Project:
    """A white page of the same size."""
    return replace(project, template=None)


def laid_out_anew(project: Project) -> Project:
    """Every field placed again as for a new design."""
    return replace(project, layout=start_layout(project.template, project.table))


def with_people(project: Project, table: Table) -> Project:
    """Another list of people.

    A design nobody has touched is laid out for the new list. Otherwise the columns that the
    design asks for are found in the list as far as they can be guessed.
    """
    layout = project.layout
    if is_untouched(project):
        layout = rescaled(start_layout(project.template, table), layout.page.size)
    elif not any(columns_of(element) for element in layout.elements):
        layout = _with_name(layout, table, project.template)
    elif columns_missing(layout, table.columns):
        table = apply_mapping(table, matched(columns_used(layout), table))
    return replace(project, layout=_named(layout, table), table=table, skipped=())


def is_untouched(project: Project) -> bool:
    """Whether the fields stand as they were laid out, or there are none."""
    elements = project.layout.elements
    return not elements or elements == start_layout(project.template, project.table).elements


def matched(wanted: Sequence[str], table: Table) -> dict[str, tuple[str, ...]]:
    """The wanted columns for which the list has a likely one, and which."""
    guess = guess_mapping(wanted, table.columns)
    return {want: sources for want, sources in guess.items() if sources}


def mapped(project: Project, table: Table, mapping: Mapping[str, Sequence[str]]) -> Project:
    """The list as it was read, under the columns that the design asks for."""
    return replace(project, table=apply_mapping(table, mapping))


def without_columns(project: Project, columns: Sequence[str]) -> Project:
    """The design without the elements that ask for one of these columns."""
    gone = set(columns)
    kept = tuple(e for e in project.layout.elements if not gone & set(columns_of(e)))
    layout = _named(project.layout.with_elements(kept), project.table)
    return replace(project, layout=layout)


def with_picture(project: Project, picture: Picture) -> Project:
    """One more picture; one of the same name is replaced, wherever it is used.

    Raises:
        TemplateError: there are too many.
    """
    others = tuple(p for p in project.pictures if p.name != picture.name)
    if len(others) >= MOST_PICTURES:
        raise TemplateError(
            f"There are {MOST_PICTURES} pictures already.", "Remove one that is not used."
        )
    return replace(project, pictures=(*others, picture))


def without_picture(project: Project, name: str) -> Project:
    """The project without a picture and the elements that show it."""
    elements = tuple(e for e in project.layout.elements if not shows_picture(e, name))
    pictures = tuple(p for p in project.pictures if p.name != name)
    return replace(project, pictures=pictures, layout=project.layout.with_elements(elements))


def shows_picture(element: Element, name: str) -> bool:
    """Whether an element shows the picture of this name."""
    return isinstance(element, PictureElement) and element.picture == name


def with_font(project: Project, font: FontFile) -> Project:
    """One more font file; one of the same name is replaced.

    Raises:
        FontError: it is not a usable font, or there are too many.
    """
    others = tuple(f for f in project.fonts if f.name != font.name)
    if len(others) >= MOST_FONTS:
        raise FontError(f"There are {MOST_FONTS} fonts already.", "Remove one that is not used.")
    fonts = (*others, font)
    fontbook(fonts)
    return replace(project, fonts=fonts)


def without_font(project: Project, name: str) -> Project:
    """The project without a font file; texts set in it get the first shipped serif."""
    fonts = tuple(f for f in project.fonts if f.name != name)
    known = {family.name.casefold() for family in fontbook(fonts).families}
    elements = tuple(_in_known_font(e, known) for e in project.layout.elements)
    return replace(project, fonts=fonts, layout=project.layout.with_elements(elements))


def _in_known_font(element: Element, known: set[str]) -> Element:
    if not isinstance(element, TextElement) or element.style.font.casefold() in known:
        return element
    plain = type(element.style)().font
    return msgspec.structs.replace(
        element, style=msgspec.structs.replace(element.style, font=plain)
    )


def _template_of(project: Project) -> Template:
    if project.template is None:
        raise TemplateError("There is no template yet.", "Choose a picture or a PDF first.")
    return project.template


def _with_name(layout: Layout, table: Table, template: Template | None) -> Layout:
    name = name_columns(table.columns, table.records)
    return with_file_name(place_name(layout, name, template), name) if name else layout


def _named(layout: Layout, table: Table) -> Layout:
    """A file name that the list can fill in: after the person, else by number alone."""
    if not columns_missing(Layout(file_name=layout.file_name), table.columns):
        return layout
    name = name_columns(table.columns, table.records)
    if not name:
        return msgspec.structs.replace(layout, file_name="{{#}}")
    return with_file_name(layout, name)


def white_page(project: Project, page: PageSize) -> Project:
    """A white page of another size in place of the template; the design follows."""
    layout = rescaled(project.layout, page.size)
    return replace(project, template=None, layout=layout)
