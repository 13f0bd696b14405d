"""Where work is kept that has to outlast a request or a server, by the address of the place.

A folder is written to plainly; `redis://` goes to Redis, and any other address through fsspec,
which is imported only then. Contents are the formats of the package; nothing is ever unpickled.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from service.store.base import Entry, FileStore, MissingError, Store, StoreError
from service.store.local import LocalStore

__all__ = [
    "Entry",
    "FileStore",
    "LocalStore",
    "MissingError",
    "Store",
    "StoreError",
    "open_file_store",
    "open_store",
]


def open_file_store(place: str) -> FileStore:
    """The store for files at a folder or an address that is not Redis.

    Raises:
        StoreError: the address holds a password.
    """
    if "://" not in place:
        return LocalStore(Path(place))
    parts = urlsplit(place)
    if parts.password is not None:
        raise StoreError(
            f"The address of the store on “{parts.hostname}” holds a password.",
            "Give it in the environment, as the provider documents: addresses are shown in logs.",
        )
    from service.store.remote import RemoteStore

    return RemoteStore(place)


def open_store(place: str, *, keep_seconds: float) -> Store:
    """The store at a folder or an address; nothing is opened or asked yet.

    `keep_seconds` is how long a Redis server keeps what nobody reads or writes; from other places
    it is deleted by `retention.expire`.

    Raises:
        StoreError: the address holds a password, or what it needs is not installed.
    """
    if urlsplit(place).scheme in ("redis", "rediss"):
        from service.store.redis import RedisStore

        return RedisStore(place, keep_seconds=keep_seconds)
    return open_file_store(place)
