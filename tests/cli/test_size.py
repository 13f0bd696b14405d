"""What is said of outputs that are too large."""

from __future__ import annotations

import shutil
from collections import namedtuple

import pytest

from certgen.cli.size import said
from certgen.errors import ExitCode

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("size", "words"),
    [(999, "999 bytes"), (12_345, "12 kB"), (12.4e9, "12 GB"), (3.21e15, "3210.0 TB")],
)
def test_bytes_in_words(size, words):
    assert said(size) == words


def test_a_disk_that_is_too_small_is_told_before(certgen, project, tmp_path, monkeypatch):
    monkeypatch.setattr("certgen.cli.size.ESTIMATED_FROM", 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**6, 10**6, 1000))
    said = certgen("render", project, "--out", tmp_path / "out.zip")
    assert said.code == ExitCode.EXPORT
    assert "the disk has 1 kB left" in said.err
    assert not (tmp_path / "out.zip").exists()


def test_gigabytes_are_remarked_upon(certgen, project, tmp_path, monkeypatch):
    monkeypatch.setattr("certgen.cli.size.ESTIMATED_FROM", 1)
    monkeypatch.setattr("certgen.cli.size.LARGE", 1000)
    said = certgen("render", project, "--format", "png", "--out", tmp_path / "out.zip")
    assert said.code == ExitCode.OK
    assert "JPEG or PDF files are smaller" in said.err
