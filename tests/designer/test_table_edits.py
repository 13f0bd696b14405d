from designer.table_edits import MAKE, ROW, People, edited, switched, with_new_column
from tests.designer.panels import PEOPLE

LIST = People(PEOPLE, skipped=(3,))
SHOWN = (2, 3, 4)


def cells(people, column="Name"):
    return [record.values[column] for record in people.table.records]


def test_a_cell_is_changed_in_the_row_it_stands_in():
    after = edited(LIST, (3, 4), {"edited_rows": {0: {"Name": "Joseph"}, "1": {"Course": None}}})
    assert cells(after) == ["Ana Lindqvist", "Joseph", "山田 花子"]
    assert cells(after, "Course") == ["Bookbinding", "Typography", ""]
    assert after.table.records[0] is PEOPLE.records[0]


def test_rows_are_switched_with_their_tick():
    after = edited(LIST, SHOWN, {"edited_rows": {0: {MAKE: False}, 1: {MAKE: True}}})
    assert after.skipped == (2,)
    assert after.table == PEOPLE


def test_a_row_is_deleted_and_its_tick_with_it():
    after = edited(LIST, SHOWN, {"deleted_rows": [1]})
    assert [r.row for r in after.table.records] == [2, 4]
    assert after.skipped == ()


def test_rows_are_added_below_with_numbers_of_their_own():
    rows = [{"Name": "New", MAKE: True, ROW: None}, {MAKE: False}]
    after = edited(LIST, SHOWN, {"added_rows": rows})
    assert [r.row for r in after.table.records] == [2, 3, 4, 5, 6]
    assert after.table.records[3].values == {"Name": "New", "Course": ""}
    assert after.skipped == (3, 6)


def test_all_that_is_typed_since_the_editor_was_opened_is_one_report():
    changes = {
        "edited_rows": {2: {"Name": "Hanako"}},
        "added_rows": [{"Name": "New"}],
        "deleted_rows": [0],
    }
    after = edited(LIST, SHOWN, changes)
    assert cells(after) == ["José Núñez", "Hanako", "New"]


def test_nothing_typed_changes_nothing():
    assert edited(LIST, SHOWN, {}) == LIST


def test_many_rows_are_switched_at_once():
    assert switched(LIST, [2, 4], on=False).skipped == (2, 3, 4)
    assert switched(LIST, [3, 4], on=True).skipped == ()


def test_a_new_column_has_the_same_in_every_row():
    table = with_new_column(PEOPLE, "  Date ", "today")
    assert table.columns == ("Name", "Course", "Date")
    assert [r.values["Date"] for r in table.records] == ["today"] * 3


def test_a_column_that_is_there_or_has_no_name_is_not_added():
    assert with_new_column(PEOPLE, "NAME") is PEOPLE
    assert with_new_column(PEOPLE, "  ") is PEOPLE
