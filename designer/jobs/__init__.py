"""Batches made outside of the page: started, followed, stopped and fetched by their id.

Plain Python, no Streamlit: clicking, reloading or closing the browser neither stops nor loses one.
"""

from __future__ import annotations

from functools import lru_cache

from designer.jobs.registry import Jobs
from designer.places import configuration, temporary_folder


@lru_cache(maxsize=1)
def jobs() -> Jobs:
    """The batches of this server process."""
    settings = configuration()
    return Jobs(
        temporary_folder("batches"),
        workers=settings.workers,
        kept_seconds=settings.keep_files,
        most_records=settings.max_records,
    )
