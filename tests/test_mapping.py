from __future__ import annotations

import pytest

from certgen.mapping import (
    apply_mapping,
    date_columns,
    email_column,
    guess_mapping,
    kind_of_column,
    name_columns,
    name_like,
)
from certgen.records import Record, table_from_rows


@pytest.mark.parametrize(
    ("wanted", "column"),
    [
        ("Name", "name"),
        ("Name", "  NAME "),
        ("Name", "Full name"),
        ("Name", "Nombre y apellidos"),
        ("Name", "Participant's name"),
        ("Name", "Teilnehmer"),
        ("Name", "Nom et prénom"),
        ("full_name", "FullName"),
        ("Prenom", "Prénom"),
        ("E-mail", "email"),
        ("Email", "Correo electrónico"),
        ("Date", "Fecha"),
        ("Completion date", "Date of completion"),
        ("Course", "Kursname"),
        ("Course", "Course title"),
        ("Certificate no", "Nummer"),
        ("Signature place", "Signature plce"),
    ],
)
def test_a_column_that_means_the_same_is_guessed(wanted: str, column: str):
    assert guess_mapping([wanted], ["Zzz", column, "Qqq"]) == {wanted: (column,)}


@pytest.mark.parametrize(
    ("wanted", "column"),
    [
        ("Name", "Company name"),
        ("Name", "Course name"),
        ("Date", "Email"),
        ("Score", "Hours"),
        ("First name", "Last name"),
        ("Motto", "Color"),
    ],
)
def test_a_column_that_means_something_else_is_not_guessed(wanted: str, column: str):
    assert guess_mapping([wanted], [column]) == {wanted: ()}


def test_the_closest_columns_win_and_none_is_used_twice():
    wanted = ["Start date", "End date", "Date"]
    assert guess_mapping(wanted, ["Enddate", "Startdate"]) == {
        "Start date": ("Startdate",),
        "End date": ("Enddate",),
        "Date": (),
    }


def test_a_full_name_is_joined_from_two_columns():
    assert guess_mapping(["Name"], ["Nachname", "Vorname"]) == {"Name": ("Vorname", "Nachname")}
    assert guess_mapping(["Name"], ["Nombre", "Apellidos"]) == {"Name": ("Nombre", "Apellidos")}
    assert guess_mapping(["Name", "First name"], ["Surname", "Forename"])["Name"] == ()


def test_a_header_is_understood_beside_its_neighbors():
    assert guess_mapping(["Nom", "Prénom"], ["First name", "Last name"]) == {
        "Nom": ("Last name",),
        "Prénom": ("First name",),
    }


def test_applying_renames_joins_and_fills_and_keeps_the_rest():
    table = table_from_rows(["Vorname", "Nachname", "Kurs", "Name"], [["Ada", "King", "Go", "x"]])
    mapping = {"Name": ("Vorname", "Nachname"), "Course": ("Kurs",), "Hours": ()}
    mapped = apply_mapping(table, mapping)
    assert mapped.columns == ("Name", "Course", "Hours", "Vorname", "Nachname", "Name (2)")
    assert mapped.records == (
        Record(
            2,
            {
                "Name": "Ada King",
                "Course": "Go",
                "Hours": "",
                "Vorname": "Ada",
                "Nachname": "King",
                "Name (2)": "x",
            },
        ),
    )


def test_one_column_may_serve_two():
    table = table_from_rows(["Who"], [["Ada"]])
    mapped = apply_mapping(table, {"Name": ("Who",), "Signed": ("Who",)})
    assert mapped.records[0].values == {"Name": "Ada", "Signed": "Ada"}


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("Name", ["Ada", "Grace"], "name"),
        ("Apellidos", ["Pérez"], "name"),
        ("Name", ["ada@x.org", "g@y.com"], "email"),
        ("Contact", ["ada@x.org", "", "g@y.com"], "email"),
        ("Email", ["ada@x.org", "missing"], "email"),
        ("Contact", ["ada@x.org", "missing"], "text"),
        ("When", ["2026-04-03", "3 April 2026"], "date"),
        ("Datum", ["3.4.2026", "bald"], "date"),
        ("Score", ["7", "9.5", "80 %"], "number"),
        ("Certificate", ["007", "008"], "text"),
        ("Photo", ["https://x.org/a.png"], "link"),
        ("Remark", ["well done"], "text"),
        ("Remark", [], "text"),
        ("Issued", [""], "date"),
    ],
)
def test_kinds(column: str, values: list[str], kind: str):
    assert kind_of_column(column, values) == kind


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["No", "Company name", "Participant"], ("Participant",)),
        (["Course name", "Full name"], ("Full name",)),
        (["Participant name", "Name"], ("Name",)),
        (["First name", "Last name", "Name"], ("Name",)),
        (["Last name", "First name"], ("First name", "Last name")),
        (["Nom", "Prénom"], ("Prénom", "Nom")),
        (["Email", "Score"], ()),
    ],
)
def test_the_name_is_found_by_its_header(columns: list[str], expected: tuple[str, ...]):
    assert name_columns(columns, []) == expected
    assert name_like(columns, []) == (expected[0] if expected else None)


def test_the_name_is_found_by_its_looks():
    table = table_from_rows(
        ["A", "B", "C"], [["1", "Ada King", "yes"], ["2", "José Ñáñez", "yes"], ["3", "李雷", "no"]]
    )
    assert name_like(table.columns, table.records) == "B"


def test_a_name_column_full_of_addresses_is_not_the_name():
    table = table_from_rows(["Name", "Who"], [["a@x.org", "Ada King"]])
    assert name_like(table.columns, table.records) == "Who"


def test_columns_by_kind():
    table = table_from_rows(["A", "B", "C"], [["2026-04-03", "a@x.org", "Ada"]])
    assert date_columns(table.columns, table.records) == ("A",)
    assert email_column(table.columns, table.records) == "B"
    assert email_column(["A"], table.records) is None
