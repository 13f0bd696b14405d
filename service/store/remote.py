"""A store at an address that fsspec understands: S3, and by the same door many others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from certgen.export import remote
from service.store.base import Entry, StoreError, check_name, missing

# What the different file systems call the time of the last change.
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_HINT = "It is the address in CERTGEN_STORE; see whether it is right and can be reached from here."


class RemoteStore:
    """Objects below an address such as `s3://bucket/folder`.

    Names, passwords and endpoints are those in the environment, as each provider documents them
    (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and so on for S3).
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

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
            remote.put(
                self._files, self._path(name), lambda place: self._files.pipe_file(place, data)
            )

    def add_file(self, name: str, path: Path) -> None:
        """Sends a file there, in parts where the provider wants large ones so."""
        with self._telling():
            remote.put_file(self._files, path, self._path(name))

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

    def _path(self, name: str) -> str:
        return f"{self._root}/{check_name(name)}"

    @property
    def _files(self) -> Any:
        return self._opened[0]

    @property
    def _root(self) -> str:
        return self._opened[1]

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        return remote.open_files(self._address)

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
        scheme = remote.scheme_of(self._address)
        if isinstance(error, ImportError):
            return StoreError(*remote.why(error, self._address))
        # Where the store is concerns whoever runs the server, not those who read this.
        return StoreError(f"The store at {scheme}:// fails: {type(error).__name__}.", _HINT)


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
