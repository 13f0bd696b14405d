"""What a file is, by its first bytes and its parts; the name's ending is often wrong."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

from certgen.errors import DataError
from certgen.reading.grid import empty

FileKind = Literal["text", "xlsx", "xlsb", "ods", "xls"]

_THE_LIST = "Choose the file with the list of people: XLSX, ODS or CSV."
_AS_XLSX = "Open it in a spreadsheet program and save it as XLSX or CSV."
# How Windows' compound files name their parts: UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The record FilePass at the start of a workbook's stream, [MS-XLS] 2.1.7.20.3.
_FILE_PASS = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
_WORKBOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)


def kind_of_file(data: bytes, name: str) -> FileKind:
    """The kind of list these bytes are.

    Raises:
        DataError: they are something else, or protected by a password.
    """
    if not data.strip():
        raise empty(name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(data, name)
    if data.startswith((b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00")):
        return "xls"
    for start, what in _OTHERS:
        if data.startswith(start):
            raise DataError(f"“{name}” is {what}, not a list of people.", _THE_LIST)
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise DataError(
            f"“{name}” is a web page, not a table.",
            "Open it in a spreadsheet program and save it as XLSX; in Google Sheets, choose File, "
            "Download, Comma-separated values.",
        )
    if head.startswith(b"<?xml"):
        raise DataError(f"“{name}” is an XML file, not a table.", _AS_XLSX)
    return "text"


def _kind_of_zip(data: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
            open_document = archive.read("mimetype")[:100] if "mimetype" in parts else b""
    except _ZIP_ERRORS:
        raise damaged(name) from None
    if any(part.endswith("workbook.xml") for part in parts):
        return "xlsx"
    if any(part.endswith("workbook.bin") for part in parts):
        return "xlsb"
    if b"opendocument.spreadsheet" in open_document:
        return "ods"
    if any(part.endswith(".iwa") for part in parts):
        raise DataError(
            f"“{name}” is a document of Apple's Numbers or Pages.",
            "In Numbers, choose File, Export To, Excel, and use that file.",
        )
    if "word/document.xml" in parts:
        raise DataError(f"“{name}” is a text document, not a list of people.", _AS_XLSX)
    if "project.json" in parts:
        raise DataError(f"“{name}” is a certgen project, not a list of people.", _THE_LIST)
    raise DataError(f"“{name}” is a ZIP file, not a list of people.", _THE_LIST)


def _kind_of_compound(data: bytes, name: str) -> FileKind:
    if _ENCRYPTED in data or _FILE_PASS.search(data):
        raise protected(name)
    if any(part in data for part in _WORKBOOK):
        return "xls"
    raise DataError(f"“{name}” is not a spreadsheet.", _THE_LIST)


def protected(name: str) -> DataError:
    """The refusal of a spreadsheet with a password."""
    return DataError(
        f"“{name}” is protected by a password.",
        "Open it, remove the password (File, Info, Protect), save it, and use that file.",
    )


def damaged(name: str) -> DataError:
    """The refusal of a spreadsheet that cannot be read."""
    return DataError(f"“{name}” is damaged or not a spreadsheet.", _AS_XLSX)
