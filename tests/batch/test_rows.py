"""Choosing records."""

from __future__ import annotations

import pytest

from certgen.batch.rows import ALL, Rows, chosen, parse_rows
from certgen.errors import DataError, LayoutError
from certgen.records import Record

PEOPLE = tuple(
    Record(row, {"Name": name, "Course": course})
    for row, name, course in [(2, "Ann", "Botany"), (3, "Bob", "Físics"), (5, "Cid", "botany")]
)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("2-51,60", ((2, 51), (60, 60))),
        (" 3 , 5 - 7 ", ((3, 3), (5, 7))),
        ("100-", ((100, 10**9),)),
        ("4–9", ((4, 9),)),
    ],
)
def test_ranges(text, ranges):
    assert parse_rows(text) == ranges


@pytest.mark.parametrize("text", ["", "a", "0", "5-2", "1,,2", "-3", "1-2-3", "1 2"])
def test_what_is_not_a_choice_of_rows(text):
    with pytest.raises(DataError, match="is not a choice of rows"):
        parse_rows(text)


def test_everybody():
    assert chosen(ALL, PEOPLE) == (0, 1, 2)


def test_ranges_count_rows_as_the_list_shows_them():
    assert chosen(Rows(ranges=((3, 5),)), PEOPLE) == (1, 2)


def test_what_a_column_holds():
    assert chosen(Rows(where=(("course", "BOTANY"),)), PEOPLE) == (0, 2)
    assert chosen(Rows(where=(("Course", "fisics"),)), PEOPLE) == (1,)


def test_every_rule_has_to_be_met():
    rows = Rows(((2, 4),), (("Course", "botany"),), frozenset({2, 3, 5}))
    assert chosen(rows, PEOPLE) == (0,)


def test_nobody():
    with pytest.raises(DataError, match="None of the 3 rows"):
        chosen(Rows(only=frozenset({99})), PEOPLE)
    with pytest.raises(DataError, match="nobody in the list"):
        chosen(ALL, ())


def test_a_column_that_is_not_there():
    with pytest.raises(LayoutError, match="Kurs"):
        chosen(Rows(where=(("Kurs", "x"),)), PEOPLE)
