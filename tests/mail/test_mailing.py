from dataclasses import replace

import msgspec
import pytest

from certgen.batch.rows import Rows
from certgen.errors import DataError, LayoutError
from certgen.letter import Letter
from certgen.mail.journal import Journal
from certgen.mail.mailing import address_columns, mailing
from certgen.output import Output
from certgen.records import table_from_rows
from certgen.template import open_template
from tests.mail.conftest import COLUMNS, PEOPLE, project_of
from tests.pictures import picture_file

LETTER = Letter()


def keys(project, letter=LETTER):
    return [one.key for one in mailing(project, letter).recipients]


def noted(project, *states):
    journal = Journal()
    for key, state in zip(keys(project), states, strict=False):
        journal.note(key, state)
    return mailing(project, LETTER, journal=journal)


def test_the_column_with_the_addresses_is_found():
    to = [one.to for one in mailing(project_of(), LETTER).recipients]
    assert to == [("ana@x.example",), ("jose@x.example",), ("hanako@x.example",)]


def test_a_column_can_be_chosen():
    people = [(*row, f"parent-{n}@x.example") for n, row in enumerate(PEOPLE)]
    project = project_of(people, (*COLUMNS, "Parents"))
    due = mailing(project, Letter(to="parents")).due()
    assert due[0].to == ("parent-0@x.example",)


@pytest.mark.parametrize(
    ("columns", "rows", "found"),
    [
        (("Name", "Contact"), [("Ana", "Ana <a@x.org>"), ("Bo", "b@x.org; c@x.org")], ["Contact"]),
        (("E-mail", "Name"), [("none", "Ana"), ("?", "Bo"), ("c@x.org", "Cy")], ["E-mail"]),
        (("Trainer's e-mail", "E-mail"), [("t@x.org", "a@x.org")], ["E-mail", "Trainer's e-mail"]),
        (("E-mail", "Name"), [("", "Ana")], []),
        (("Name", "Course"), [("Ana", "a@x.org?"), ("Bo", "Botany")], []),
    ],
)
def test_columns_with_addresses_as_people_write_them(columns, rows, found):
    assert list(address_columns(table_from_rows(columns, rows))) == found


def test_a_list_without_addresses_is_told():
    project = project_of([("Ana", "Botany")], ("Name", "Course"))
    with pytest.raises(DataError, match="no column with e-mail") as told:
        mailing(project, LETTER)
    assert "“Course”" in told.value.hint
    with pytest.raises(DataError, match="no column “Mail”"):
        mailing(project, Letter(to="Mail"))


def test_a_letter_that_asks_for_more_than_the_list_has_is_told():
    with pytest.raises(LayoutError, match="“Grade”, which the message"):
        mailing(project_of(), Letter(body="{{Name}} {{Grade}}"))


def test_who_has_no_address_is_passed_over():
    people = [*PEOPLE[:1], ("Bo", "Botany", ""), ("Cy", "Botany", "cy at x")]
    planned = mailing(project_of(people), Letter(to="E-mail"))
    assert [one.task.person for one in planned.due()] == ["Ana Lindqvist"]
    rows = list(planned.passed_over())
    assert [(r.row, r.fate, r.remarks) for r in rows] == [
        (3, "no address", ""),
        (4, "no address", "“cy at x” is no address."),
    ]


def test_what_was_sent_is_not_due_unless_again():
    planned = noted(project_of(), "sent", "begun", "not sent")
    assert [one.before for one in planned.recipients] == ["sent before", "unclear", ""]
    assert [one.task.row for one in planned.due()] == [4]
    assert [one.task.row for one in planned.due(again=True)] == [2, 3, 4]


def test_sent_stays_sent_when_sending_again_fails():
    journal = Journal()
    for state in ("begun", "sent", "begun", "not sent"):
        journal.note(keys(project_of())[0], state)
    assert mailing(project_of(), LETTER, journal=journal).recipients[0].before == "sent before"


def test_somebody_listed_twice_gets_one():
    planned = mailing(project_of([*PEOPLE, PEOPLE[0]]), LETTER)
    assert [one.task.row for one in planned.due(again=True)] == [2, 3, 4]
    assert [row.fate for row in planned.passed_over()] == ["listed twice"]


def test_looks_make_no_other_certificate():
    project = project_of()
    template = open_template(picture_file(702, 496), "other.png")
    (element,) = project.layout.elements
    moved = msgspec.structs.replace(element, opacity=0.5)
    layout = msgspec.structs.replace(project.layout, elements=(moved,), file_name="{{#}}")
    looks = replace(project, template=template, layout=layout, output=Output(format="png"))
    assert keys(looks, Letter(subject="Hello")) == keys(project)


@pytest.mark.parametrize(
    "other",
    [
        project_of(content="{{Name}}, Winter"),
        project_of([("Ana Lindqvist-Lee", *PEOPLE[0][1:]), *PEOPLE[1:]]),
        project_of([(*PEOPLE[0][:2], "ana@y.example"), *PEOPLE[1:]]),
    ],
    ids=["words", "name", "address"],
)
def test_other_words_or_another_address_are_another_certificate(other):
    assert keys(other)[0] != keys(project_of())[0]


def test_a_column_that_is_not_shown_makes_no_other_certificate():
    other = project_of([("Ana Lindqvist", "Chemistry", PEOPLE[0][2])])
    assert keys(other)[0] == keys(project_of())[0]


def test_the_order_of_the_list_makes_no_difference():
    assert sorted(keys(project_of(PEOPLE[::-1]))) == sorted(keys(project_of()))


def test_one_pdf_for_all_is_sent_as_one_for_each():
    project = project_of(output=Output(format="pdf-combined"))
    planned = mailing(project, LETTER)
    assert planned.project.output.format == "pdf"
    assert planned.recipients[0].task.name == "Ana Lindqvist.pdf"


def test_only_those_who_are_chosen_and_switched_on():
    planned = mailing(replace(project_of(), skipped=(2,)), LETTER, Rows(ranges=((2, 3),)))
    assert [one.task.row for one in planned.recipients] == [3]
