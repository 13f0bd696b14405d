"""Mail that is being sent outside of the page: started, followed and stopped by its design's id.

Plain Python, no Streamlit: clicking, reloading or closing the browser does not stop it. The account
is nowhere but in memory, so the end of the server ends it; what was sent is noted in the store.
"""

from __future__ import annotations

import atexit
from functools import lru_cache

from designer.outbox.box import Outbox
from designer.outbox.notes import NAMES
from designer.places import configuration, design_store, lasting_folder
from service.store.retention import expire_regularly


@lru_cache(maxsize=1)
def outbox() -> Outbox:
    """The outbox of this server process."""
    settings = configuration()
    box = Outbox(design_store(), lasting_folder("mail"), most_records=settings.max_records)
    atexit.register(box.close)
    expire_regularly(design_store(), {NAMES: settings.keep_designs})
    return box
