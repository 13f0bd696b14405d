import gc

from designer.warm_up import warm_up


def test_what_a_first_page_needs_is_there_and_stays(monkeypatch):
    monkeypatch.setattr("designer.warm_up.PAUSE_SECONDS", 0)
    before = gc.get_freeze_count()
    try:
        warm_up()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
