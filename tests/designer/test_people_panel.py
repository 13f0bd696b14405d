import io
import zipfile

import pytest

from certgen.project import Project
from certgen.records import table_from_rows
from tests.designer.panels import (
    LAYOUT,
    PROJECT,
    button,
    open_panel,
    project_of,
    said,
    state_of,
    upload,
)


def panel(project=PROJECT, **state):
    return open_panel("people", "people_panel", project, **state)


def names(app, column="Name"):
    return [record.values[column] for record in project_of(app).table.records]


def test_a_list_shows_and_a_new_page_gets_its_fields():
    app = upload(panel(Project()), "list.csv", b"Name,Curso\nAna,Uno\nBea,Dos\n")
    assert said(app) == ["2 people with 2 columns."]
    assert names(app) == ["Ana", "Bea"]
    assert [e.content for e in project_of(app).layout.elements] == ["{{Name}}", "{{Curso}}"]


def test_a_list_with_the_same_columns_changes_nothing_else():
    app = upload(panel(), "list.csv", b"course,NAME\nUno,Ana\n")
    assert project_of(app).layout == LAYOUT
    assert said(app) == ["1 person with 2 columns."]
    assert state_of(app).history.undo_label == "List list.csv"


def test_other_columns_are_matched_and_shown_to_be_confirmed():
    app = upload(panel(), "list.csv", b"Full name,Workshop,Extra\nAna,Uno,x\n")
    assert project_of(app).table.records[0].values["Name"] == "Ana"
    assert project_of(app).table.records[0].values["Course"] == "Uno"
    assert project_of(app).layout == LAYOUT
    app.selectbox(key="mapping Course").set_value(("Extra",)).run()
    assert project_of(app).table.records[0].values["Course"] == "x"
    button(app, "mapping right").click().run()
    assert not [s for s in app.selectbox if s.key.startswith("mapping")]
    assert said(app) == []


def test_a_column_that_nobody_has_can_be_left_empty():
    app = upload(panel(), "list.csv", b"Name,Shoe size\nAna,38\n")
    assert "Course" not in project_of(app).table.columns
    button(app, "mapping right").click().run()
    assert project_of(app).table.records[0].values["Course"] == ""


def test_or_its_field_taken_away():
    app = upload(panel(), "list.csv", b"Name,Shoe size\nAna,38\n")
    button(app, "mapping remove").click().run()
    assert [e.id for e in project_of(app).layout.elements] == ["name"]
    assert said(app) == []


def test_a_table_is_pasted():
    app = panel(Project())
    app.text_area(key="pasted people").set_value("Name\tCourse\nAna\tUno")
    next(b for b in app.button if b.label == "Use this list").click().run()
    assert names(app) == ["Ana"]
    assert said(app) == ["1 person with 2 columns."]


def test_names_alone_can_be_pasted():
    app = panel(Project())
    app.text_area(key="pasted people").set_value("Ana Lindqvist\nJosé Núñez\n山田 花子")
    next(b for b in app.button if b.label == "Use this list").click().run()
    assert len(project_of(app).table.records) == 3


def test_the_header_row_can_be_changed():
    app = upload(panel(Project()), "list.csv", b"Name,Course\nAna,Uno\nBea,Dos\n")
    app.selectbox(key="reading header_row").set_value(2).run()
    assert project_of(app).table.columns == ("Ana", "Uno")
    app.selectbox(key="reading header_row").set_value(0).run()
    assert len(project_of(app).table.records) == 3
    assert not app.exception


def test_the_wrong_encoding_is_seen_and_put_right():
    greek = "Name,Course\nΑνδρέας,Ένα\nΜαρία,Δύο\n"
    app = upload(panel(Project()), "list.csv", greek.encode("cp1253"))
    app.selectbox(key="reading encoding").set_value("cp1253").run()
    assert names(app) == ["Ανδρέας", "Μαρία"]


def test_duplicate_headers_are_told_apart_and_noted():
    app = upload(panel(Project()), "list.csv", b"Name,Date,Date\nAna,1,2\n")
    assert project_of(app).table.columns == ("Name", "Date", "Date (2)")
    app.run()
    assert any("more than one column" in m.value for m in app.markdown)


def encrypted_xlsx():
    """An OLE container with the parts that Excel puts an encrypted workbook into."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return header + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def not_a_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("headers.csv", b"Name,Course\n"),
        ("locked.xlsx", encrypted_xlsx()),
        ("odd.xlsx", not_a_workbook()),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(300)),
    ],
)
def test_a_bad_list_is_told_in_one_sentence_and_nothing_is_lost(name, data):
    app = upload(panel(), name, data)
    messages = said(app)
    assert len(messages) == 1
    assert name in messages[0]
    assert project_of(app) == PROJECT
    assert upload(app, "good.csv", b"Name,Course\nAna,Uno\n").success


def test_a_column_is_put_on_the_page():
    project = Project(layout=LAYOUT, table=table_from_rows(("Name", "City"), [("Ana", "Turin")]))
    app = panel(project)
    button(app, "add column City").click().run()
    added = project_of(app).layout.elements[-1]
    assert added.content == "{{City}}"
    assert state_of(app).step == "design"
    assert state_of(app).selected == (added.id,)


def test_rows_are_switched_off_and_on_by_search():
    app = panel()
    app.text_input(key="people search").set_value("bookbinding").run()
    button(app, "people.all_off").click().run()
    assert project_of(app).skipped == (2, 4)
    assert [r.row for r in project_of(app).chosen] == [3]
    button(app, "people.all_on").click().run()
    assert project_of(app).skipped == ()


def test_the_list_is_sorted():
    app = panel()
    button(app, "people.descending").click().run()
    assert names(app) == ["山田 花子", "José Núñez", "Ana Lindqvist"]
    assert state_of(app).history.undo_label == "Sort by Name"


def test_a_column_is_added_with_one_value_for_all():
    app = panel()
    app.text_input(key="new column name").set_value("Date")
    app.text_input(key="new column value").set_value("3 April 2026")
    next(b for b in app.button if b.label == "Add").click().run()
    assert names(app, "Date") == ["3 April 2026"] * 3


def test_nobody_yet_can_be_typed():
    app = panel(Project(layout=LAYOUT))
    next(b for b in app.button if b.label == "Type the list here").click().run()
    assert project_of(app).table.columns == ("Name", "Course")
    assert len(project_of(app).table.records) == 3


def test_the_order_of_dates_is_settled_where_it_is_asked_for():
    app = upload(panel(Project()), "list.csv", b"Name,Date\nAna,3/4/2026\nBea,5/4/2026\n")
    assert [b.label for b in app.button if b.key.startswith("order ")] == [
        r"3/4/2026 = April 3, 2026",
        r"3/4/2026 = March 4, 2026",
    ]
    button(app, "order dmy Date").click().run()
    assert names(app, "Date") == ["2026-04-03", "2026-04-05"]
    assert not [b for b in app.button if b.key.startswith("order ")]
    assert state_of(app).history.undo_label == "Format Date"


def test_a_column_is_shown_in_a_format_with_a_live_example():
    table = table_from_rows(("Name", "No"), [("Ana", "7"), ("Bea", "many"), ("Cai", "12")])
    app = panel(Project(layout=LAYOUT, table=table))
    app.selectbox(key="format column").set_value("No").run()
    app.number_input(key="format digits No").set_value(5).run()
    said_now = [caption.value for caption in app.caption]
    assert "7 → **00007**" in said_now
    assert "Not changed (1): row 3" in said_now
    button(app, "format apply").click().run()
    assert names(app, "No") == ["00007", "many", "00012"]


def test_dates_are_shown_in_another_form():
    table = table_from_rows(("Name", "Day"), [("Ana", "2026-04-03"), ("Bea", "soon")])
    app = panel(Project(layout=LAYOUT, table=table))
    app.selectbox(key="format column").set_value("Day").run()
    app.segmented_control[0].set_value("date").run()
    app.selectbox(key="format date Day").set_value("%d.%m.%Y").run()
    assert r"2026\-04\-03 → **03\.04\.2026**" in [caption.value for caption in app.caption]
    button(app, "format apply").click().run()
    assert names(app, "Day") == ["03.04.2026", "soon"]


def test_people_listed_twice_are_marked_and_can_be_shown_alone():
    rows = [("Ana", "Uno"), ("Bea", "Dos"), ("ANA", "Uno"), ("Ana", "Tres")]
    app = panel(Project(layout=LAYOUT, table=table_from_rows(("Name", "Course"), rows)))
    assert app.dataframe[0].value["certgen:same"].tolist() == ["", "", "2", ""]
    app.pills(key="people only").set_value("twice").run()
    assert app.dataframe[0].value["certgen:row"].tolist() == [4]
    button(app, "people.all_off").click().run()
    assert project_of(app).skipped == (4,)
    app.pills(key="people only").set_value("off").run()
    assert app.dataframe[0].value["certgen:row"].tolist() == [4]
