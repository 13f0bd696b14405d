"""A store at an address that fsspec understands: S3, and by the same door many others."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
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
        path = self._path(name)
        with self._telling():
            if self._scheme in _WHOLE:
                self._files.pipe_file(path, data)
            else:
                self._write_beside(path, data)

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

    def _write_beside(self, path: str, data: bytes) -> None:
        part = f"{path}.{secrets.token_hex(4)}{PART}"
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        try:
            self._files.pipe_file(part, data)
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
        # Other servers write there too: a listing that is remembered would be wrong.
        return url_to_fs(self._address, use_listings_cache=False, **options)[0]

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
