"""What strangers, large bodies and hostile names get: a refusal, and nothing else."""

from __future__ import annotations

import base64
import io
import logging
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from service.configuration import Configuration, ConfigurationError
from service.http.operations import OPERATIONS, PREFIX
from service.http.routes import app, routes
from service.setting import Secret
from tests.service.asgi import multipart, post, request

API = PREFIX
KEY = "a key of the test that is long"
OUTSIDE = ("203.0.113.9", 4711)
CLOSED = [operation for operation in OPERATIONS if not operation.open]


@pytest.fixture
def exposed():
    return app(Configuration(host="docker", address="0.0.0.0", api_key=Secret(KEY)))


def bearer(key):
    return {"authorization": f"Bearer {key}"}


@pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.name)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer("wrong"),
        bearer(KEY + "x"),
        bearer(KEY[:-1]),
        bearer(""),
        {"authorization": KEY},
        {"authorization": f"Basic {KEY}"},
        bearer("\xff\xfe"),
    ],
)
def test_nothing_is_done_without_the_key(exposed, operation, headers):
    answer = request(exposed, operation.method, operation.path, b"", headers, OUTSIDE)
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert KEY not in answer.content.decode()


def test_the_key_opens(exposed):
    for scheme in ("Bearer", "bearer"):
        headers = {"authorization": f"{scheme} {KEY}"}
        assert request(exposed, "GET", f"{API}/fonts", b"", headers, OUTSIDE).status == 200


def test_the_body_of_a_stranger_is_not_even_read(exposed):
    coming = iter([b"x" * 1000])
    answer = request(exposed, "POST", f"{API}/render", list(coming), {}, OUTSIDE)
    assert answer.status == 401


@pytest.mark.parametrize(
    "configuration",
    [
        Configuration(host="docker"),
        Configuration(host="vercel"),
        Configuration(address="0.0.0.0"),
        Configuration(address="192.168.1.5"),
    ],
)
def test_an_exposed_server_without_a_key_does_not_start(configuration):
    with pytest.raises(ConfigurationError, match="CERTGEN_API_KEY"):
        routes(configuration)


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        (OUTSIDE, {}),
        (("192.168.1.7", 5), {}),
        (("::ffff:192.168.1.7", 5), {}),
        (None, {}),
        # A proxy on this machine, or a name of a stranger's that leads here.
        (("127.0.0.1", 5), {"host": "certificates.example"}),
        # A page of a stranger's in somebody's browser.
        (("127.0.0.1", 5), {"origin": "https://evil.example"}),
        (("127.0.0.1", 5), {"origin": "null"}),
        (("127.0.0.1", 5), {"origin": "http://localhost.evil.example"}),
    ],
)
@pytest.mark.parametrize("path", ["diagnosis", "fonts"])
def test_without_a_key_only_this_machine_is_served(api, client, headers, path):
    answer = request(api, "GET", f"{API}/{path}", b"", headers, client)
    assert (answer.status, answer.json["kind"]) == (403, "access")


@pytest.mark.parametrize("host", ["127.0.0.1:8600", "localhost:8600", "[::1]:8600", "LOCALHOST"])
def test_this_machine_is_served_by_all_its_names(api, host):
    for client in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        answer = request(api, "GET", f"{API}/fonts", b"", {"host": host}, (client, 5))
        assert answer.status == 200


def test_no_secret_is_in_the_diagnosis():
    secrets = {"api_key": Secret(KEY), "password": Secret("a password of the test")}
    places = {"sessions": "redis://user:word@cache/0", "store": "s3://id:word@bucket/x"}
    full = app(Configuration(**secrets, **places))
    for accept in ("application/json", "text/html"):
        headers = {**bearer(KEY), "accept": accept}
        answer = request(full, "GET", f"{API}/diagnosis", b"", headers)
        assert answer.status == 200
        text = answer.content.decode()
        assert "pillow" in text
        for hidden in (KEY, "a password of the test", "word@"):
            assert hidden not in text


def test_the_diagnosis_page_escapes_what_it_shows():
    answer = request(
        app(Configuration(temp="/<script>alert(1)</script>")),
        "GET",
        f"{API}/diagnosis",
        b"",
        {"accept": "text/html"},
    )
    assert b"<script>" not in answer.content
    assert b"&lt;script&gt;" in answer.content


def test_readiness_tells_strangers_no_paths(tmp_path):
    broken = app(Configuration(temp=str(tmp_path / "secret-place" / "\n")))
    answer = request(broken, "GET", "/readyz", client=OUTSIDE)
    assert "secret-place" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("told", [True, False])
def test_a_huge_body_is_refused_before_it_is_read(kind, told):
    small = app(Configuration(max_upload=1))
    part = b"x" * 2**18
    start = [b'--x\r\nContent-Disposition: form-data; name="project"; filename="a"\r\n\r\n']
    body = (start if "multipart" in kind else []) + [part] * 40
    headers = {"content-type": kind} | ({"content-length": str(40 * 2**18)} if told else {})
    answer = request(small, "POST", f"{API}/render", body, headers)
    assert (answer.status, answer.json["kind"]) == (413, "limit")
    assert "1 MB" in answer.json["detail"]


@pytest.mark.parametrize("length", ["-1", "nonsense", "9" * 400, "1e9", "٣"])
def test_a_length_that_lies_changes_nothing(api, length):
    headers = {
        "content-type": "application/json",
        "content-length": length.encode().decode("latin-1"),
    }
    assert request(api, "POST", f"{API}/render", b"{}", headers).status in (413, 422)


def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(api):
    import zipfile

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", bytes(2**20))
        archive.writestr("template.png", bytes(510 * 2**20))
    answer = multipart(api, f"{API}/render", {}, [("project", "x", bomb.getvalue())])
    assert (answer.status, answer.json["kind"]) == (422, "project")


def test_a_picture_of_too_many_pixels_is_refused(api, project_file):
    import struct
    import zlib

    def chunk(kind, data):
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    huge = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    files = [("project", "x", project_file), ("template", "huge.png", huge)]
    answer = multipart(api, f"{API}/render", {}, files)
    assert (answer.status, answer.json["kind"]) == (422, "template")


NAMES = ["../../etc/passwd", "..\\..\\boot.ini", "/root/x", "C:\\x", "a\\0b", "x" * 1000, "⁦x⁩", "."]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_lead_nowhere(api, project_file, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    files = [("project", name, project_file), ("pictures", name, picture.getvalue())]
    answer = multipart(api, f"{API}/render", {"row": 2}, files)
    assert answer.status == 200
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    "name", [*NAMES, 'x"; filename=evil.exe', "a\r\nset-cookie: b=c", "𝔘nicode"]
)
def test_names_of_people_do_not_get_into_headers_as_they_are(api, project_file, name):
    value = {"project": base64.b64encode(project_file).decode(), "values": {"Name": name}}
    answer = post(api, f"{API}/render", value)
    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    disposition = answer.headers["content-disposition"]
    assert disposition.isascii()
    assert not set(disposition) & set("\r\n\\")
    assert disposition.count('"') == 2
    assert "/" not in disposition


def test_every_answer_is_private_and_no_page(api, project_file):
    value = {"project": base64.b64encode(project_file).decode()}
    answers = [
        request(api, "GET", "/healthz"),
        request(api, "GET", f"{API}/diagnosis"),
        request(api, "GET", f"{API}/openapi.json"),
        request(api, "GET", "/nothing"),
        post(api, f"{API}/render", value),
        post(api, f"{API}/render", {}),
        post(api, f"{API}/slice", value),
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "private, no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


def test_the_log_names_nobody(api, project_file, caplog):
    with caplog.at_level(logging.DEBUG, logger="certgen"):
        value = {
            "project": base64.b64encode(project_file).decode(),
            "values": {"Name": "Xanthippe"},
        }
        post(api, f"{API}/render", value)
        post(api, f"{API}/render", {**value, "row": "Xanthippe"})
    assert "POST /api/v1/render 200 in" in caplog.text
    assert "Xanthippe" not in caplog.text


def test_nothing_is_written_anywhere(api, project_file, tmp_path, monkeypatch):
    """Not even where Python puts large uploads: everything stays in memory."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(Path.cwd().iterdir())
    value = {"output": {"format": "png", "dpi": 600}}
    padding = [("pictures", f"{n}.png", _png(n)) for n in range(3)]
    files = [("project", "x", project_file), *padding]
    answer = multipart(api, f"{API}/slice", value, files)
    assert answer.status == 200
    assert list(tmp_path.iterdir()) == []
    assert set(Path.cwd().iterdir()) == before


def _png(seed):
    out = io.BytesIO()
    Image.effect_noise((1100 + seed, 1100), 90).save(out, "PNG")
    return out.getvalue()
