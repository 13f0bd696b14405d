import pytest

from designer import places
from service.store import LocalStore
from service.store.redis import RedisStore
from service.store.remote import RemoteStore


@pytest.fixture(autouse=True)
def unread():
    """Settings are read once by a server, and again by every test."""
    for read in (places.configuration, places.design_store):
        read.cache_clear()
    yield
    for read in (places.configuration, places.design_store):
        read.cache_clear()


def test_finished_files_have_a_new_folder_where_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path / "temp"))
    one, other = places.temporary_folder("batches"), places.temporary_folder("batches")
    assert one != other
    assert one.parent == tmp_path / "temp"
    assert one.stat().st_mode & 0o077 == 0


def test_without_a_writable_place_a_folder_is_only_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path / "file"))
    assert not places.temporary_folder("batches").exists()


def test_designs_are_kept_where_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_STORE", str(tmp_path / "designs"))
    assert places.design_store() == LocalStore(tmp_path / "designs")


def test_an_address_is_a_store_elsewhere_and_redis_goes_before_it(monkeypatch):
    monkeypatch.setenv("CERTGEN_STORE", "s3://bucket/designs")
    assert isinstance(places.design_store(), RemoteStore)
    places.configuration.cache_clear()
    places.design_store.cache_clear()
    monkeypatch.setenv("CERTGEN_SESSIONS", "redis://host:6379/0")
    assert isinstance(places.design_store(), RedisStore)


def test_else_they_are_kept_in_a_folder_for_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path))
    monkeypatch.setenv("CERTGEN_STORE", "")
    folder = places.design_store().folder
    assert folder.parent == tmp_path
    assert folder.name.startswith("certgen-designs-")


def test_a_folder_that_others_may_write_into_is_not_trusted(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path))
    usual = places.design_store().folder
    usual.chmod(0o777)
    places.design_store.cache_clear()
    assert places.design_store().folder != usual
