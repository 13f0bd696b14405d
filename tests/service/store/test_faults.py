"""Stores that fail say so in words, hold no secret in them, and work again when they are back."""

from __future__ import annotations

import sys

import pytest

from service.store import LocalStore, StoreError, open_store
from service.store.behind import WriteBehind
from tests.servers import Server, free_port, redis_server

DAY = 86400.0


def test_redis_that_went_away_is_told_and_used_again_when_it_is_back(tmp_path):
    with redis_server(tmp_path) as server:
        store = open_store(f"redis://:secret-word@127.0.0.1:{server.port}/0", keep_seconds=DAY)
        # Without a password set, Redis complains of one that is given.
        plain = open_store(f"redis://127.0.0.1:{server.port}/0", keep_seconds=DAY)
        plain.write("a", b"kept")
        server.stop()
        for wrong in (store, plain):
            with pytest.raises(StoreError, match=r"Redis on “127\.0\.0\.1” fails") as told:
                wrong.read("a")
            assert "secret-word" not in str(told.value)
        server.start()
        plain.write("a", b"again")
        assert plain.read("a") == b"again"


def test_what_nobody_writes_to_redis_is_forgotten(tmp_path):
    import redis

    with redis_server(tmp_path) as server:
        store = open_store(f"redis://127.0.0.1:{server.port}/0", keep_seconds=7200.0)
        store.write("a", b"x")
        with redis.Redis(port=server.port) as client:
            assert 7190 < client.ttl("certgen:a") <= 7200


def test_s3_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "secret-word")
    store = open_store("s3://certificates/none", keep_seconds=DAY)
    with pytest.raises(StoreError, match=r"store at s3:// fails") as told:
        store.write("a", b"x")
    assert "secret-word" not in str(told.value)


def test_an_address_with_a_password_is_refused_without_quoting_it():
    with pytest.raises(StoreError, match="holds a password") as told:
        open_store("s3://me:secret-word@bucket/x", keep_seconds=DAY)
    assert "secret-word" not in str(told.value)


def test_an_unknown_kind_of_address_is_told():
    store = open_store("nonsense://somewhere/x", keep_seconds=DAY)
    with pytest.raises(StoreError, match="nonsense://"):
        store.read("a")


@pytest.mark.parametrize(
    ("package", "address", "extra"),
    [("redis", "redis://host/0", "sessions"), ("fsspec.core", "s3://bucket/x", "store")],
)
def test_without_its_package_it_is_said_how_to_get_it(monkeypatch, package, address, extra):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(StoreError, match=rf"certgen\[{extra}\]"):
        open_store(address, keep_seconds=DAY).read("a")


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = LocalStore(tmp_path / "file" / "store")
    with pytest.raises(StoreError, match=r"cannot be used.*CERTGEN_STORE"):
        store.write("a", b"x")


def test_a_full_disk_is_told_and_leaves_nothing_half(tmp_path, monkeypatch):
    store = LocalStore(tmp_path / "store")
    store.write("a", b"old")

    def full(path, data):
        path.write_bytes(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.store.local._write_through", full)
    with pytest.raises(StoreError, match="No space left"):
        store.write("a", b"new")
    assert [(e.name, e.size) for e in store.entries()] == [("a", 3)]


def test_what_a_store_does_not_take_is_tried_again_until_it_does(tmp_path):
    with redis_server(tmp_path) as server:
        store = open_store(f"redis://127.0.0.1:{server.port}/0", keep_seconds=DAY)
        behind = WriteBehind(store, str.encode, pause=60.0)
        server.stop()
        behind.put("a", "one")
        behind.put("a", "two")
        behind.flush()
        assert "Redis" in behind.trouble
        assert behind.waiting("a") == "two"
        server.start()
        behind.flush()
        assert behind.trouble == ""
        assert behind.waiting("a") is None
        assert store.read("a") == b"two"


def test_its_own_thread_goes_on_trying(tmp_path, until):
    server: Server
    with redis_server(tmp_path) as server:
        store = open_store(f"redis://127.0.0.1:{server.port}/0", keep_seconds=DAY)
        behind = WriteBehind(store, str.encode, pause=0.0, longest_pause=0.05)
        server.stop()
        behind.put("a", "one")
        until(lambda: behind.trouble)
        server.start()
        until(lambda: behind.waiting("a") is None)
        assert store.read("a") == b"one"


def test_a_value_that_cannot_be_written_does_not_keep_the_others_waiting(tmp_path, until):
    def encode(value: str) -> bytes:
        if value == "bad":
            raise RuntimeError("a bug")
        return value.encode()

    store = LocalStore(tmp_path)
    behind = WriteBehind(store, encode, pause=0.0)
    behind.put("a", "bad")
    behind.put("b", "good")
    until(lambda: behind.waiting("a") is None and behind.waiting("b") is None)
    assert store.read("b") == b"good"
    assert store.entry("a") is None
