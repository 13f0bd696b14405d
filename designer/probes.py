"""What else has to work besides rendering: tried for /readyz and for the diagnosis."""

from __future__ import annotations

import secrets

from designer.places import configuration, design_store, file_store
from service.probe import Probe
from service.store import Store, StoreError

_PREFIX = "probe-"


def _designs() -> str:
    _try(design_store())
    return "Redis answers" if configuration().sessions else "can be written and read"


def _files() -> str:
    _try(file_store())
    return "can be written and read"


def _try(store: Store) -> None:
    name, content = f"{_PREFIX}{secrets.token_hex(8)}", secrets.token_bytes(64)
    store.write(name, content)
    try:
        if store.read(name) != content:
            raise StoreError("Something else was read than had been written.")
    finally:
        store.delete(name)


# Everything that keeps something outside of this process has a line here.
PROBES: tuple[Probe, ...] = (
    Probe("store for designs", _designs),
    Probe("store for finished files", _files),
)
