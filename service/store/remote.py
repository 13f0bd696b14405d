"""A store at an address that fsspec understands: S3, and by the same door many others."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service.store.base import Entry, StoreError, check_name, missing
from service.store.local import PART

# These take an object whole or not at all; in others it is written beside, then moved.
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
# What the different file systems call the time of the last change.
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
# Waiting long for a store that does not answer would keep people waiting too.
_S3_OPTIONS = {
    "config_kwargs": {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 2}}
}
_HINT = "It is the address in CERTGEN_STORE; see whether it is right and can be reached from here."


class RemoteStore:
    """Objects below an address such as `s3://bucket/folder`.

    Names, passwords and endpoints are those in the environment, as each provider documents them
    (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and so on for S3).
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._scheme = urlsplit(address).scheme

    def read(self, name: str) -> bytes:
        """The content of the object."""
        with self._telling():
            try:
                data: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                raise missing(name) from None
            return data

    def write(self, name: str, data: bytes) -> None:
        """Puts the object in place, whole or not at all."""
        with self._telling():
            self._put(self._path(name), lambda place: self._files.pipe_file(place, data))

    def add_file(self, name: str, path: Path) -> None:
        """Sends a file there, in parts where the provider wants large ones so."""
        with self._telling():
            self._put(self._path(name), lambda place: self._files.put_file(str(path), place))

    def read_part(self, name: str, start: int, size: int) -> bytes:
        """A part of the object."""
        with self._telling():
            try:
                data: bytes = self._files.cat_file(self._path(name), start=start, end=start + size)
            except FileNotFoundError:
                raise missing(name) from None
            return data

    def delete(self, name: str) -> None:
        """Removes the object."""
        with self._telling(), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def entry(self, name: str) -> Entry | None:
        """Size and time of the object."""
        with self._telling():
            try:
                info = self._files.info(self._path(name))
            except FileNotFoundError:
                return None
            return _entry(name, info) if info["type"] == "file" else None

    def entries(self) -> Iterator[Entry]:
        """Every object below the address."""
        with self._telling():
            try:
                found = self._files.find(self._root, detail=True)
            except FileNotFoundError:
                found = {}
        return (_entry(path[len(self._root) + 1 :], info) for path, info in found.items())

    def _put(self, path: str, send: Callable[[str], None]) -> None:
        if self._scheme in _WHOLE:
            send(path)
            return
        part = f"{path}.{secrets.token_hex(4)}{PART}"
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        try:
            send(part)
            self._files.mv(part, path)
        except Exception:
            with suppress(Exception):
                self._files.rm_file(part)
            raise

    def _path(self, name: str) -> str:
        return f"{self._root}/{check_name(name)}"

    @cached_property
    def _files(self) -> Any:
        from fsspec.core import url_to_fs

        options = _S3_OPTIONS if self._scheme in ("s3", "s3a") else {}
        # Other servers write there too: a listing that is remembered would be wrong. And what the
        # environment says is to count for each store, not only for the first.
        fresh = {"use_listings_cache": False, "skip_instance_cache": True}
        return url_to_fs(self._address, **fresh, **options)[0]

    @cached_property
    def _root(self) -> str:
        root: str = self._files._strip_protocol(self._address)
        return root.rstrip("/")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (StoreError, ValueError) as error:
            if isinstance(error, ValueError) and "Protocol not known" in str(error):
                raise self._told(error) from error
            raise
        # Every provider's library has errors of its own kind, without a common base.
        except Exception as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> StoreError:
        if isinstance(error, ImportError):
            return StoreError(
                f"Stores at {self._scheme}:// need a package that is not installed.",
                'Install it: pip install "certgen[store]" for S3; fsspec documents the others.',
            )
        # What providers say may hold the address with its signature: only the kind is passed on.
        return StoreError(f"The store at {self._scheme}:// fails: {type(error).__name__}.", _HINT)


def _entry(name: str, info: Mapping[str, Any]) -> Entry:
    return Entry(name, int(info["size"] or 0), _seconds(info))


def _seconds(info: Mapping[str, Any]) -> float:
    value = next((info[name] for name in _TIMES if info.get(name) is not None), None)
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    # A place that tells no time keeps everything: deleting too much is worse.
    return datetime.now(UTC).timestamp() if value is None else float(value)
