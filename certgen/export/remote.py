"""Places at an address that fsspec understands: S3, and by the same door many others.

fsspec is imported only when such a place is used. Names, passwords and endpoints are those in the
environment, as each provider documents them (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and so on for S3).
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from certgen.errors import CertgenError, ExportError

# The end of the name of a file that is being written, or was when the power went.
PART = ".part"
# These take an object whole or not at all; in others it is written beside, then moved.
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
_S3 = frozenset({"s3", "s3a"})
# Waiting long for a store that does not answer would keep people waiting too.
_S3_OPTIONS = {
    "config_kwargs": {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 2}}
}
# Others write there too: a listing that is remembered would be wrong. And what the environment
# says is to count each time, not only the first.
_FRESH = {"use_listings_cache": False, "skip_instance_cache": True}
# A few parts at once fill a line, and are all of a file that is ever in memory.
_PART_BYTES, _MOST_PARTS, _AT_ONCE = 8 * 2**20, 9_000, 4

Sent = Callable[[int], None]


def is_address(place: str) -> bool:
    """Whether this is an address as `s3://bucket/name` rather than a path of this machine."""
    return "://" in place


def scheme_of(address: str) -> str:
    """What an address begins with, as `s3`."""
    return urlsplit(address).scheme


def open_files(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises whatever its library raises."""
    from fsspec.core import url_to_fs

    options = _S3_OPTIONS if scheme_of(address) in _S3 else {}
    files, path = url_to_fs(address, **_FRESH, **options)
    return files, path.rstrip("/")


def check_address(address: str) -> None:
    """Refuses a password in an address, without quoting it.

    Raises:
        ExportError: there is one.
    """
    if urlsplit(address).password is not None:
        raise ExportError(
            f"The address on “{urlsplit(address).hostname}” holds a password.",
            "Give it in the environment, as the provider documents: addresses are shown in logs.",
        )


def look_for_bucket(files: Any, path: str) -> None:
    """Asks S3 for the bucket of a path. Raises whatever s3fs raises if there is none to be had."""
    if not _S3.isdisjoint(_protocols(files)):
        files.info(path.partition("/")[0])


def put(files: Any, path: str, send: Callable[[str], None]) -> None:
    """Has `send` write an object so that nobody ever sees half of it under its name."""
    if not _WHOLE.isdisjoint(_protocols(files)):
        send(path)
        return
    part = f"{path}.{secrets.token_hex(4)}{PART}"
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
    try:
        send(part)
        files.mv(part, path)
    except Exception:
        with suppress(Exception):
            files.rm_file(part)
        raise


def put_file(files: Any, source: Path, path: str, sent: Sent = lambda size: None) -> None:
    """Sends a file there, a few parts of it in memory at a time; `sent` hears of the bytes."""
    from fsspec.callbacks import Callback

    class Told(Callback):  # type: ignore[misc]
        def relative_update(self, inc: int = 1) -> None:
            sent(inc)

    options: dict[str, Any] = {}
    if not _S3.isdisjoint(_protocols(files)):
        least = math.ceil(source.stat().st_size / _MOST_PARTS)
        options = {"chunksize": max(_PART_BYTES, least), "max_concurrency": _AT_ONCE}
    put(files, path, lambda place: files.put_file(str(source), place, callback=Told(), **options))


@contextmanager
def telling(address: str, kind: type[CertgenError] = ExportError) -> Iterator[None]:
    """Tells what fails there in words, as an error of this kind.

    Raises:
        CertgenError: of that kind; errors of our own pass.
    """
    try:
        yield
    except CertgenError:
        raise
    # Every provider's library has errors of its own kind, without a common base.
    except Exception as error:
        raise kind(*why(error, address)) from error


def why(error: Exception, address: str) -> tuple[str, str]:
    """What is wrong with the place at an address, and what to do.

    What providers say may hold the address with its signature: none of it is passed on.
    """
    scheme, names = scheme_of(address), {kind.__name__ for kind in type(error).__mro__}
    store = f"The store at {scheme}://{urlsplit(address).hostname or ''}"
    if isinstance(error, ImportError):
        return (
            f"Stores at {scheme}:// need a package that is not installed.",
            'Install it: pip install "certgen[store]" for S3; fsspec documents the others.',
        )
    if "Protocol not known" in str(error):
        return f"Nothing is known of addresses that begin with {scheme}://.", "Check the address."
    if names & {"NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"}:
        return (
            f"{store} wants credentials, and there are none.",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.",
        )
    if isinstance(error, FileNotFoundError):
        return f"There is no “{address}”.", "Check the name, and whether it was created."
    if isinstance(error, PermissionError):
        return f"{store} does not allow it.", "Check the credentials, and what they may do there."
    if isinstance(error, (ConnectionError, TimeoutError)) or names & _AWAY:
        return f"{store} does not answer.", "Check the address and the network, and try again."
    return f"{store} fails: {type(error).__name__}.", "Check the address; try again later."


_AWAY = {
    "ConnectionError",
    "ClientConnectionError",
    "HTTPClientError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
}


def _protocols(files: Any) -> set[str]:
    known = files.protocol
    return {known} if isinstance(known, str) else set(known)
