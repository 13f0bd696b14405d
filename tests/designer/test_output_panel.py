import time
import zipfile
from dataclasses import replace
from functools import partial
from threading import Event

import pytest

from certgen.batch.make import Summary
from certgen.batch.progress import Progress
from certgen.batch.rows import Rows
from certgen.errors import Cancelled, ExportError
from certgen.export.report import ReportRow
from certgen.layout import Layout
from certgen.output import Output
from certgen.project import Project
from certgen.records import table_from_rows
from designer.jobs.status import Status
from designer.panels import making, size_estimate, who
from tests.designer.batches import kept_file, registry_in
from tests.designer.panels import (
    PROJECT,
    button,
    open_panel,
    project_of,
    said,
    state_of,
    text,
)


@pytest.fixture
def jobs(tmp_path, monkeypatch):
    return partial(_registry, tmp_path, monkeypatch)


def _registry(tmp_path, monkeypatch, **options):
    registry = registry_in(tmp_path, **options)
    # The size is waited for, however slow the machine is.
    monkeypatch.setattr(size_estimate, "PATIENCE_SECONDS", 60.0)
    for module in (making, who):
        monkeypatch.setattr(module, "jobs", lambda: registry)
    return registry


def panel(project=PROJECT, **state):
    return open_panel("output", "output_panel", project, **state)


def finished(app, registry):
    while not registry.latest("p" * 22).over:
        time.sleep(0.01)
    return app.run()


def texts(app):
    return [e.value for e in (*app.markdown, *app.caption)]


def test_everybody_is_made_and_can_be_fetched(jobs):
    registry = jobs()
    app = panel()
    button(app, "make start").click().run()
    app = finished(app, registry)
    assert said(app) == ["3 made"]
    outcome = registry.latest("p" * 22).outcome
    assert outcome.file.name == "Spring.zip"
    file = kept_file(registry, outcome.file)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist()[:2] == ["1 Ana Lindqvist.pdf", "2 José Núñez.pdf"]
    labels = [b.label for b in app.get("download_button")]
    assert labels[0].startswith("Download Spring.zip (")
    assert labels[1] == "Report: who got which file"
    registry.close()


def test_a_change_after_making_is_told(jobs):
    registry = jobs()
    app = panel()
    button(app, "make start").click().run()
    app = finished(app, registry)
    assert not any("changed something" in line for line in texts(app))
    app.text_input(key="file name pattern").set_value("{{Course}}").run()
    assert any("changed something" in line for line in texts(app))
    registry.close()


@pytest.mark.parametrize(
    ("kind", "ending"), [("pdf-combined", "Spring.pdf"), ("png", ".png"), ("jpeg", ".jpg")]
)
def test_every_kind_of_file_is_made(jobs, kind, ending):
    registry = jobs()
    app = panel(replace(PROJECT, output=Output(dpi=50.0)))
    app.radio(key="output format").set_value(kind).run()
    assert project_of(app).output.format == kind
    button(app, "make start").click().run()
    finished(app, registry)
    outcome = registry.latest("p" * 22).outcome
    file = kept_file(registry, outcome.file)
    names = [outcome.file.name] if kind == "pdf-combined" else zipfile.ZipFile(file).namelist()
    assert names[0].endswith(ending)
    registry.close()


def test_a_test_run_makes_three(jobs):
    registry = jobs()
    people = table_from_rows(("Name",), [(f"Person {n}",) for n in range(9)])
    app = panel(Project(layout=Layout(elements=(text("{{Name}}"),)), table=people))
    button(app, "make test").click().run()
    app = finished(app, registry)
    assert said(app) == ["3 made"]
    assert any("test run" in line for line in texts(app))
    registry.close()


def test_the_file_names_are_shown_before_they_are_made(jobs):
    jobs()
    app = panel()
    assert any("1 Ana Lindqvist\\.pdf" in line for line in texts(app))
    app.text_input(key="file name pattern").set_value("{{Course}}/{{Name}}").run()
    assert project_of(app).layout.file_name == "{{Course}}/{{Name}}"
    assert any("Bookbinding/Ana Lindqvist\\.pdf" in line for line in texts(app))
    button(app, "file name #").click().run()
    assert project_of(app).layout.file_name == "{{Course}}/{{Name}} {{#}}"


def test_a_pattern_that_asks_for_no_column_of_the_list_is_told(jobs):
    jobs()
    app = panel()
    app.text_input(key="file name pattern").set_value("{{Grade}}").run()
    assert any("Grade" in line and ":red" in line for line in texts(app))
    assert not app.exception
    app.text_input(key="file name pattern").set_value("   ").run()
    assert project_of(app).layout.file_name == "{{#}}"


def test_namesakes_are_told(jobs):
    jobs()
    people = table_from_rows(("Name",), [("Ana",), ("ana",)])
    layout = Layout(elements=(text("{{Name}}"),), file_name="{{Name}}")
    app = panel(Project(layout=layout, table=people))
    assert any(line.startswith("1 name was changed") for line in texts(app))


def test_only_some_rows_are_made(jobs):
    jobs()
    app = panel()
    app.get_by_key("make who").set_value("rows").run()
    app.text_input(key="make rows").set_value("3-4").run()
    assert button(app, "make start").label == "Make 2 PDFs"
    app.get_by_key("make who").set_value("where").run()
    app.selectbox(key="make column").set_value("Course").run()
    app.selectbox(key="make value Course").set_value("Typography").run()
    assert button(app, "make start").label == "Make 1 PDF"


@pytest.mark.parametrize("rows", ["one to three", "9-2", "50-60"])
def test_rows_that_are_none_are_told_and_nothing_can_be_started(jobs, rows):
    jobs()
    app = panel()
    app.get_by_key("make who").set_value("rows").run()
    app.text_input(key="make rows").set_value(rows).run()
    assert not app.exception
    assert any(line.startswith(":red[") for line in texts(app))
    assert "make start" not in [b.key for b in app.button]


def test_progress_is_shown_and_can_be_stopped(jobs):
    def make(project, destination, *, resume, progress, cancelled, **rest):
        progress(Progress(1, 3, 75.0))
        if resume:
            destination.write_bytes(b"zip")
            return Summary(destination, (ReportRow(2, "Ana", "1.pdf", "made", ""),))
        while not cancelled():
            time.sleep(0.005)
        raise Cancelled("Stopped.")

    registry = jobs(make=make)
    app = panel()
    button(app, "make start").click().run()
    while registry.latest("p" * 22).done < 1:
        time.sleep(0.005)
    app.run()
    assert app.progress[0].text == "1 of 3 · 75 s left"
    assert button(app, "make start").disabled
    button(app, "make cancel").click().run()
    app = finished(app, registry)
    assert said(app) == ["Stopped after 1 of 3."]
    assert not button(app, "make start").disabled
    assert button(app, "make resume").label == "Go on with the other 2"
    button(app, "make resume").click().run()
    app = finished(app, registry)
    assert said(app) == ["1 made"]
    registry.close()


def test_what_went_wrong_is_told_and_can_be_made_again(jobs):
    def make(project, destination, **rest):
        destination.write_bytes(b"zip")
        rows = (
            ReportRow(2, "Ana", "1.pdf", "made", "small"),
            ReportRow(3, "Bo", "", "failed", "no"),
        )
        return Summary(destination, rows)

    registry = jobs(make=make)
    app = panel()
    button(app, "make start").click().run()
    app = finished(app, registry)
    assert said(app) == ["1 made, 1 with warnings, 1 could not be made"]
    assert any("Row 3, Bo" in line for line in texts(app))
    app.get_by_key("make who").set_value("failed").run()
    assert button(app, "make start").label == "Make 1 PDF"
    registry.close()


def test_a_full_disk_is_told(jobs):
    def make(project, destination, **rest):
        raise ExportError("The disk is full.", "Free some space.")

    registry = jobs(make=make)
    app = panel()
    button(app, "make start").click().run()
    app = finished(app, registry)
    assert said(app) == ["The disk is full\\. Free some space\\."]
    registry.close()


def test_quality_and_resolution_are_asked_for_pictures_only(jobs):
    jobs()
    app = panel()
    assert not app.slider
    app.radio(key="output format").set_value("jpeg").run()
    app.slider(key="output quality").set_value(75).run()
    app.selectbox(key="output dpi").set_value(150).run()
    assert project_of(app).output == Output(format="jpeg", quality=75, dpi=150.0)
    assert state_of(app).history.undo_label == "Change what is made"


def test_a_quality_from_elsewhere_may_be_lower_than_what_is_offered(jobs):
    jobs()
    app = panel(replace(PROJECT, output=Output(format="jpeg", quality=20)))
    assert not app.exception
    assert app.slider[0].value == 20


def test_without_people_it_says_what_to_do(jobs):
    jobs()
    app = panel(Project())
    next(b for b in app.button if b.label == "Add people").click().run()
    assert state_of(app).step == "people"


def test_a_design_that_cannot_be_made_leads_to_the_check(jobs):
    registry = jobs()
    app = panel(replace(PROJECT, layout=Layout(elements=(text("{{Grade}}"),))))
    assert any("Step 4" in line for line in texts(app))
    button(app, "make start").click().run()
    app = finished(app, registry)
    assert "Grade" in said(app)[0]
    registry.close()


def test_nobody_waits_for_the_size(jobs, monkeypatch):
    registry = jobs()
    told = Event()
    monkeypatch.setattr(size_estimate, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(size_estimate, "_estimated", lambda *given: told.wait(60) and 51_200)
    size_estimate._coming.cache_clear()
    app = panel()
    assert "Working out the size…" in texts(app)
    assert not button(app, "make start").disabled
    told.set()
    size_estimate._coming(replace(PROJECT, name=""), Rows(), 3).result(60)
    app.run()
    assert "About 51 kB." in texts(app)
    size_estimate._coming.cache_clear()
    registry.close()


def test_sizes_are_said_as_people_say_them():
    assert [size_estimate.bytes_in_words(n) for n in (10, 51_200, 3_140_000, 2_000_000_000)] == [
        "1 kB",
        "51 kB",
        "3.1 MB",
        "2.0 GB",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"phase": "waiting", "ahead": 2}, "Waiting: 2 before you"),
        ({"phase": "waiting"}, "Starting…"),
        ({"phase": "running", "done": 1_200, "total": 5_000}, "1,200 of 5,000"),
        (
            {"phase": "running", "done": 1, "total": 9, "seconds_left": 300.0},
            "1 of 9 · 5 min left",
        ),
    ],
)
def test_progress_in_words(changes, words):
    status = replace(Status("x", "all", "running", 0, 3, 0.0), **changes)
    assert making.progress_in_words(status) == words
