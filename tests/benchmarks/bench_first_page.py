"""How long from the start of the designer to the sample on the canvas, in seconds.

    python -m tests.benchmarks.bench_first_page [rounds]

Each round starts a server that was never used and a browser window that knows nothing; the browser
runs already. Also the processor time that the server took until then. On a quiet machine only.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.driver import CANVAS
from tests.conftest import ARGUMENTS, CHROMIUM
from tests.serving import serving

TITLES = ("answers", "canvas", "processor")


def main(rounds: int = 5) -> None:
    """Plays the rounds and prints each and the medians."""
    path = next(found for name in CHROMIUM if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        print("".join(f"{title:>12}" for title in TITLES))
        seen = []
        for _ in range(rounds):
            seen.append(first_page(browser))
            print("".join(f"{value:12.2f}" for value in seen[-1]))
        print("medians")
        medians = (statistics.median(column) for column in zip(*seen, strict=True))
        print("".join(f"{value:12.2f}" for value in medians))
        browser.close()


def first_page(browser: Browser) -> tuple[float, float, float]:
    """When the server answered and when the canvas was there; the server's processor time."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with serving(Path(folder) / "log.txt", CERTGEN_TEMP=folder) as server:
            answers = time.perf_counter() - begun
            context = browser.new_context(viewport={"width": 1280, "height": 860})
            page = context.new_page()
            page.goto(server.address, wait_until="commit")
            page.wait_for_selector(CANVAS, timeout=120_000)
            canvas = time.perf_counter() - begun
            processor = processor_seconds(server.process.pid)
            context.close()
    return answers, canvas, processor


def processor_seconds(pid: int) -> float:
    """What a process has used; Linux alone tells."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
