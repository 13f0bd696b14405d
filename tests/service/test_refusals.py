"""How every address says no: what is wrong, where, and what to do now."""

from __future__ import annotations

import base64
import io
import threading
from random import Random

import pytest
from PIL import Image

from certgen.project import save_project
from service.configuration import Configuration
from service.http.endpoint import Bench
from service.http.operations import OPERATIONS, PREFIX
from service.http.routes import app
from tests.service.asgi import multipart, post, request
from tests.service.conftest import a_project

API = PREFIX


def b64(data):
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("path", "change", "kind", "told"),
    [
        ("render", {"project": None}, "project", "Neither a project nor a layout"),
        ("render", {"project": b64(b"PK\x03\x04 broken")}, "project", "damaged"),
        ("render", {"project": "not base64!"}, "request", "$.project"),
        ("render", {"row": 99}, "data", "None of the 7 rows"),
        ("render", {"row": 0}, "request", "$.row"),
        ("render", {"values": {"Surname": "Ada"}}, "layout", "“Name”"),
        ("render", {"values": {"Name": 5}}, "request", "$.values"),
        (
            "render",
            {"layout": {"version": 1, "elements": [{"kind": "text"}]}},
            "layout",
            "elements",
        ),
        ("render", {"layout": {"version": 99}}, "layout", "newer"),
        ("render", {"layout": 7}, "layout", "object"),
        ("render", {"template": {"name": "x.png", "data": b64(b"nothing")}}, "template", "x.png"),
        ("render", {"fonts": [{"name": "x.ttf", "data": b64(b"nothing")}]}, "font", "x.ttf"),
        ("render", {"output": {"format": "gif"}}, "request", "gif"),
        ("render", {"output": {"dpi": 99999}}, "request", "dpi"),
        ("render", {"surprise": 1}, "request", "surprise"),
        ("preview", {"width": 5000}, "request", "width"),
        ("preflight", {"rows": "a-b"}, "data", "a-b"),
        ("plan", {"people": []}, "data", "nobody"),
        ("plan", {"table": {"name": "x.xlsx", "data": b64(b"PK\x03\x04")}}, "data", "x.xlsx"),
        ("slice", {"first": 7}, "data", "place 7"),
        ("slice", {"count": 0}, "request", "count"),
        ("slice", {"job": "another"}, "data", "planned"),
        ("slice", {"output": {"format": "pdf-combined"}}, "render", "slices"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_correct(
    api, project_file, path, change, kind, told
):
    value = {"project": b64(project_file), **change}
    answer = post(api, f"{API}/{path}", {k: v for k, v in value.items() if v is not None})
    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["kind"] == kind
    assert told in answer.json["detail"]
    assert answer.json["title"] == "Unprocessable Content"


def test_a_place_in_the_layout_is_told_on_its_own(api):
    layout = {"version": 1, "page": {"width": -1, "height": 5}, "elements": []}
    answer = post(api, f"{API}/render", {"layout": layout, "values": {}})
    assert answer.json["path"] == "page.width"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"values": {"a": "\\ud800"}}']
)
def test_what_is_no_json_is_refused(api, body):
    answer = request(api, "POST", f"{API}/render", body, {"content-type": "application/json"})
    assert answer.status in (400, 422)
    assert answer.json["kind"] in ("request", "project")


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_other_types_of_body_are_refused(api, kind):
    answer = request(api, "POST", f"{API}/render", b"{}", {"content-type": kind})
    assert answer.status == 415


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken header\r\n\r\na\r\n--x--"),
        ("multipart/form-data; boundary=" + "x" * 3000, b""),
        ('multipart/form-data; boundary=x; charset="nonsense"', b"--x\r\n"),
    ],
)
def test_a_bad_multipart_body_is_refused(api, kind, body):
    answer = request(api, "POST", f"{API}/render", body, {"content-type": kind})
    assert answer.status in (400, 422)
    assert answer.json["status"] == answer.status


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([("project", "a", b"1"), ("project", "b", b"2")], "twice"),
        ([("surprise", "a", b"1")], "surprise"),
        ([("table", "a.csv", b"1")], "table"),
    ],
)
def test_parts_that_do_not_belong_are_refused(api, files, told):
    answer = multipart(api, f"{API}/render", {}, files)
    assert answer.status == 422
    assert told in answer.json["detail"]


def test_too_many_parts_are_refused(api):
    files = [("pictures", f"{n}.png", b"") for n in range(200)]
    assert multipart(api, f"{API}/render", {}, files).status == 400


def test_wrong_methods_and_addresses(api):
    for operation in OPERATIONS:
        wrong = "GET" if operation.method == "POST" else "POST"
        answer = request(api, wrong, operation.path)
        assert answer.status == 405
        assert operation.method in answer.headers["allow"]
    assert request(api, "GET", "/api/v1/nothing").status == 404
    assert request(api, "GET", "/../../etc/passwd").json["status"] == 404
    assert request(api, "HEAD", "/healthz").status == 200


def test_a_list_longer_than_allowed_is_refused(project_file):
    small = app(Configuration(max_records=6))
    answer = post(small, f"{API}/plan", {"project": b64(project_file)})
    assert (answer.status, answer.json["kind"]) == (413, "limit")


def test_an_answer_larger_than_allowed_is_refused():
    small = app(Configuration(max_response=1))
    project = save_project(a_project("png"))
    # Noise does not shrink, so that the page has several megabytes.
    noise = io.BytesIO()
    Image.frombytes("RGB", (900, 600), Random(1).randbytes(1_620_000)).save(noise, "PNG")
    value = {"output": {"format": "png"}, "row": 2}
    files = [("project", "x", project), ("template", "noise.png", noise.getvalue())]
    answer = multipart(small, f"{API}/render", value, files)
    assert (answer.status, answer.json["kind"]) == (413, "limit")
    answer = multipart(small, f"{API}/slice", {"output": {"format": "png"}}, files)
    assert (answer.status, answer.json["kind"]) == (422, "render")


def test_a_bug_is_told_without_its_details(api, project_file, monkeypatch, caplog):
    def broken(project, rows):
        raise RuntimeError(project.table.records[0].values["Name"])

    monkeypatch.setattr("service.http.rendering.render_one", broken)
    answer = post(api, f"{API}/render", {"project": b64(project_file)})
    assert (answer.status, answer.json["kind"]) == (500, "internal")
    assert "RuntimeError" in caplog.text
    assert "Ada" not in caplog.text + answer.content.decode()


def test_work_that_takes_too_long_is_told(project_file, monkeypatch):
    done = threading.Event()
    monkeypatch.setattr("service.http.rendering.render_one", lambda *given: done.wait(30))
    answer = post(
        app(Configuration(time_limit=0.2)), f"{API}/render", {"project": b64(project_file)}
    )
    done.set()
    assert (answer.status, answer.json["kind"]) == (503, "time")
    assert "0.2 seconds" in answer.json["detail"]


def test_a_body_that_never_comes_is_told():
    never = Configuration(time_limit=0.2)
    answer = request(
        app(never),
        "POST",
        f"{API}/render",
        [],
        {"content-type": "application/json", "content-length": "10"},
    )
    assert answer.status == 408


def test_too_many_at_once_are_sent_away(project_file, monkeypatch):
    bench = Bench(1, waiting=0)
    bench._places.acquire()
    monkeypatch.setattr("service.http.routes.Bench", lambda *given, **more: bench)
    answer = post(app(Configuration()), f"{API}/render", {"project": b64(project_file)})
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
