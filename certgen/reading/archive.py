"""The parts of a zipped spreadsheet, opened only if they unpack to something reasonable."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from certgen.errors import DataError
from certgen.reading.file_kind import damaged, protected

MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 200
MAX_PARTS = 2000
_SMALL = 2**20


class Archive:
    """The parts of a spreadsheet file (ECMA-376 Open Packaging, OpenDocument).

    Raises:
        DataError: damaged, or it unpacks to more than a list of people needs.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError):
            raise damaged(name) from None
        entries = self._zip.infolist()
        bombs = [e for e in entries if e.file_size > max(_SMALL, MAX_RATIO * e.compress_size)]
        if len(entries) > MAX_PARTS or bombs or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise DataError(
                f"“{name}” unpacks to far more than a list of people needs.",
                "Copy the table into a new spreadsheet and save that.",
            )
        if any(e.flag_bits & 1 for e in entries):
            raise protected(name)

    def read(self, part: str) -> bytes:
        """The bytes of a part; empty if there is none.

        Raises:
            DataError: the part is damaged.
        """
        try:
            return self._zip.read(part)
        except KeyError:
            return b""
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
            raise damaged(self._name) from None

    def read_xml(self, part: str) -> bytes:
        """The bytes of a part that is XML; empty if there is none.

        Raises:
            DataError: the part is damaged, or defines entities of its own (XML bombs do).
        """
        found = self.read(part)
        if b"<!DOCTYPE" in found or b"<!ENTITY" in found:
            raise DataError(
                f"“{self._name}” holds a definition that spreadsheets do not have; it is not read.",
                "Copy the table into a new spreadsheet and save that.",
            )
        return found

    def xml(self, part: str) -> ElementTree.Element | None:
        """A part as an XML tree, None if there is none.

        Raises:
            DataError: the part is damaged.
        """
        found = self.read_xml(part)
        try:
            return ElementTree.fromstring(found) if found else None
        except (ElementTree.ParseError, LookupError, ValueError):
            # Also where it says an encoding that does not exist or cannot be used.
            raise damaged(self._name) from None
