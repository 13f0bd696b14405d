"""What holds of every kind of store, tried on real ones."""

from __future__ import annotations

import os
import secrets
import time

import pytest

from service.store import MissingError


@pytest.fixture
def name():
    return f"{secrets.token_urlsafe(16)}.certgen".replace("-", "a").replace("_", "b")


def test_what_was_written_is_read(store, name):
    for data in (b"first", b"second " * 100_000, b""):
        store.write(name, data)
        assert store.read(name) == data


def test_what_is_not_there_is_told(store, name):
    with pytest.raises(MissingError, match=r"not in the store"):
        store.read(name)
    assert store.entry(name) is None


def test_what_was_deleted_is_gone_and_may_be_deleted_again(store, name):
    store.write(name, b"x")
    for _ in range(2):
        store.delete(name)
    assert store.entry(name) is None
    with pytest.raises(MissingError):
        store.read(name)


def test_size_and_time_are_known(store, name):
    before = time.time()
    store.write(name, b"12345")
    entry = store.entry(name)
    assert (entry.name, entry.size) == (name, 5)
    # Some places know only whole seconds, and other machines have clocks of their own.
    assert entry.modified == pytest.approx(before, abs=30)


def test_everything_is_listed_under_its_name(store, name):
    store.write(name, b"x")
    store.write(f"deep/{name}", b"xyz")
    found = {entry.name: entry.size for entry in store.entries()}
    assert found[name] == 1
    assert found[f"deep/{name}"] == 3


def test_half_written_files_do_not_stay(store, name):
    for _ in range(3):
        store.write(name, os.urandom(1000))
    assert [entry.name for entry in store.entries() if name in entry.name] == [name]


@pytest.mark.parametrize(
    "wrong", ["", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a\0b", "é", ".x", "a/b/c/d/e"]
)
def test_no_name_leads_out_of_the_store(store, wrong):
    for act in (store.read, store.delete, store.entry, lambda name: store.write(name, b"")):
        with pytest.raises(ValueError, match="not a name"):
            act(wrong)
