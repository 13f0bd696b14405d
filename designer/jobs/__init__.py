"""Batches made outside of the page: started, followed, stopped and fetched by their id.

Plain Python, no Streamlit: clicking, reloading or closing the browser neither stops nor loses one,
nor does the end of the server; another one, or the same started again, goes on with it.
"""

from __future__ import annotations

import atexit
from functools import lru_cache

from designer.jobs.finished import FinishedFiles
from designer.jobs.limits import BatchLimits
from designer.jobs.records import BATCH, JOB, LATEST, STOP, Records
from designer.jobs.registry import Jobs
from designer.jobs.watch import Watch
from designer.places import configuration, design_store, file_store, lasting_folder
from service.store.retention import expire_regularly, named

_DAY = 86400.0
_OFTEN = 600.0


@lru_cache(maxsize=1)
def jobs() -> Jobs:
    """The batches of this server process; they are looked after from the first call on."""
    settings = configuration()
    folder = lasting_folder("batches")
    registry = Jobs(
        folder / "work",
        Records(design_store()),
        FinishedFiles(file_store(), folder / "finished"),
        workers=settings.workers,
        kept_seconds=settings.keep_files,
        limits=BatchLimits(settings.max_records, settings.max_batch_time, settings.memory or None),
        scheduler=settings.scheduler,
    )
    atexit.register(registry.close)
    Watch(registry).start()
    kept = settings.keep_files
    expire_regularly(file_store(), {named(kind): kept for kind in ("zip", "pdf", "csv")}, _OFTEN)
    # What a batch is made of is needed as long as it may take, and deleted when it is over.
    lasting = dict.fromkeys((BATCH, LATEST, STOP), kept) | {JOB: max(kept, _DAY)}
    expire_regularly(design_store(), {named(kind): s for kind, s in lasting.items()}, _OFTEN)
    return registry
