"""The example: a finished project with people in it, to try everything on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import structs

from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.gallery import make
from certgen.gallery.emblem import emblem
from certgen.gallery.handwriting import marquez, okafor
from certgen.gallery.typeset import box
from certgen.geometry import Rect
from certgen.layout import Element, Layout
from certgen.picture_file import Picture, open_picture
from certgen.project import Project
from certgen.records import Record, Table

COLUMNS = ("Name", "Course", "Date", "Email")
TYPOGRAPHY = "Introduction to Typography"
BOOKBINDING = "Bookbinding by Hand"
CALLIGRAPHY = "Calligraphy with the Broad-Edged Pen"
# A very long name, accents, other scripts and two people of one name: what real lists have.
PEOPLE = (
    ("Ana Lindqvist", TYPOGRAPHY, "14 June 2026", "ana@example.org"),
    ("Liam O’Connor", TYPOGRAPHY, "14 June 2026", "liam@example.org"),
    (
        "Maximiliana Alexandra Freifrau von Hohenstein-Featherstonehaugh",
        CALLIGRAPHY,
        "21 June 2026",
        "maximiliana@example.org",
    ),
    ("José Núñez Peña", BOOKBINDING, "28 June 2026", "jose@example.org"),
    ("فاطمة الزهراء", CALLIGRAPHY, "21 June 2026", "fatima@example.org"),
    ("山田 花子", CALLIGRAPHY, "21 June 2026", "hanako@example.org"),
    ("Chidi Okonkwo", BOOKBINDING, "28 June 2026", "chidi@example.org"),
    ("Ana Lindqvist", BOOKBINDING, "28 June 2026", "ana.lindqvist@example.org"),
    ("Nguyễn Thị Ánh", TYPOGRAPHY, "14 June 2026", "anh@example.org"),
    ("Priya Raghunathan", TYPOGRAPHY, "14 June 2026", "priya@example.org"),
    ("Олена Шевченко", BOOKBINDING, "28 June 2026", "olena@example.org"),
    ("Li Yu", CALLIGRAPHY, "21 June 2026", "li@example.org"),
)
FIRST_ROW = 2

INSTRUCTOR, DIRECTOR, EMBLEM = "signature-instructor.png", "signature-director.png", "emblem.png"
CAPTIONS = {
    "instructor-caption": "Elena Márquez, Instructor",
    "director-caption": "Tomás Okafor, Director",
}
SIGNED = {
    "instructor": (INSTRUCTOR, "Signature of Elena Márquez"),
    "director": (DIRECTOR, "Signature of Tomás Okafor"),
}
EMBLEM_SIDE = 23.0


@lru_cache(maxsize=1)
def sample_project() -> Project:
    """Twelve people, a certificate of completion with logo, two signatures and a QR code."""
    made = make("completion", palette="navy")
    pictures = (*made.pictures, *_pictures())
    elements = tuple(_filled_in(element) for element in made.layout.elements)
    return Project(
        name="Example: Lumen Academy",
        layout=made.layout.with_elements((*elements, _emblem(made.layout))),
        template=made.template,
        pictures=pictures,
        table=_people(),
    )


def _pictures() -> tuple[Picture, ...]:
    drawn: Mapping[str, bytes] = {
        INSTRUCTOR: marquez(),
        DIRECTOR: okafor(),
        EMBLEM: emblem("#1d3557", "#b08d3c", "#fffdf8"),
    }
    return tuple(open_picture(data, name) for name, data in drawn.items())


def _people() -> Table:
    records = tuple(
        Record(row=row, values=dict(zip(COLUMNS, person, strict=True)))
        for row, person in enumerate(PEOPLE, FIRST_ROW)
    )
    return Table(columns=COLUMNS, records=records, notes=(), source="Example people")


def _filled_in(element: Element) -> Element:
    """The element with the academy's own captions and pictures, the QR code shown."""
    match element:
        case PictureElement(id=key) if key in SIGNED:
            picture, said = SIGNED[key]
            return structs.replace(element, picture=picture, description=said, hidden=False)
        case TextElement(id=key) if key in CAPTIONS:
            return structs.replace(element, content=CAPTIONS[key])
        case CodeElement():
            return structs.replace(element, hidden=False)
        case _:
            return element


def _emblem(layout: Layout) -> PictureElement:
    """At the left what the QR code is at the right."""
    code = layout.element("qr").box
    middle = layout.page.width - code.center[0], code.center[1]
    half = EMBLEM_SIDE / 2
    x, y = middle
    return PictureElement(
        id="emblem",
        name="Emblem",
        box=box(Rect(x - half, y - half, x + half, y + half)),
        picture=EMBLEM,
        description="Emblem of Lumen Academy",
    )
