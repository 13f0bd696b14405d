"""A registry of batches with everything it needs in one folder, and what its servers share."""

from __future__ import annotations

import threading
import time

from certgen.batch.make import Summary
from certgen.batch.progress import Progress
from certgen.errors import Cancelled
from certgen.export.report import ReportRow
from designer.jobs.finished import FinishedFiles
from designer.jobs.limits import BatchLimits
from designer.jobs.records import Records
from designer.jobs.registry import Jobs
from service.store import LocalStore

PATIENCE = 60.0
ROWS = (
    ReportRow(2, "Ana", "1 Ana.pdf", "made", ""),
    ReportRow(3, "Bo", "2 Bo.pdf", "made", "smaller"),
    ReportRow(4, "Cy", "", "failed", "no"),
)


def registry_in(folder, *, files=None, claim_seconds=0.0, **options):
    """Servers in the same folder share a store, as those behind a load balancer do.

    They wait for each other before they take a batch over only where `claim_seconds` says so.
    """
    store = LocalStore(folder / "kept")
    finished = FinishedFiles(files or store, folder / "waiting")
    if "make" in options:
        options.setdefault("limits", Roomy())
    records = Records(store, claim_seconds=claim_seconds)
    return Jobs(folder / "batches", records, finished, **options)


def kept_file(registry, file):
    """The path of a finished file."""
    found = registry.files.find(file)
    return found.store.folder / found.file.stored


class Roomy(BatchLimits):
    """For projects without people, whose files cannot be estimated."""

    def check_room(self, project, rows, folder):
        assert folder.is_dir()


class Maker:
    """Stands in for `make`: waits at its gate, then writes the destination."""

    def __init__(self):
        self.gate = threading.Event()
        self.begun = []
        self.resumed = []
        self.error = None
        self.begins = True

    def __call__(self, project, destination, *, resume, progress, cancelled, **rest):
        self.begun.append(project.name)
        self.resumed.append(resume)
        self.rest = rest
        if self.begins:
            progress(Progress(1, 3, 4.0))
        while not self.gate.wait(0.005):
            if cancelled():
                destination.with_name("half.part").write_bytes(b"half")
                raise Cancelled("Stopped.")
        if self.error:
            raise self.error
        destination.write_bytes(b"whole")
        return Summary(destination, ROWS)


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def until(question):
    """Waits for what another thread does."""
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def over(jobs, batch_id):
    """The batch once it is over."""
    until(lambda: jobs.status(batch_id).over)
    return jobs.status(batch_id)
