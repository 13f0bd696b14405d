import pytest

from designer import places


@pytest.fixture(autouse=True)
def unread():
    """Settings are read once by a server, and again by every test."""
    places.configuration.cache_clear()
    yield
    places.configuration.cache_clear()


def test_finished_files_have_a_new_folder_where_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path / "temp"))
    one, other = places.temporary_folder("batches"), places.temporary_folder("batches")
    assert one != other
    assert one.parent == tmp_path / "temp"
    assert one.stat().st_mode & 0o077 == 0


def test_designs_are_kept_where_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_STORE", str(tmp_path / "designs"))
    assert places.store_folder() == tmp_path / "designs"


@pytest.mark.parametrize("store", ["", "s3://bucket/designs"])
def test_else_they_are_kept_in_a_folder_for_temporary_files(tmp_path, monkeypatch, store):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path))
    monkeypatch.setenv("CERTGEN_STORE", store)
    assert places.store_folder().parent == tmp_path
    assert places.store_folder().name.startswith("certgen-designs-")


def test_a_folder_that_others_may_write_into_is_not_trusted(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTGEN_TEMP", str(tmp_path))
    usual = places.store_folder()
    usual.chmod(0o777)
    assert places.store_folder() != usual
