"""Objects one after the other -> a file, with the table that says where each one starts.

A writer only ever appends. `Tail` writes on behind a part that is the same in many files; `Growing`
hands out its bytes as they come and keeps nothing but offsets.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from certgen.pdf.flate import quick
from certgen.pdf.syntax import stream

# The second line tells programs that the file is binary (ISO 32000-1, 7.5.2).
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE = b"0000000000 65535 f \n"
_IN_USE = b"%010d 00000 n \n"
_PER_OBJECT_STREAM = 200
# Places as rows of the cross-reference stream: one byte what it is, five where, two which.
_AT, _WITHIN, _NOWHERE = 1 << 56, 2 << 56, 0xFFFF


class Writer(Protocol):
    """Where objects go. Every number that is reserved has to be put before the end."""

    def reserve(self) -> int:
        """A number for an object that is put later."""

    def put(self, body: bytes, number: int = 0) -> int:
        """Writes an object, a stream or not; gives its number."""


@dataclass(frozen=True, slots=True)
class Part:
    """The beginning of files that begin alike: objects 1 to `count`."""

    data: bytes
    table: bytes
    count: int
    digest: bytes


class Tail:
    """Objects behind a part, ended by a plain cross-reference table that every reader knows."""

    def __init__(self, part: Part | None = None) -> None:
        self._part = part or Part(HEADER, _FREE, 0, b"")
        self._objects: list[tuple[int, bytes]] = []
        self._next = self._part.count + 1

    def reserve(self) -> int:
        """A number for an object that is put later; they are counted up."""
        self._next += 1
        return self._next - 1

    def put(self, body: bytes, number: int = 0) -> int:
        """Writes an object; gives its number."""
        if not number:
            number = self._next
            self._next += 1
        self._objects.append((number, body))
        return number

    @property
    def size(self) -> int:
        """Bytes so far, the part's included."""
        return len(self._part.data) + sum(map(len, self._pieces()))

    def as_part(self) -> Part:
        """What was written as the beginning of other files."""
        pieces = self._pieces()
        data = self._part.data + b"".join(pieces)
        digest = hashlib.sha256(data).digest()
        return Part(data, self._table(pieces), self._next - 1, digest)

    def end(self, root: int, info: int) -> list[bytes]:
        """The pieces of the whole file. The same objects always give the same bytes."""
        pieces = self._pieces()
        body = b"".join(pieces)
        seal = hashlib.blake2b(body, digest_size=16, key=self._part.digest).hexdigest().encode()
        ending = (
            b"xref\n0 %d\n%strailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n"
            b"startxref\n%d\n%%%%EOF\n"
        ) % (
            *(self._next, self._table(pieces), self._next, root, info, seal, seal),
            len(self._part.data) + len(body),
        )
        return [self._part.data, body + ending]

    def _pieces(self) -> list[bytes]:
        return [b"%d 0 obj\n%s\nendobj\n" % one for one in self._objects]

    def _table(self, pieces: list[bytes]) -> bytes:
        starts = accumulate(map(len, pieces), initial=len(self._part.data))
        offsets = {number: start for (number, _), start in zip(self._objects, starts, strict=False)}
        places = [offsets[number] for number in range(self._part.count + 1, self._next)]
        return self._part.table + _IN_USE * len(places) % tuple(places)


class Growing:
    """A file that grows page by page; small objects are compressed together.

    `taken` hands out what has come since it was asked last. What stays in memory is eight bytes
    for each object.
    """

    def __init__(self) -> None:
        self._pieces: list[bytes] = [HEADER]
        self._position = len(HEADER)
        self._places = array("Q", [_NOWHERE])
        self._waiting: list[tuple[int, bytes]] = []
        self._seal = hashlib.blake2b(digest_size=16)

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._places.append(0)
        return len(self._places) - 1

    def put(self, body: bytes, number: int = 0) -> int:
        """Writes an object; gives its number. Only streams stand by themselves."""
        number = number or self.reserve()
        if body.endswith(b"endstream"):
            self._write(number, body)
        else:
            self._waiting.append((number, body))
            if len(self._waiting) == _PER_OBJECT_STREAM:
                self._write_waiting()
        return number

    def taken(self) -> list[bytes]:
        """The bytes since the last call, in pieces."""
        pieces, self._pieces = self._pieces, []
        for piece in pieces:
            self._seal.update(piece)
        return pieces

    def end(self, root: int, info: int) -> list[bytes]:
        """What is left, and the cross-reference stream (ISO 32000-1, 7.5.8)."""
        self._write_waiting()
        pieces = self.taken()
        seal = self._seal.hexdigest()
        own = self.reserve()
        self._places[own] = _AT | self._position << 16
        entries = (
            f"/Type/XRef/Size {len(self._places)}/W[1 5 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{seal}><{seal}>]"
        )
        rows = self._places[:]
        if sys.byteorder == "little":
            rows.byteswap()
        table = stream(rows.tobytes(), entries, compress=quick)
        ending = b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, table, self._position)
        return [*pieces, ending]

    def _write(self, number: int, body: bytes) -> None:
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._places[number] = _AT | self._position << 16
        self._pieces.append(piece)
        self._position += len(piece)

    def _write_waiting(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        own = self.reserve()
        index, at = [], 0
        for place, (number, body) in enumerate(waiting):
            index.append(b"%d %d " % (number, at))
            at += len(body) + 1
            self._places[number] = _WITHIN | own << 16 | place
        first = b"".join(index)
        data = first + b"\n".join([body for _, body in waiting])
        entries = f"/Type/ObjStm/N {len(waiting)}/First {len(first)}"
        self._write(own, stream(data, entries, compress=quick))
