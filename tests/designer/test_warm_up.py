import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from designer import warm_up

ROOT = Path(__file__).parents[2]


def test_a_first_page_finds_everything_drawn(monkeypatch):
    warm_up.draw_first_page()
    drawn = []
    for maker in ("designer.sprites.compose_element", "certgen.template.draw_pdf_page"):
        monkeypatch.setattr(maker, lambda *given: drawn.append(given))
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=120)
    app.run()
    assert not app.exception
    assert drawn == []


def test_whoever_comes_meanwhile_waits_for_it(monkeypatch):
    drawing, go_on, shown = threading.Event(), threading.Event(), threading.Event()

    def slow():
        drawing.set()
        go_on.wait(60)

    monkeypatch.setattr(warm_up, "draw_first_page", slow)
    monkeypatch.setattr(warm_up, "load_the_rest", lambda: None)
    monkeypatch.setattr(warm_up, "PAUSE_SECONDS", 0)
    warm_up.warm_up_beside()
    assert drawing.wait(60)
    visitor = threading.Thread(target=lambda: (warm_up.wait_until_warm(), shown.set()))
    visitor.start()
    assert not shown.wait(0.1)
    go_on.set()
    assert shown.wait(60)
    visitor.join()


def test_what_could_not_be_drawn_keeps_nobody_waiting(monkeypatch):
    def broken():
        raise ZeroDivisionError

    monkeypatch.setattr(warm_up, "draw_first_page", broken)
    warm_up._first_page.clear()
    with pytest.raises(ZeroDivisionError):
        warm_up._warm_up()
    warm_up.wait_until_warm()


def test_what_it_loads_is_there_to_be_loaded():
    names = (*warm_up.FIRST, *warm_up.LATER)
    warm_up._load(names)
    assert set(names) <= set(sys.modules)


def test_what_was_loaded_stays():
    before = gc.get_freeze_count()
    try:
        warm_up.load_the_rest()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_the_server_starts_without_what_only_other_steps_need():
    code = "import sys, designer.app; print(sorted(set(sys.argv[1:]) & set(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", code, *warm_up.FIRST, *warm_up.LATER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"
