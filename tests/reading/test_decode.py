from __future__ import annotations

import pytest

from certgen.errors import DataError
from certgen.reading import ReadOptions, read, read_table
from certgen.reading.decode import decode, encoding_choices

NAMES = {
    "cp1252": ["José García", "Zoë Müller", "François Lefèvre", "Søren Ågård"],
    "mac_roman": ["José García", "Zoë Müller", "François Lefèvre", "Søren Ågård"],
    "cp850": ["José García", "Zoë Müller"],
    "cp1250": ["Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Žaneta Šťastná"],
    "cp1251": ["Иван Петров", "Ольга Кузнецова"],
    "cp1253": ["Γιώργος Παπαδόπουλος", "Ελένη"],
    "cp1254": ["Ayşe Yılmaz", "Çağrı Öztürk", "İbrahim Doğan"],
    "cp1255": ["דוד כהן", "שרה לוי"],
    "cp1256": ["محمد أحمد", "فاطمة الزهراء"],
    "cp874": ["สมชาย ใจดี", "สุดา"],
    "cp932": ["山田太郎", "佐藤 花子", "さくら"],
    "gb18030": ["王小明", "李雷", "张伟"],
    "big5": ["王小明", "李雷", "張偉", "陳怡君"],
    "cp949": ["김철수", "이영희"],
}


@pytest.mark.parametrize("codec", NAMES)
def test_a_code_page_is_guessed_told_and_shown(codec: str):
    data = ("Name;X\r\n" + "".join(f"{n};1\r\n" for n in NAMES[codec])).encode(codec)
    reading = read(data, "people.csv")
    assert [r.values["Name"] for r in reading.table.records] == NAMES[codec]
    assert reading.inspection.used.encoding == codec
    assert reading.inspection.encodings[0].codec == codec
    assert reading.inspection.encodings[0].preview in [f"{name};1" for name in NAMES[codec]]
    assert [note.kind for note in reading.table.notes] == ["encoding"]
    assert reading.inspection.encodings[0].preview in reading.table.notes[0].message


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("cp1252", ["José Núñez", "Björk Guðmundsdóttir"]),
        ("cp1252", ["Núñez"]),
        ("cp1252", ["João Conceição", "Françoise Lefèvre", "Jürgen Groß"]),
        ("cp1252", ["Inês Simões", "Luís CAMÕES"]),
        ("cp1250", ["Marko Kovačević", "Đorđe Šarić"]),
        ("cp1250", ["Ştefan Munteanu", "Ion Brătianu"]),
        ("cp1250", ["Jiří Dvořák", "Věra Černá"]),
        ("cp1250", ["Győző Szűcs", "Kovács Ágnes"]),
        ("cp1254", ["Ayşe", "Doğan Yıldız"]),
        ("cp1257", ["Jānis Bērziņš", "Līga Ķēniņa"]),
        ("cp1257", ["Žydrūnas Šarūnas", "Eglė"]),
        ("mac_roman", ["Renée Müller", "José Núñez"]),
    ],
)
def test_names_of_few_letters_are_read_in_their_own_language(codec: str, names: list[str]):
    data = ("Name;X\n" + "".join(f"{n};1\n" for n in names)).encode(codec)
    assert [r.values["Name"] for r in read_table(data, "x.csv").records] == names


def test_what_cannot_be_told_apart_is_among_the_choices():
    data = "Name\nJiří Dvořák\nVěra Černá\n".encode("cp1250")
    choices = {choice.codec: choice.preview for choice in encoding_choices(data)}
    assert choices["cp1252"] == "Jiøí Dvoøák"
    assert choices["cp1250"] == "Jiří Dvořák"
    chosen = read(data, "people.csv", ReadOptions(encoding="cp1250"))
    assert chosen.table.records[0].values["Name"] == "Jiří Dvořák"
    assert chosen.table.notes == ()
    assert chosen.inspection.encodings == encoding_choices(data)


def test_telling_letters_are_found_wherever_they_are():
    data = b"Name\n" + b"Ann Lee\n" * 100_000 + "José García\nZoë Müller".encode("cp1252")
    reading = read(data, "people.csv")
    assert reading.inspection.used.encoding == "cp1252"
    assert reading.inspection.encodings[0].preview == "José García"
    long_line = b"x" * 5_000_000 + "é".encode("cp1252")
    assert encoding_choices(long_line)[0].codec == "cp1252"


def test_a_choice_that_does_not_fit_is_refused():
    with pytest.raises(DataError, match=r"cannot be read as Unicode \(UTF-8\)"):
        read_table("Name\nJosé\n".encode("cp1252"), "x.csv", ReadOptions(encoding="utf-8"))
    with pytest.raises(DataError, match="cannot be read as klingon"):
        read_table(b"Name\nAna\n", "x.csv", ReadOptions(encoding="klingon"))
    with pytest.raises(DataError, match="cannot be read as zlib"):
        read_table(b"Name\nAna\n", "x.csv", ReadOptions(encoding="zlib"))


def test_a_mark_says_the_encoding():
    assert decode("Ñandú".encode("utf-8-sig"), "x").text == "Ñandú"
    assert decode("Ñandú".encode("utf-16"), "x").codec == "utf-16"
    assert decode("Ñandú".encode("utf-32"), "x").codec == "utf-32"


def test_utf_16_without_a_mark():
    assert decode("Name;Ñandú".encode("utf-16-le"), "x").text == "Name;Ñandú"
    assert decode("Name;Ñandú".encode("utf-16-be"), "x").text == "Name;Ñandú"


def test_a_few_damaged_characters_do_not_make_it_another_encoding():
    data = "Name\nJosé Ñandú Müller\n".encode() + b"B\xffb\n" + "çédille àâ\n".encode()
    decoded = decode(data, "x.csv")
    assert decoded.codec == "utf-8"
    assert "B�b" in decoded.text
    assert "the first in line 3" in decoded.notes[0].message


def test_what_was_damaged_before_is_told():
    data = "Name\nAna\nJosé Müller\n".encode().decode("cp1252").encode()
    (note,) = decode(data, "x.csv").notes
    assert note.message.startswith("Line 3 looks garbled (“JosÃ©”)")


@pytest.mark.parametrize("text", ["Ângela São", "ÂNGELA", "Ãsa", "TÂNIA ROMÃO"])
def test_tildes_and_hats_are_not_taken_for_damage(text: str):
    assert decode(text.encode(), "x.csv").notes == ()


def test_bytes_that_are_no_text_at_all():
    with pytest.raises(DataError, match=r"x[.]csv"):
        read_table(bytes(range(256)) * 10, "x.csv")
