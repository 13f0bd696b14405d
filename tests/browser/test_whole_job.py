"""The five-minute script: from an empty window to an opened ZIP, and what comes after it."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from certgen.gallery.sample import sample_project
from certgen.output import Output
from certgen.project import load_project
from certgen.records import table_from_rows
from certgen.units import mm_to_pt
from tests.browser.driver import CANVAS, until

LIST = (
    "Participant,Course,Date\r\n"
    "Ana Lindqvist,Bookbinding,14 June 2026\r\n"
    "José Núñez Peña,Typography,14 June 2026\r\n"
    "山田 花子,Calligraphy,21 June 2026\r\n"
    "Ana Lindqvist,Calligraphy,21 June 2026\r\n"
)
FILES = ["1 Ana Lindqvist.pdf", "2 José Núñez Peña.pdf", "3 山田 花子.pdf", "4 Ana Lindqvist.pdf"]
WAIT = 30_000


def template():
    """A white A4 page with a dark frame, as PNG at 150 dpi."""
    image = Image.new("RGB", (1754, 1240), "#1b2a41")
    image.paste("#ffffff", (40, 40, 1714, 1200))
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


def step(page, name, words):
    page.locator(".st-key-steps button").filter(has_text=name).click()
    page.get_by_text(words).first.wait_for(timeout=WAIT)


def choose(page, label, name, data):
    uploader = page.locator("[data-testid=stFileUploader]").filter(has_text=label)
    kind = "text/csv" if name.endswith("csv") else "application/octet-stream"
    file = {"name": name, "mimeType": kind, "buffer": data}
    uploader.locator("input[type=file]").set_input_files(file)


def downloaded(page, click):
    with page.expect_download(timeout=WAIT) as download:
        click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def name_on(pdf, name):
    """The middle of a text on a PDF page, in points from its top left corner."""
    page = pypdfium2.PdfDocument(pdf)[0]
    found = page.get_textpage()
    index, count = found.search(name).get_next()
    boxes = [found.get_charbox(i) for i in range(index, index + count)]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    bottom, top = min(b[1] for b in boxes), max(b[3] for b in boxes)
    return (left + right) / 2, page.get_height() - (top + bottom) / 2


@pytest.fixture(autouse=True)
def stranger(window):
    """Somebody who was never here, but whose browser has the scripts."""
    window.clear_cookies()


@pytest.fixture
def page(designer):
    designer.page.goto(designer.address)
    designer.width_mm = 297.0
    designer.ready()
    return designer.page


def test_from_a_picture_and_a_list_to_finished_certificates(page, designer):
    step(page, "Template", "Choose another picture")
    choose(page, "Choose another picture", "mine.png", template())
    page.get_by_text("mine.png is your template: 1754 × 1240 pixels").wait_for(timeout=WAIT)

    step(page, "People", "Choose another list")
    choose(page, "Choose another list", "people.csv", LIST.encode())
    page.get_by_text("4 people with 3 columns.").wait_for(timeout=WAIT)

    step(page, "Design", "Fields")
    designer.project_id = page.url.partition("?p=")[2]
    designer.ready()
    designer.saved(lambda layout: any(e.name == "Participant" for e in layout.elements))
    field = next(e for e in designer.layout().elements if e.name == "Participant")
    before = field.box.center
    designer.drag(before, (before[0] + 20, before[1] - 35), "Alt")
    designer.saved(lambda layout: layout.element(field.id).box != field.box)
    after = designer.layout().element(field.id).box.center
    assert after[0] - before[0] == pytest.approx(20, abs=0.5)

    step(page, "Check", "All 4 certificates can be made")
    step(page, "Make", "What do you want?")
    page.get_by_role("button", name="Make 4 PDFs").click()
    name, data = downloaded(page, lambda: page.locator("a.download.primary").click(timeout=WAIT))
    assert name == "mine.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [*FILES, "report.csv"]
        assert "José Núñez Peña" in archive.read("report.csv").decode("utf-8-sig")
        x, y = name_on(archive.read(FILES[1]), "José Núñez Peña")
    assert x == pytest.approx(mm_to_pt(after[0]), abs=3)
    assert y == pytest.approx(mm_to_pt(after[1]), abs=8)


def test_a_reload_brings_the_design_and_its_undo_back(page, designer):
    step(page, "Template", "Choose another picture")
    choose(page, "Choose another picture", "mine.png", template())
    page.get_by_text("mine.png is your template").wait_for(timeout=WAIT)
    page.reload()
    designer.ready()
    page.get_by_role("button", name="mine").first.wait_for(timeout=WAIT)
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_role("button", name="Example: Lumen Academy").wait_for(timeout=WAIT)


def test_two_browsers_do_not_see_each_others_work(page, designer, browser):
    step(page, "Template", "Choose another picture")
    choose(page, "Choose another picture", "mine.png", template())
    page.get_by_text("mine.png is your template").wait_for(timeout=WAIT)
    context = browser.new_context()
    other = context.new_page()
    other.goto(designer.address)
    other.wait_for_selector(CANVAS, timeout=WAIT)
    assert other.get_by_role("button", name="Example: Lumen Academy").count() == 1
    assert other.url.partition("?p=")[2] != page.url.partition("?p=")[2]
    context.close()


def test_a_batch_goes_on_while_the_page_is_left_and_comes_back_with_it(designer):
    sample = sample_project()
    people = [[f"Person {n}", "Typography", "14 June 2026", ""] for n in range(80)]
    table = table_from_rows(sample.table.columns, people)
    output = Output(format="png", dpi=300.0)
    page = designer.open(replace(sample, name="Many", table=table, output=output)).page
    step(page, "Make", "What do you want?")
    page.get_by_role("button", name="Make 80 pictures").click()
    page.get_by_role("button", name="Stop").wait_for(timeout=WAIT)
    step(page, "People", "Choose another list")
    page.reload()
    page.wait_for_selector(CANVAS, timeout=WAIT)
    step(page, "Make", "What do you want?")
    page.get_by_text("80 made").wait_for(timeout=120_000)
    name, data = downloaded(page, lambda: page.locator("a.download.primary").click())
    assert name == "Many.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == 81


def test_a_batch_is_stopped(designer):
    sample = sample_project()
    table = table_from_rows(("Name", "Course", "Date"), [["Ana", "Uno", ""]] * 3000)
    project = replace(sample, table=table, output=Output(format="png", dpi=300.0))
    page = designer.open(project).page
    step(page, "Make", "What do you want?")
    page.get_by_role("button", name="Make 3000 pictures").click()
    page.get_by_role("button", name="Stop").click(timeout=WAIT)
    page.get_by_text("Stopped after").wait_for(timeout=WAIT)


def test_a_project_is_saved_and_opened_again(page):
    page.get_by_role("button", name="Example: Lumen Academy").click()
    name, data = downloaded(page, lambda: page.locator(".st-key-save_project button").first.click())
    assert name == "Example- Lumen Academy.certgen"
    project = load_project(data)
    assert len(project.table.records) == 12
    page.get_by_role("button", name="New", exact=True).click()
    page.get_by_role("button", name="Certificates").first.wait_for(timeout=WAIT)
    choose(page, "Open a project", "back.certgen", data)
    page.get_by_text("back.certgen is open.").wait_for(timeout=WAIT)


def test_a_cell_is_corrected_in_the_table_and_taken_back(page, designer):
    designer.project_id = page.url.partition("?p=")[2]
    step(page, "People", "Choose another list")
    table = page.locator("[data-testid=stDataFrame] canvas").first
    table.wait_for(timeout=WAIT)
    cell = page.locator("textarea.gdg-input")

    def opened():
        box = table.bounding_box()
        # The first person's name: fourth column, first row below the header. The table has no sign
        # of its own that it takes clicks.
        page.mouse.dblclick(box["x"] + 230, box["y"] + 50)
        return cell.count()

    until(opened, pause=0.3)
    cell.fill("Anna Lindqvist")
    cell.press("Enter")

    def first_name():
        saved = designer.store / f"{designer.project_id}.certgen"
        return load_project(saved.read_bytes()).table.records[0].values["Name"]

    until(lambda: first_name() == "Anna Lindqvist")
    page.get_by_role("button", name="Undo").first.click()
    until(lambda: first_name() == "Ana Lindqvist")


def test_a_bad_file_is_told_and_the_page_goes_on(page):
    step(page, "Template", "Choose another picture")
    choose(page, "Choose another picture", "text.png", b"this is no picture")
    page.get_by_text("“text.png” is not a picture").wait_for(timeout=WAIT)
    choose(page, "Choose another picture", "mine.png", template())
    page.get_by_text("mine.png is your template").wait_for(timeout=WAIT)
