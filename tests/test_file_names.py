"""File names: safe on three systems, unique, one for each record."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.errors import LayoutError
from certgen.file_names import FileNames, file_names, safe_part, same_name_key, split_pattern
from certgen.records import Record


def people(*names: str, **others: str) -> list[Record]:
    return [Record(row=n, values={"Name": name, **others}) for n, name in enumerate(names, 2)]


def named(*names: str, pattern: str = "{{Name}}") -> tuple[str, ...]:
    return file_names(pattern, people(*names), "pdf").names


WINDOWS_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
UNSEEN = {"Cc", "Cs", "Cn", "Zl", "Zp"}
DIRECTION = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def assert_legal(name: str) -> None:
    assert not name.startswith("/")
    assert len(name.encode()) <= 255
    for part in name.split("/"):
        assert part
        assert not set(part) & set('<>:"\\|?*'), part
        assert not {unicodedata.category(c) for c in part} & UNSEEN, part
        assert not set(part) & DIRECTION, part
        assert part == unicodedata.normalize("NFC", part)
        assert part.strip(" ") == part
        assert not part.startswith(".")
        assert not part.endswith(".")
        assert not WINDOWS_DEVICE.match(part), part
        assert len(part.encode()) <= 120


any_text = st.text(max_size=40) | st.text(alphabet="aA.. /\\:()2é\u0301\u200d<\u0338", max_size=12)
HARD = (
    ("CON", "nul.txt", "COM¹", "..", "../../x", "a" * 300, "a" * 120, "é" * 99, "report.csv"),
    ("Ann", "ANN", "Ann (2)", "ﬁ", "fi", "ß", "ss", "e\u0301", "é", "\ud800", "a\u202egnp.exe"),
)
hard_text = st.sampled_from([text for group in HARD for text in group])
patterns = st.lists(
    st.sampled_from(["{{Name}}", "{{Course}}", "{{#}}", "/", "\\", " ", ".", "..", "x", "CON"]),
    max_size=12,
).map("".join)


@given(
    patterns,
    st.lists(st.tuples(any_text | hard_text, any_text | hard_text), max_size=12),
    st.sampled_from(["pdf", "png", "jpg"]),
)
def test_any_table_and_pattern_give_legal_and_unique_names(pattern, cells, extension):
    records = [
        Record(row=n, values={"Name": name, "Course": course})
        for n, (name, course) in enumerate(cells, 2)
    ]
    names = file_names(pattern, records, extension).names
    assert len(names) == len(records)
    for name in names:
        assert_legal(name)
        assert name.endswith("." + extension)
    assert len({unicodedata.normalize("NFKC", n).casefold() for n in names}) == len(names)
    assert len({n.upper() for n in names}) == len(names)


@given(any_text | hard_text)
def test_a_safe_part_stays_what_it_is(text):
    once = safe_part(text)
    assert_legal(once)
    assert safe_part(once) == once


def test_the_number_is_filled_to_the_width_of_the_batch():
    names = named(*["Ann"] * 10, pattern="{{#}} {{Name}}")
    assert names[0] == "01 Ann.pdf"
    assert names[9] == "10 Ann.pdf"


def test_the_same_records_give_the_same_names_again():
    assert named("Ann", "Ann") == named("Ann", "Ann")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows", "C--Windows"),
        ("Anna.", "Anna"),
        ("con", "_con"),
        ("lpt1.txt", "_lpt1.txt"),
        ("tab\tnew\nline", "tab new line"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("Zoe\u0308", "Zoë"),
        ("-rf", "rf"),
        ("\ud800bad", "bad"),
        ("...", "certificate"),
        ("", "certificate"),
        ("محمد عبد الله", "محمد عبد الله"),
        ("张伟", "张伟"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    ],
)
def test_safe_part(name, expected):
    assert safe_part(name) == expected


def test_namesakes_are_counted():
    assert named("Ann", "ann", "Ann (2)", "ANN") == (
        "Ann.pdf",
        "ann (2).pdf",
        "Ann (2) (2).pdf",
        "ANN (3).pdf",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zoë", "Zoe\u0308"), ("STRASSE", "Straße"), ("ﬁ", "fi"), ("I", "ı"), ("ab", "a\u200cb")],
)
def test_names_that_a_file_system_takes_for_one(one, other):
    assert same_name_key(one) == same_name_key(other)
    assert len(set(named(one, other))) == 2


def test_a_namesake_is_told_with_the_row_and_the_new_name():
    result = file_names("{{Name}}", people("Ann", "Ann"), "pdf")
    ((index, finding),) = result.findings
    assert index == 1
    assert finding.kind == "same-file-name"
    assert finding.message == "Row 2 has the same file name; this one is called “Ann (2).pdf”."


def test_a_name_that_comes_out_empty_is_told():
    result = file_names("{{Name}}", people(""), "pdf")
    assert result.names == ("certificate.pdf",)
    assert [finding.kind for _, finding in result.findings] == ["file-name-empty"]


def test_folders_come_from_the_pattern_only():
    records = people("A/B", "Ann", Course="Maths 1/2")
    names = file_names("{{Course}}/{{Name}}", records, "png").names
    assert names == ("Maths 1-2/A-B.png", "Maths 1-2/Ann.png")


def test_a_folder_is_spelled_alike_for_all():
    records = [Record(2, {"C": "Maths", "N": "a"}), Record(3, {"C": "MATHS", "N": "b"})]
    assert file_names("{{C}}\\{{N}}", records, "pdf").names == ("Maths/a.pdf", "Maths/b.pdf")


def test_a_folder_without_a_name_and_one_called_like_the_report():
    records = [Record(2, {"C": "", "N": "a"}), Record(3, {"C": "report.csv", "N": "b"})]
    names = file_names("{{C}}/{{N}}", records, "pdf").names
    assert names == ("other/a.pdf", "_report.csv/b.pdf")


def test_slashes_inside_of_placeholders_make_no_folders():
    assert split_pattern("{{a/b}}/{{Date|d/m}}") == ("{{a/b}}", "{{Date|d/m}}")
    assert split_pattern("{{?A: {{A}}/}}/b") == ("{{?A: {{A}}/}}", "b")
    assert split_pattern("/x//y") == ("x", "y")
    assert split_pattern("a/") == ("a", "")


def test_a_long_name_is_cut_between_characters():
    cut = safe_part("e\u0301" * 200)
    assert len(cut.encode()) == 120
    assert set(cut) == {"é"}
    assert safe_part("x" * 119 + "q\u0323") == "x" * 119


def test_namesakes_with_long_names_differ():
    first, second = named("x" * 300, "x" * 300)
    assert len(first.encode()) == len(second.encode()) == 120
    assert second.endswith(" (2).pdf")


def test_no_records_no_names():
    assert file_names("{{Name}}", [], "pdf") == FileNames(names=())


def test_a_column_that_is_not_there():
    with pytest.raises(LayoutError, match="Nmae"):
        file_names("{{Nmae}}", people("Ann"), "pdf")


def test_a_date_in_the_pattern_that_is_none_is_told():
    records = [Record(2, {"Day": "2026-04-03"}), Record(3, {"Day": "soon"})]
    result = file_names("{{Day:%Y}}/{{#}}", records, "pdf")
    assert result.names == ("2026/1.pdf", "soon/2.pdf")
    assert [(i, f.kind, f.severity) for i, f in result.findings] == [(1, "date", "warning")]
    assert result.findings[0][1].message.startswith("File name: “Day”: “soon” is not a date.")
