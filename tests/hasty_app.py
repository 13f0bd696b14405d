"""The designer, on servers that take each other for dead sooner, so that the tests need not wait.

Only the times differ; `tests/designer/test_jobs_watch.py` looks at those that count.
"""

from pathlib import Path

import streamlit as st

from designer.jobs.records import Records
from designer.jobs.watch import Watch
from designer.server import lifespan, server

Watch.__init__.__kwdefaults__ |= {"beat_seconds": 0.2, "stale_seconds": 2.0}
Records.__init__.__kwdefaults__ |= {"claim_seconds": 0.2}

app = st.App(
    Path(__file__).resolve().parents[1] / "streamlit_app.py",
    routes=server().routes,
    middleware=server().middleware,
    lifespan=lifespan,
)
