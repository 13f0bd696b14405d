from __future__ import annotations

import pickle
import subprocess
import sys
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from certgen.errors import FontError
from certgen.font_index import FOLDER
from certgen.fontbook import SLANT, FontBook

BOOK = FontBook.shipped()
ALL_FACES = [face for family in BOOK.families for face in family.faces]
FALLBACKS = [
    (family, script)
    for family in BOOK.families
    for script in family.scripts
    if script not in ("Zyyy", "Zinh")
]


def names(refs):
    return [BOOK.face(ref).family for ref in refs]


def renamed(path, family, **changes):
    """A shipped font as somebody else's, with OS/2 fields changed."""
    font = TTFont(path, recalcTimestamp=False)
    for number in (1, 16):
        font["name"].setName(family, number, 3, 1, 0x409)
    for field, value in changes.items():
        setattr(font["OS/2"], field, value)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def own_font():
    return renamed(FOLDER / "cinzel" / "Cinzel_400Regular.ttf", "Aula")


def test_families_are_found_whatever_the_case():
    assert BOOK.family(" eb garamond ").name == "EB Garamond"


def test_unknown_family_suggests_the_nearest():
    with pytest.raises(FontError, match="no font “Garamond EB”"):
        BOOK.family("Garamond EB")
    with pytest.raises(FontError, match="Did you mean “Montserrat”"):
        BOOK.choose("Monserrat")


def test_variable_weight_is_set_on_its_axis_and_kept_within_it():
    assert BOOK.choose("EB Garamond", 560).variations == (("wght", 560.0),)
    assert BOOK.choose("EB Garamond", 900).variations == (("wght", 800.0),)
    assert BOOK.choose("EB Garamond", 100).variations == (("wght", 400.0),)


@pytest.mark.parametrize(
    ("family", "weight", "drawn"),
    [
        ("Montserrat", 400, 400),
        ("Montserrat", 500, 400),
        ("Montserrat", 600, 700),
        ("Montserrat", 900, 700),
        ("Cormorant Garamond", 500, 400),
        ("Cormorant Garamond", 700, 600),
    ],
)
def test_nearest_real_weight_is_taken(family, weight, drawn):
    ref = BOOK.choose(family, weight)
    assert BOOK.face(ref).weight == drawn
    assert ref.embolden == 0


def test_bold_is_imitated_only_where_there_is_none():
    assert BOOK.choose("Great Vibes", 700).embolden == pytest.approx(0.03)
    assert BOOK.choose("Great Vibes", 500).embolden == 0
    assert BOOK.choose("Dancing Script", 700).embolden == 0


def test_real_italic_is_preferred_to_a_slant():
    real = BOOK.choose("EB Garamond", italic=True)
    assert BOOK.face(real).italic
    assert real.slant == 0
    assert BOOK.choose("Montserrat", italic=True).slant == SLANT
    assert BOOK.choose("Montserrat").slant == 0


@pytest.mark.parametrize(("family", "script"), FALLBACKS)
def test_first_fallback_has_the_script_and_the_digits(family, script):
    language = family.languages[0] if family.languages else ""
    first = BOOK.fallbacks(script, language=language, serif=family.serif)[0]
    assert BOOK.face(first).family == family.name
    wanted = {ord(c) for c in family.sample if not c.isspace()} | set(range(0x30, 0x3A))
    assert wanted <= BOOK.coverage(first)


@pytest.mark.parametrize("script", ["Latn", "Arab", "Hani", "Zyyy", "Zinh", "Cher", "Qaaa", ""])
def test_every_chain_ends_with_symbols_and_emoji_without_repeats(script):
    chain = names(BOOK.fallbacks(script))
    assert chain[-1] == "Noto Emoji"
    assert {"Noto Serif", "Noto Sans", "Certgen CJK"} <= set(chain)
    assert len(set(chain)) == len(chain)


def test_arabic_follows_style_and_language():
    assert names(BOOK.fallbacks("Arab"))[0] == "Noto Naskh Arabic"
    assert names(BOOK.fallbacks("Arab", serif=False))[0] == "Noto Sans Arabic"
    assert names(BOOK.fallbacks("Arab", language="ur-PK"))[0] == "Noto Nastaliq Urdu"
    assert names(BOOK.fallbacks("Arab", language="fa"))[0] == "Noto Naskh Arabic"


def test_fallbacks_take_the_weight_but_slant_only_what_has_italics():
    thai = BOOK.fallbacks("Thai", weight=700, italic=True)[0]
    assert thai.embolden > 0
    assert thai.slant == 0
    assert BOOK.fallbacks("Cyrl", italic=True)[0].slant == SLANT


@pytest.mark.parametrize("face", ALL_FACES, ids=lambda face: face.file)
def test_shipped_files_are_where_the_book_says(face):
    ref = next(r for r in _refs(face) if r.key == face.key)
    path = BOOK.path(ref)
    assert path is not None
    assert path.read_bytes() == BOOK.data(ref)


def _refs(face):
    weight = face.weight
    return (BOOK.choose(face.family, weight, italic) for italic in (face.italic, not face.italic))


def test_books_compare_by_content_and_travel_light(own_font):
    book, _ = BOOK.with_font(own_font, "aula.ttf")
    again, _ = FontBook().with_font(own_font, "other name.ttf")
    assert book == again
    assert hash(book) == hash(again)
    assert book != BOOK
    assert len(pickle.dumps(BOOK)) < 200
    assert len(pickle.dumps(book)) < len(own_font) + 2000
    back = pickle.loads(pickle.dumps(book))
    assert back == book
    assert back.data(back.choose("Aula")) == own_font


def test_added_font_comes_first_and_is_not_in_the_old_book(own_font):
    book, family = BOOK.with_font(own_font, "aula.ttf")
    assert book.families[0] == family
    assert family.name == "Aula"
    ref = book.choose("Aula")
    assert book.path(ref) is None
    assert ord("A") in book.coverage(ref)
    with pytest.raises(FontError, match="no font “Aula”"):
        BOOK.family("Aula")
    with pytest.raises(FontError, match="not at hand"):
        BOOK.data(ref)


def test_same_file_twice_is_one_font(own_font):
    book, _ = BOOK.with_font(own_font, "aula.ttf")
    twice, _ = book.with_font(own_font, "aula (1).ttf")
    assert twice == book


def test_added_faces_join_their_family(own_font):
    bold = renamed(FOLDER / "cinzel" / "Cinzel_700Bold.ttf", "Aula")
    book, _ = BOOK.with_font(own_font, "aula.ttf")
    book, family = book.with_font(bold, "aula-bold.ttf")
    assert [face.weight for face in family.faces] == [400, 700]
    assert book.data(book.choose("Aula", 700)) == bold


def test_added_face_completes_a_shipped_family():
    italic = renamed(
        FOLDER / "montserrat" / "Montserrat_400Regular.ttf", "Montserrat", fsSelection=1
    )
    book, family = BOOK.with_font(italic, "Montserrat-Italic.ttf")
    assert len(family.faces) == 3
    assert book.choose("Montserrat", italic=True).slant == 0
    assert book.family("Montserrat").category == "sans"


def test_importing_the_book_loads_no_font_machinery():
    code = (
        "import sys; from certgen.fontbook import FontBook; FontBook.shipped().choose('Inter');"
        "print({'uharfbuzz', 'fontTools', 'numpy'} & set(sys.modules))"
    )
    root = FOLDER.parent
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert run.stdout.strip() == "set()"
