"""Files made to do harm: each is refused in a sentence, or read, and this process lives on."""

from __future__ import annotations

import random
import resource

import pytest

from certgen.errors import DataError
from certgen.reading import read_table
from certgen.reading.workbook import read_sheet
from tests.reading.hostile import (
    MAIN,
    PACKAGE,
    RELATIONS,
    WORKBOOK,
    cell,
    ods,
    ods_cell,
    parts,
    people,
    xlsx,
    zipped,
)
from tests.reading.old_excel import xls, xlsb

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
ENTITIES = '<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
MANY_ROWS = b"".join(
    b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 300_000)
)
STRINGS = f"<sst {MAIN}><si><t>{'y' * 9_000}</t></si></sst>"
STRINGS_RELATION = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)

REFUSED = {
    "a cell at the far corner": (
        xlsx(people() + f'<row r="1048576">{cell("XFD1048576")}</row>'),
        "has 16,384 columns; the limit is 200",
    ),
    "the same, hidden from a quick look": (
        xlsx(people() + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
        "takes more memory or time",
    ),
    "a cell in row 1048576": (
        xlsx(people() + f'<row r="1048576">{cell("A1048576")}</row>'),
        "more than 200,000 rows",
    ),
    "a zip bomb": (
        xlsx(b'<row r="1"><c r="A1"><v>' + b" " * 150_000_000 + b"</v></c></row>"),
        "unpacks to far more",
    ),
    "an XML bomb": (
        xlsx('<row r="1"><c r="A1"><v>&i;</v></c></row>', head=f"<!DOCTYPE x [{ENTITIES}]>"),
        "a definition that spreadsheets do not have",
    ),
    "an entity from a file": (
        xlsx(people(), head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "a definition that spreadsheets do not have",
    ),
    "rows without end": (xlsx(MANY_ROWS), "more than 200,000 rows"),
    "a million columns": (
        xlsx(b"<row>" + b"<c><v>1</v></c>" * 70_000 + b"</row>"),
        "unpacks|columns",
    ),
    "one cell repeated a billion times": (
        ods(
            "<table:table-row>"
            + ods_cell("x", 'table:number-columns-repeated="1000000000"')
            + "</table:table-row>"
        ),
        "16,384 columns",
    ),
    "one row repeated a million times": (
        ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            + ods_cell("x")
            + "</table:table-row>"
        ),
        "more than 200,000 rows",
    ),
    "encrypted": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "a compound file without a workbook": (COMPOUND, "is not a spreadsheet"),
    "a workbook of rubbish": (COMPOUND + "Workbook".encode("utf-16-le") * 99, "damaged"),
    "a binary workbook with a password": (
        xls([["Name"]], protected=True),
        "protected by a password",
    ),
    "a binary workbook with a far cell": (
        xlsb([["Name"]], first_row=1_048_574, first_column=16_383),
        "columns|more than 200,000 rows|takes more memory",
    ),
    "cut short": (xlsx(people())[:-40], "damaged"),
    "a text document": (zipped({"word/document.xml": "x"}), "is a text document"),
    "an encoding that does not exist": (
        zipped({**parts(people()), "xl/workbook.xml": WORKBOOK.replace("UTF-8", "UTF-s")}),
        "damaged",
    ),
    "a project": (zipped({"project.json": "{}"}), "is a certgen project"),
    "any ZIP": (zipped({"a.txt": "x"}), "is a ZIP file"),
    "Apple's Numbers": (zipped({"Index/Document.iwa": "x"}), "In Numbers, choose File"),
    "a workbook without sheets": (zipped({"xl/workbook.xml": "<x/>"}), "damaged|empty"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_in_a_sentence(kind: str):
    data, message = REFUSED[kind]
    with pytest.raises(DataError, match=message) as error:
        read_table(data, "people.xlsx")
    assert "“people.xlsx”" in error.value.message
    assert error.value.hint


def test_styled_cells_without_end_are_nothing():
    styled = '<row r="4"><c r="XFD4" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'
    assert len(read_table(xlsx(people() + styled), "x.xlsx").records) == 2


def test_empty_cells_repeated_to_the_end_are_nothing():
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    data = ods(
        f"<table:table-row>{ods_cell('Name')}{empty}</table:table-row>"
        f"<table:table-row>{ods_cell('Ana')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    )
    assert [r.values for r in read_table(data, "x.ods").records] == [{"Name": "Ana"}]


@pytest.mark.parametrize(
    ("rows", "message"),
    [(1_000, "more than 50,000,000 characters"), (30_000, "takes more memory or time")],
)
def test_one_string_shown_many_times_fills_only_the_child(rows: int, message: str):
    cells = "".join(f'<c r="{column}{{row}}" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ")
    body = "".join(f'<row r="{n}">{cells.format(row=n)}</row>' for n in range(1, rows + 1))
    extra = {"xl/sharedStrings.xml": STRINGS, "xl/_rels/workbook.xml.rels": STRINGS_RELATION}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DataError, match=message):
        read_table(xlsx(body, extra), "x.xlsx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_child_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("certgen.reading.workbook.TIME_LIMIT", 0.01)
    with pytest.raises(DataError, match="takes more memory or time"):
        read_sheet(xlsx(people()), "x.xlsx", "xlsx")


def test_damaged_anywhere_it_is_read_or_refused():
    whole = xlsx(people())
    chance = random.Random(5)
    refusals = []
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_table(bytes(data), "x.xlsx")
        except DataError as error:
            refusals.append(error.hint)
    assert refusals
    assert all(refusals)
