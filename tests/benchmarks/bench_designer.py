"""How quickly the designer answers in a browser: medians in milliseconds, and bytes per gesture.

python -m tests.benchmarks.bench_designer [rounds]
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from certgen.gallery.sample import sample_project
from tests.browser.conftest import ROOT
from tests.browser.driver import CANVAS, Designer
from tests.conftest import ARGUMENTS, CHROMIUM

NAME = (150, 99)


def main(rounds: int = 15) -> None:
    """Starts a designer, plays the gestures and prints the figures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = next(found for name in CHROMIUM if (found := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        server, address = started(folder)
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            traffic: list[int] = []
            page.on("websocket", lambda socket: _count(socket, traffic))
            measure(Designer(page, address, Path(folder)), traffic, rounds)
        finally:
            server.terminate()
            server.wait(10)
            browser.close()


def measure(designer: Designer, traffic: list[int], rounds: int) -> None:
    """Plays each gesture so many times."""
    start = time.perf_counter()
    designer.open(sample_project())
    print(f"first paint (cold server)  {(time.perf_counter() - start) * 1000:6.0f} ms at most")
    start = time.perf_counter()
    designer.page.reload()
    designer.page.wait_for_selector(CANVAS)
    print(f"first paint (warm server)  {(time.perf_counter() - start) * 1000:6.0f} ms")
    designer.ready()
    designer.click(*NAME)
    times: dict[str, list[float]] = {"drop": [], "key": [], "next person": []}
    sizes: dict[str, list[int]] = {name: [] for name in times}
    keys = designer.page.keyboard
    gestures: dict[str, tuple[Callable[[int], object], Callable[[], object]]] = {
        "drop": (lambda i: _drag(designer, 4 if i % 2 else -4), designer.numbers),
        "key": (lambda i: keys.press("ArrowRight"), designer.numbers),
        "next person": (lambda i: keys.press("PageDown"), lambda: _who(designer)),
    }
    for i in range(rounds):
        for name, (do, seen) in gestures.items():
            traffic.clear()
            before = seen()
            do(i)
            begun = time.perf_counter()
            while seen() == before and time.perf_counter() - begun < 5:
                pass
            times[name].append((time.perf_counter() - begun) * 1000)
            designer.rest()
            sizes[name].append(sum(traffic))
    for name, values in times.items():
        size = statistics.median(sizes[name]) / 1000
        print(f"{name:<26} {statistics.median(values):6.0f} ms  {size:6.1f} kB")


def started(folder: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server of its own on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.headless=true", f"--server.port={port}"]
    environment = {**os.environ, "CERTGEN_STORE": folder}
    server = subprocess.Popen(
        command + options, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server, f"http://127.0.0.1:{port}"


def _drag(designer: Designer, up: float) -> None:
    x, y = designer.at(NAME[0], designer.numbers()[1] + 5)
    designer.page.mouse.move(x, y)
    designer.page.mouse.down()
    designer.page.mouse.move(x + 1, y + up * 3, steps=4)
    designer.page.mouse.up()


def _who(designer: Designer) -> str:
    return str(designer.page.locator(".st-key-find_person button").first.inner_text())


def _count(websocket: object, traffic: list[int]) -> None:
    for event in ("framesent", "framereceived"):
        websocket.on(event, lambda frame: traffic.append(len(frame)))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
