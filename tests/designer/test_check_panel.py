from dataclasses import replace

from certgen.layout import Layout
from certgen.records import table_from_rows
from designer.panels import check
from tests.designer.panels import (
    PROJECT,
    button,
    give,
    open_panel,
    said,
    state_of,
    text,
)

TIGHT = text("{{Name}}" * 40)


def panel(project=PROJECT, **state):
    return open_panel("check", "check_panel", project, **state)


def shown(app):
    return [m.value for m in app.markdown if m.value.startswith("**")]


def test_a_list_without_problems_leads_on():
    app = panel()
    assert said(app)[0].startswith("All 3 certificates")
    next(b for b in app.button if b.label == "Go on to making").click().run()
    assert state_of(app).step == "make"


def test_without_people_it_says_what_to_do():
    app = panel(replace(PROJECT, table=table_from_rows(("Name",), [])))
    assert not said(app)
    next(b for b in app.button if b.label == "Add people").click().run()
    assert state_of(app).step == "people"


def test_problems_are_listed_worst_first_and_lead_to_the_person_and_the_field():
    app = panel(replace(PROJECT, layout=Layout(elements=(TIGHT,))))
    assert app.error[0].value.startswith("3 to correct")
    assert shown(app)[0].startswith("**Does not fit** · Row 2, Ana Lindqvist · Name")
    button(app, "go 1 1").click().run()
    now = state_of(app)
    assert (now.step, now.row, now.selected) == ("design", 3, ("name",))


def test_a_column_that_is_missing_concerns_everybody():
    app = panel(replace(PROJECT, layout=Layout(elements=(text("{{Grade}}"),))))
    assert "Column is missing" in shown(app)[0]
    assert "Grade" in app.caption[0].value
    button(app, "go 1 0").click().run()
    assert state_of(app).selected == ("name",)


def test_what_is_wrong_with_the_list_leads_to_the_list():
    rows = [("Ana Lindqvist", "a"), ("Ana Lindqvist", "a"), ("Ana Lindqvist", "b")]
    table = table_from_rows(("Name", "City"), rows)
    app = panel(replace(PROJECT, layout=Layout(elements=(text("{{Name}}"),)), table=table))
    titles = [line.partition("** ")[0] for line in shown(app)]
    assert titles == ["**Twice in the list", "**No template", "**Same name"]
    for place, (step, key, value) in enumerate(
        [
            ("people", "people only", "twice"),
            ("template", "people only", "twice"),
            ("people", "people search", "Ana Lindqvist"),
        ]
    ):
        button(app, f"go 1 {place}").click().run()
        assert state_of(app).step == step
        assert app.session_state[key] == value


def test_filters_leave_what_is_asked_for():
    people = table_from_rows(("Name", "City"), [("Ana Lindqvist", c) for c in "abcd"])
    layout = Layout(elements=(TIGHT,))
    app = panel(replace(PROJECT, layout=layout, table=people))
    assert len(shown(app)) == 4 + 3 + 1
    app.get_by_key("check severity").set_value(["info"]).run()
    titles = [line.partition("** ")[0] for line in shown(app)]
    assert titles == ["**No template", *["**Same name"] * 3]
    app.get_by_key("check severity").set_value([]).run()
    app.selectbox(key="check kind").set_value("does-not-fit").run()
    assert len(shown(app)) == 4


def test_many_problems_come_in_pages():
    rows = [(f"Person {n}",) for n in range(50)]
    project = replace(
        PROJECT, layout=Layout(elements=(TIGHT,)), table=table_from_rows(("Name",), rows)
    )
    app = panel(project)
    assert len(shown(app)) == check.PAGE_ROWS
    app.session_state["check page"] = 3
    app.run()
    assert len(shown(app)) == 50 + 1 - 2 * check.PAGE_ROWS


def test_nothing_is_checked_twice_until_something_changes(monkeypatch):
    calls = []

    def counted(project, *, progress):
        calls.append(project)
        return iter(())

    monkeypatch.setattr(check, "check", counted)
    app = panel()
    app.run()
    assert len(calls) == 1
    state = state_of(app)
    give(app, replace(state, project=replace(PROJECT, skipped=(2,))))
    app.run()
    assert len(calls) == 2
