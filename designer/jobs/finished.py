"""Finished files: in the store, or on this machine for as long as the store does not take them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from certgen.batch.make import Summary
from certgen.export.disk import writing
from certgen.export.report import report_csv
from designer.jobs.status import PROBLEMS_KEPT, FinishedFile, Outcome
from service.store import Entry, FileStore, LocalStore, StoreError

REPORT = "report.csv"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A finished file, and where it can be read."""

    file: FinishedFile
    store: FileStore
    entry: Entry


class FinishedFiles:
    """The files of all batches; `folder` is where those wait that the store has not taken yet."""

    def __init__(self, store: FileStore, folder: Path) -> None:
        self._store = store
        self._here = LocalStore(folder)

    def take(self, batch_id: str, made: Summary) -> Outcome:
        """Puts what was made in its place, with the report, and says what it came to.

        Raises:
            ExportError: the report cannot be written.
            StoreError: there is no room here either.
        """
        report = made.path.with_name(REPORT)
        with writing(report):
            report.write_bytes(report_csv(made.report))
            size = made.path.stat().st_size
        problems = [row for row in made.report if row.status != "made" or row.warnings]
        file = FinishedFile(made.path.name, f"{batch_id}{made.path.suffix}")
        rows = FinishedFile(REPORT, f"{batch_id}.csv")
        self._take(file, made.path)
        self._take(rows, report)
        return Outcome(
            file=file,
            report=rows,
            size=size,
            made=made.made,
            warnings=made.warnings,
            failed=made.failed,
            problems=tuple(problems[:PROBLEMS_KEPT]),
        )

    def find(self, file: FinishedFile) -> Found | None:
        """Where a file is; None if it is gone. Raises StoreError."""
        for store in (self._here, self._store):
            if entry := store.entry(file.stored):
                return Found(file, store, entry)
        return None

    def delete(self, files: Iterable[FinishedFile]) -> None:
        """Deletes them; what the store does not delete now goes when its time is over."""
        for file in files:
            for store in (self._here, self._store):
                with suppress(StoreError):
                    store.delete(file.stored)

    def hand_over(self) -> None:
        """Offers the store again what it did not take."""
        for entry in self._here.entries():
            path = self._here.folder / entry.name
            try:
                self._store.add_file(entry.name, path)
            except StoreError as error:
                _log.warning("a finished file waits for the store: %s", error)
                return
            path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Deletes what waits here."""
        shutil.rmtree(self._here.folder, ignore_errors=True)

    def _take(self, file: FinishedFile, path: Path) -> None:
        try:
            self._store.add_file(file.stored, path)
        except StoreError as error:
            _log.warning("a finished file waits for the store: %s", error)
            self._here.add_file(file.stored, path)
        path.unlink(missing_ok=True)
