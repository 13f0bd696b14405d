"""A store in Redis: several servers share it, and it forgets by itself what nobody needs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from service.store.base import Entry, StoreError, check_name, missing

_PREFIX = "certgen:"
_SECONDS_TO_CONNECT = 2.0
_SECONDS_TO_ANSWER = 10.0


class RedisStore:
    """Values under keys that begin with `certgen:`; each is gone `keep_seconds` after its write."""

    def __init__(self, address: str, *, keep_seconds: float) -> None:
        self._address = address
        self._keep_milliseconds = int(keep_seconds * 1000)

    def read(self, name: str) -> bytes:
        """The value."""
        with self._telling():
            data: bytes | None = self._redis.get(_key(name))
        if data is None:
            raise missing(name)
        return data

    def write(self, name: str, data: bytes) -> None:
        """Sets the value; its time begins anew."""
        with self._telling():
            self._redis.set(_key(name), data, px=self._keep_milliseconds)

    def delete(self, name: str) -> None:
        """Removes the value."""
        with self._telling():
            self._redis.delete(_key(name))

    def entry(self, name: str) -> Entry | None:
        """Size, and the time of the write as the time that is left tells it."""
        key = _key(name)
        with self._telling():
            pipeline = self._redis.pipeline()
            size, left = pipeline.strlen(key).pttl(key).execute()
        # -2 and -1 say: no such key, and a key without an end.
        if left == -2:
            return None
        age = (self._keep_milliseconds - left) / 1000 if left >= 0 else 0.0
        return Entry(name, size, time.time() - age)

    def entries(self) -> Iterator[Entry]:
        """Every value of ours."""
        with self._telling():
            keys = list(self._redis.scan_iter(match=f"{_PREFIX}*", count=1000))
        names = (key.decode("ascii", "replace")[len(_PREFIX) :] for key in keys)
        return (entry for name in names if (entry := self.entry(name)) is not None)

    @cached_property
    def _redis(self) -> Any:
        from redis import Redis

        return Redis.from_url(
            self._address,
            socket_connect_timeout=_SECONDS_TO_CONNECT,
            socket_timeout=_SECONDS_TO_ANSWER,
            health_check_interval=30,
        )

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except ImportError as error:
            raise StoreError(
                "Redis needs a package that is not installed.",
                'Install it: pip install "certgen[sessions]".',
            ) from error
        except Exception as error:
            if not _is_of_redis(error):
                raise
            # The library quotes addresses, and those hold passwords.
            raise StoreError(
                f"Redis on “{urlsplit(self._address).hostname}” fails: {type(error).__name__}.",
                "It is the address in CERTGEN_SESSIONS; see whether the server runs.",
            ) from error


def _is_of_redis(error: Exception) -> bool:
    from redis.exceptions import RedisError

    return isinstance(error, (RedisError, OSError))


def _key(name: str) -> str:
    return _PREFIX + check_name(name)
