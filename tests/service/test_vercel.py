"""The serverless function as its host runs it: a fresh process for each request, an unprivileged
user, a program folder that cannot be written, ten seconds, and a small folder for temporary files.
"""

from __future__ import annotations

import base64
import functools
import io
import json
import os
import resource
import runpy
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from certgen.batch.make import make
from certgen.project import save_project
from service.join import join_files
from tests.service.asgi import multipart_body
from tests.service.conftest import a_project

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "vercel"
KEY = "a key of the test that is long"
NOBODY = 65534
CPU_SECONDS = 10
FILE_BYTES = 2**20


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """The deployed folder, which nobody may write to."""
    folder = tmp_path_factory.mktemp("vercel") / "task"
    runpy.run_path(str(FOLDER / "bundle.py"))["bundle"](folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # pytest keeps its folders to their owner; the function runs as somebody else.
    for parent in (folder.parent, folder.parent.parent, folder.parent.parent.parent):
        parent.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


@functools.cache
def without_privileges():
    """How a command is run by somebody who may not write anywhere: prefix and options."""
    if os.getuid() != 0:
        return (), {}
    nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, **nobody)
    except PermissionError:
        # This Python lies in root's own home: root then, but without any of root's powers.
        return ("setpriv", "--bounding-set=-all", "--inh-caps=-all"), {}
    return (), nobody


@pytest.fixture
def temp(tmp_path):
    tmp_path.chmod(0o777)
    return tmp_path


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


def call(bundle, temp, method, path, body=b"", kind="application/json", key=KEY, **environment):
    headers = {"host": "certgen.vercel.app", "content-type": kind}
    headers |= {"authorization": f"Bearer {key}"} if key else {}
    body_text = base64.b64encode(body).decode()
    asked = {"method": method, "path": path, "headers": headers, "body": body_text}
    prefix, user = without_privileges()
    return subprocess.run(
        [*prefix, sys.executable, "-B", str(ROOT / "tests/service/fresh_process.py"), str(bundle)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=bundle,
        env={
            "VERCEL": "1",
            "CERTGEN_API_KEY": KEY,
            "CERTGEN_HOST": "vercel",
            "TMPDIR": str(temp),
            "HOME": "/nonexistent",
            "PATH": os.environ["PATH"],
            **environment,
        },
        preexec_fn=limits,
        timeout=120,
        **user,
    )


def answer(done):
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return told["status"], told["headers"], base64.b64decode(told["body"])


def asked_with(project, path, value):
    body, kind = multipart_body(value, [("project", "small.certgen", save_project(project))])
    return "POST", f"/api/v1/{path}", body, kind


def test_the_bundle_holds_the_program_and_fits(bundle):
    files = [path for path in bundle.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 40 * 2**20
    assert not any(path.suffix in (".pyc", ".md") for path in files)
    assert {"vercel.json", "requirements.txt", "LICENSE"} < {p.name for p in bundle.iterdir()}


def test_the_requirements_are_those_of_the_project():
    ours, theirs = pins(FOLDER / "requirements.txt"), pins(ROOT / "requirements.txt")
    assert {name: theirs[name] for name in ours if name in theirs}.items() <= ours.items()
    # The others come with Streamlit, in the versions that the tests run with.
    assert ours == {name: metadata.version(name) for name in ours}


def pins(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def test_the_configuration_names_the_function():
    settings = json.loads((FOLDER / "vercel.json").read_text(encoding="utf-8"))
    (name,) = settings["functions"]
    assert (FOLDER / name).is_file()
    assert settings["functions"][name]["maxDuration"] == 10
    assert settings["rewrites"] == [{"source": "/(.*)", "destination": "/api/index"}]


@pytest.mark.parametrize("form", ["pdf", "png", "jpeg"])
def test_one_certificate(bundle, temp, form):
    done = call(bundle, temp, *asked_with(a_project(form), "render", {"row": 3}))
    status, _, data = answer(done)
    assert status == 200
    assert data.startswith({"pdf": b"%PDF", "png": b"\x89PNG", "jpeg": b"\xff\xd8"}[form])
    assert done.stderr == ""
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("path", ["preview", "preflight", "plan"])
def test_the_other_answers(bundle, temp, path):
    status, _, data = answer(call(bundle, temp, *asked_with(a_project(), path, {})))
    assert status == 200
    assert data
    assert list(temp.iterdir()) == []


def test_a_whole_list_slice_by_slice_in_processes_of_their_own(bundle, temp, tmp_path):
    project = a_project("png")
    paths, following = [], 0
    while following is not None:
        value = {"first": following, "count": 3}
        status, headers, data = answer(call(bundle, temp, *asked_with(project, "slice", value)))
        assert status == 200
        paths.append(tmp_path / f"{following}.zip")
        paths[-1].write_bytes(data)
        following = int(headers["certgen-next"]) if "certgen-next" in headers else None
    assert len(paths) == 3
    joined = join_files(paths, tmp_path / "joined.zip").read_bytes()
    assert joined == make(project, tmp_path / "whole.zip").path.read_bytes()
    assert len(zipfile.ZipFile(io.BytesIO(joined)).namelist()) == len(project.table.records) + 1


def test_a_spreadsheet_is_read_there_too(bundle, temp):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("Name",), ("Ada",), ("Grace",)):
        book.active.append(row)
    sheet = io.BytesIO()
    book.save(sheet)
    files = [
        ("project", "small.certgen", save_project(a_project())),
        ("table", "people.xlsx", sheet.getvalue()),
    ]
    body, kind = multipart_body({}, files)
    status, headers, _ = answer(call(bundle, temp, "POST", "/api/v1/slice", body, kind))
    assert (status, headers["certgen-total"]) == (200, "2")


def test_no_temporary_folder_is_told_and_does_not_matter(bundle, temp):
    temp.chmod(0o555)
    status, _, data = answer(call(bundle, temp, "GET", "/readyz", CERTGEN_TEMP=str(temp / "no")))
    assert (status, json.loads(data)["status"]) == (200, "limited")
    done = call(
        bundle, temp, *asked_with(a_project(), "preview", {}), CERTGEN_TEMP=str(temp / "no")
    )
    assert answer(done)[0] == 200


def test_the_program_folder_is_really_protected(bundle, temp):
    prefix, user = without_privileges()
    writing = f"open({str(bundle / 'api' / 'index.py')!r}, 'a')"
    done = subprocess.run(
        [*prefix, sys.executable, "-c", writing], capture_output=True, text=True, **user
    )
    assert "PermissionError" in done.stderr


def test_without_a_key_nothing_is_served(bundle, temp):
    assert answer(call(bundle, temp, "GET", "/api/v1/fonts", key=""))[0] == 401
    done = call(bundle, temp, "GET", "/healthz", CERTGEN_API_KEY="")
    assert done.returncode != 0
    assert "CERTGEN_API_KEY" in done.stderr


def test_more_than_the_host_takes_is_refused_in_words(bundle, temp):
    body, kind = multipart_body({}, [("project", "x.certgen", bytes(5 * 2**20))])
    status, _, data = answer(call(bundle, temp, "POST", "/api/v1/render", body, kind))
    assert status == 413
    assert "4 MB" in json.loads(data)["detail"]
