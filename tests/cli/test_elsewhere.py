"""Outputs and inputs at addresses, on a real server that speaks S3."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import sys
import tempfile
import zipfile
from pathlib import Path

import boto3
import pytest

from certgen.batch import render
from certgen.errors import Cancelled, ExitCode
from certgen.export import remote
from tests.batch.dask_cluster import DaskCluster
from tests.servers import BUCKET, S3_KEYS, free_port, make_bucket, s3_server


@pytest.fixture(scope="module")
def s3():
    with s3_server() as server:
        make_bucket(server)
        yield server


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """No credentials but those a test gives, and a temporary folder of its own."""
    for name in [n for n in os.environ if n.startswith(("AWS_", "CERTGEN_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    return temp


@pytest.fixture
def bucket(s3, environment, monkeypatch):
    """The bucket as a client of its own sees it; everybody else has it in the environment."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3.port}")
    for name, value in S3_KEYS.items():
        monkeypatch.setenv(name, value)
    return boto3.resource("s3").Bucket(BUCKET)


@pytest.fixture
def here(certgen, project, tmp_path):
    """The same output on the disk."""

    def make(name, *more):
        assert certgen("render", project, "--out", tmp_path / name, *more).code == ExitCode.OK
        return tmp_path / name

    return make


def content(bucket, key):
    return bucket.Object(key).get()["Body"].read()


def left_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["out.zip", "all.pdf", "deep/ü #1?%20.zip"])
def test_a_file_arrives_as_it_would_be_here(certgen, project, bucket, here, environment, name):
    address = f"s3://{BUCKET}/{name}"
    said = certgen("render", project, "--out", address)
    assert (said.code, said.out, said.err) == (ExitCode.OK, f"3 made: {address}\n", "")
    assert content(bucket, name) == here(Path(name).name).read_bytes()
    assert left_in(environment) == []


def test_a_folder_arrives_file_by_file(certgen, project, bucket, here, environment):
    more = ("--file-name", "{{Course}}/{{Name}}")
    said = certgen("render", project, "--out", f"s3://{BUCKET}/folder/", *more)
    assert said.code == ExitCode.OK
    folder = here("folder", *more)
    local = {str(path.relative_to(folder)): path.read_bytes() for path in left_in(folder)}
    there = {o.key: o.get()["Body"].read() for o in bucket.objects.filter(Prefix="folder/")}
    assert there == {f"folder/{name}": data for name, data in local.items()}
    assert "Botany/张伟.jpg" in local
    assert left_in(environment) == []


def test_a_cluster_makes_it_and_it_arrives(certgen, project, bucket, here, tmp_path):
    (tmp_path / "dask").mkdir()
    with DaskCluster(tmp_path / "dask") as dask:
        dask.add_worker("--no-nanny")
        out = ("--out", f"s3://{BUCKET}/many.zip", "--scheduler", dask.address)
        assert certgen("render", project, *out).code == ExitCode.OK
    assert content(bucket, "many.zip") == here("many.zip").read_bytes()


def test_pictures_reports_and_sheets_go_there_too(certgen, project, bucket, here, tmp_path):
    picture, report = f"s3://{BUCKET}/first.png", f"s3://{BUCKET}/who.csv"
    certgen("render", project, "--out", tmp_path / "a.zip", "--report", report)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert content(bucket, "who.csv") == archive.read("report.csv")
    certgen("preview", project, "-o", picture)
    assert content(bucket, "first.png").startswith(b"\x89PNG")
    pages, sheets = here("all.pdf"), tmp_path / "sheets.pdf"
    for out in (sheets, f"s3://{BUCKET}/sheets.pdf"):
        assert (
            certgen("sheets", pages, "--paper", "A3", "--landscape", "-o", out).code == ExitCode.OK
        )
    assert len(content(bucket, "sheets.pdf")) == sheets.stat().st_size


def test_projects_and_lists_are_read_from_there(certgen, project, people, bucket, here):
    bucket.upload_file(str(project), "in/my.certgen")
    bucket.upload_file(str(people), "in/people.csv")
    files = (f"s3://{BUCKET}/in/my.certgen", "--data", f"s3://{BUCKET}/in/people.csv")
    assert certgen("render", *files, "--out", f"s3://{BUCKET}/read.zip").code == ExitCode.OK
    assert content(bucket, "read.zip") == here("read.zip", "--data", people).read_bytes()
    said = certgen("render", f"s3://{BUCKET}/in/none.certgen", "--out", "out.zip")
    assert said.code == ExitCode.PROJECT
    assert f"There is no “s3://{BUCKET}/in/none.certgen”" in said.err


def test_what_could_not_be_sent_is_sent_later_and_not_made_again(
    certgen, project, here, environment, s3, bucket, monkeypatch
):
    expected, address = here("late.zip").read_bytes(), f"s3://{BUCKET}/late.zip"
    send = remote.put_file

    def too_late(*args):
        s3.stop()
        send(*args)

    with monkeypatch.context() as patched:
        patched.setattr(remote, "put_file", too_late)
        said = certgen("render", project, "--out", address)
    assert said.code == ExitCode.EXPORT
    assert "does not answer. What was made is in" in said.err
    assert "--resume" in said.err
    s3.start()
    make_bucket(s3)
    monkeypatch.setattr(render, "compose_varying", _never)
    assert certgen("render", project, "--out", address, "--resume").code == ExitCode.OK
    assert content(bucket, "late.zip") == expected
    assert left_in(environment) == []


def _never(*args):
    raise AssertionError("made again")


@pytest.mark.parametrize("name", ["stopped.zip", "stopped"])
def test_a_run_that_was_stopped_goes_on(certgen, project, bucket, environment, monkeypatch, name):
    # Several files go at the same time, and a second Ctrl-C would insist.
    send, is_first = remote.put_file, iter([True])

    def stopped(*args):
        if next(is_first, False):
            signal.raise_signal(signal.SIGINT)
        send(*args)

    more = ("--out", f"s3://{BUCKET}/{name}")
    with monkeypatch.context() as patched:
        patched.setattr(remote, "put_file", stopped)
        said = certgen("render", project, *more)
    assert said.code == ExitCode.CANCELLED
    assert "Stopped. What was made is in" in said.err
    assert not any(o.key.endswith("report.csv") for o in bucket.objects.filter(Prefix=name))
    # Without --resume it begins again, and does not trip over what is there.
    assert certgen("render", project, *more).code == ExitCode.OK
    assert left_in(environment) == []


def test_half_of_a_file_is_never_seen(bucket, tmp_path):
    source, address = tmp_path / "large.zip", f"s3://{BUCKET}/large.zip"
    source.write_bytes(os.urandom(1000) * 20_000)
    files, path = remote.open_files(address)

    def stop(size):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        remote.put_file(files, source, path, stop)
    assert [o.key for o in bucket.objects.filter(Prefix="large")] == []
    assert list(bucket.multipart_uploads.all()) == []
    sent = []
    remote.put_file(files, source, path, sent.append)
    assert len(sent) > 1
    assert sum(sent) == source.stat().st_size
    digest = hashlib.sha256(source.read_bytes()).digest()
    assert hashlib.sha256(content(bucket, "large.zip")).digest() == digest


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("s3://there-is-none/out.zip", "There is no “s3://there-is-none”."),
        ("s3://me:secret-word@certificates/out.zip", "holds a password"),
        ("https://example.org/out.zip", "Nothing can be sent to “https://…”."),
        ("nonsense://certificates/out.zip", "Nothing is known of addresses that begin with"),
        (f"s3://{BUCKET}/out.png", "is one picture"),
        (f"s3://{BUCKET}/out.pdf --format png", "--format says png"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_made(
    certgen, project, bucket, environment, monkeypatch, out, said
):
    monkeypatch.setattr(render, "compose_varying", _never)
    told = certgen("render", project, "--out", *out.split(" "))
    assert told.code == ExitCode.EXPORT
    assert said in told.err
    assert "secret-word" not in told.err
    assert left_in(environment) == []


def test_a_store_that_is_away_is_told(certgen, project, bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    told = certgen("render", project, "--out", f"s3://{BUCKET}/out.zip")
    assert told.code == ExitCode.EXPORT
    assert f"The store at s3://{BUCKET} does not answer." in told.err


def test_a_store_without_credentials_is_told(certgen, project, bucket, monkeypatch):
    for name in S3_KEYS:
        monkeypatch.delenv(name)
    told = certgen("render", project, "--out", f"s3://{BUCKET}/out.zip")
    assert told.code == ExitCode.EXPORT
    assert "wants credentials, and there are none.\n  Set AWS_ACCESS_KEY_ID" in told.err


@pytest.mark.parametrize("package", ["fsspec.core", "s3fs"])
def test_without_its_packages_it_is_said_which_extra_to_get(
    certgen, project, environment, monkeypatch, package
):
    from fsspec.registry import _registry

    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(_registry, "s3", raising=False)
    told = certgen("render", project, "--out", f"s3://{BUCKET}/out.zip")
    assert told.code == ExitCode.EXPORT
    assert 'pip install "certgen[store]"' in told.err


def test_other_kinds_of_address_by_the_same_door(certgen, project, here, environment, tmp_path):
    out = tmp_path / "other" / "out.zip"
    assert certgen("render", project, "--out", f"file://{out}").code == ExitCode.OK
    assert out.read_bytes() == here("out.zip").read_bytes()
    assert [path.name for path in out.parent.iterdir()] == ["out.zip"]


def test_a_temporary_folder_that_is_somebody_elses_is_not_used(
    certgen, project, bucket, environment, tmp_path
):
    (environment / f"certgen-out-{os.getuid()}").symlink_to(tmp_path)
    told = certgen("render", project, "--out", f"s3://{BUCKET}/out.zip")
    assert told.code == ExitCode.EXPORT
    assert "TMPDIR" in told.err


def test_the_temporary_folder_of_the_configuration_is_used(
    certgen, project, bucket, environment, tmp_path, monkeypatch
):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path / "configured"))
    assert certgen("render", project, "--out", f"s3://{BUCKET}/temp.zip").code == ExitCode.OK
    made = tmp_path / "configured" / f"certgen-out-{os.getuid()}"
    assert made.stat().st_mode & 0o777 == 0o700
    with zipfile.ZipFile(io.BytesIO(content(bucket, "temp.zip"))) as archive:
        assert len(archive.namelist()) == 4
