"""Every address: what it gives, and how it says no."""

from __future__ import annotations

import base64
import io
import json
import re
from urllib.parse import unquote

import pytest
from PIL import Image

from certgen.layout_file import dump_layout
from certgen.project import save_project
from service.configuration import Configuration
from service.http.operations import OPERATIONS, PREFIX
from service.http.routes import app, health_routes, routes
from tests.service.asgi import multipart, post, request
from tests.service.conftest import a_project

API = PREFIX


def layout_of(project):
    return json.loads(dump_layout(project.layout))


def b64(data):
    return base64.b64encode(data).decode()


def test_health_is_told_to_anybody(api):
    answer = request(api, "GET", "/healthz", client=("203.0.113.9", 1))
    assert (answer.status, answer.json) == (200, {"status": "ok"})


def test_readiness_tries_fonts_rendering_and_the_temporary_folder(api):
    answer = request(api, "GET", "/readyz")
    assert (answer.status, answer.json["status"]) == (200, "ready")
    assert [check["name"] for check in answer.json["checks"]] == [
        "fonts",
        "rendering",
        "temporary folder",
    ]


def test_a_temporary_folder_that_is_none_limits_but_does_not_break(tmp_path):
    (tmp_path / "file").touch()
    answer = request(app(Configuration(temp=str(tmp_path / "file"))), "GET", "/readyz")
    assert (answer.status, answer.json["status"]) == (200, "limited")


def test_fonts_have_the_names_that_layouts_use(api, fonts):
    listed = request(api, "GET", f"{API}/fonts").json["fonts"]
    assert [font["name"] for font in listed] == [family.name for family in fonts.families]
    assert all(font["weights"] and min(font["weights"]) >= 1 for font in listed)


@pytest.mark.parametrize(
    ("form", "start", "kind"),
    [
        ("pdf", b"%PDF", "application/pdf"),
        ("pdf-combined", b"%PDF", "application/pdf"),
        ("png", b"\x89PNG", "image/png"),
        ("jpeg", b"\xff\xd8", "image/jpeg"),
    ],
)
def test_render_gives_a_file_of_the_format_of_the_project(api, form, start, kind):
    files = [("project", "small.certgen", save_project(a_project(form)))]
    answer = multipart(api, f"{API}/render", {"row": 3}, files)
    assert answer.status == 200
    assert answer.content.startswith(start)
    assert answer.headers["content-type"] == kind
    encoded = re.search(r"filename\*=UTF-8''(.*)", answer.headers["content-disposition"])[1]
    assert unquote(encoded).startswith("2 Zoë.")


def test_render_takes_a_layout_with_all_it_needs_as_json(api, project):
    value = {
        "layout": layout_of(project),
        "template": {"name": "paper.png", "data": b64(project.template.data)},
        "values": {"Name": "Ada"},
        "output": {"format": "png", "dpi": 100},
    }
    answer = post(api, f"{API}/render", value)
    assert answer.status == 200
    assert Image.open(io.BytesIO(answer.content)).size == (236, 157)


def test_json_and_multipart_give_the_same(api, project, project_file):
    value = {"values": {"Name": "Ada"}}
    one = multipart(api, f"{API}/render", value, [("project", "x", project_file)])
    two = post(api, f"{API}/render", {**value, "project": b64(project_file)})
    layout = ("layout", "layout.json", dump_layout(project.layout))
    template = ("template", "paper.png", project.template.data)
    three = multipart(api, f"{API}/render", value, [layout, template])
    assert one.content == two.content == three.content


def test_pictures_and_fonts_come_along(api, project, box_font):
    layout = layout_of(project)
    layout["elements"][0]["style"]["font"] = "Box"
    layout["elements"].append(
        {
            "kind": "picture",
            "id": "logo",
            "name": "Logo",
            "picture": "logo.png",
            "box": {"x": 1, "y": 1, "width": 10, "height": 10},
        }
    )
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "#c00000").save(picture, "PNG")
    value = {"layout": layout, "values": {"Name": "Ada"}, "width": 600}
    files = [("fonts", "Box.ttf", box_font), ("pictures", "logo.png", picture.getvalue())]
    answer = multipart(api, f"{API}/preview", value, files)
    assert answer.status == 200, answer.content
    seen = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert seen.getpixel((60, 60)) == (192, 0, 0)
    assert multipart(api, f"{API}/preview", value, files[1:]).json["kind"] == "font"


@pytest.mark.parametrize(("form", "kind"), [("png", "PNG"), ("jpeg", "JPEG")])
def test_a_preview_is_as_wide_as_asked(api, project_file, form, kind):
    value = {"project": b64(project_file), "width": 333, "format": form}
    answer = post(api, f"{API}/preview", value)
    image = Image.open(io.BytesIO(answer.content))
    assert (image.format, image.width) == (kind, 333)


def test_what_was_noticed_is_in_a_header(api, project_file):
    value = {"project": b64(project_file), "values": {"Name": "Lopado" * 60}}
    answer = post(api, f"{API}/render", value)
    assert answer.status == 200
    assert {"severity", "kind", "message"} == json.loads(answer.headers["certgen-findings"])[
        0
    ].keys()


def test_preflight_finds_the_problems_of_a_list(api, project_file):
    value = {"project": b64(project_file), "people": [{"Name": "Ada"}, {"Name": "Lopado" * 60}]}
    answer = post(api, f"{API}/preflight", value)
    assert (answer.status, answer.json["complete"]) == (200, True)
    assert {3} <= {problem["row"] for problem in answer.json["problems"]}


def test_preflight_without_time_tells_what_it_found_and_that_it_is_not_all(
    project_file, monkeypatch
):
    monkeypatch.setattr("service.http.endpoint.WORK_SHARE", 0.0)
    value = {"project": b64(project_file)}
    answer = post(app(Configuration()), f"{API}/preflight", value)
    assert (answer.status, answer.json["complete"]) == (200, False)


def test_a_list_may_be_a_file(api, project_file):
    files = [
        ("project", "x", project_file),
        ("table", "people.csv", "Name;City\nÉva;Pécs\n".encode()),
    ]
    assert multipart(api, f"{API}/plan", {}, files).json["records"] == 1


def test_rows_choose_among_the_list(api, project_file):
    value = {"project": b64(project_file), "rows": "2-3,8"}
    assert post(api, f"{API}/plan", value).json["records"] == 3


def test_nothing_is_printed(api, project_file, capfd):
    post(api, f"{API}/render", {"project": b64(project_file)})
    post(api, f"{API}/render", {"project": "!"})
    request(api, "GET", f"{API}/diagnosis")
    assert capfd.readouterr() == ("", "")


def test_the_routes_can_be_mounted_elsewhere():
    paths = {route.path for route in routes(Configuration())}
    assert paths == {o.path for o in OPERATIONS} | {f"{API}/openapi.json"}
    assert {route.path for route in health_routes(Configuration())} == {"/healthz", "/readyz"}
