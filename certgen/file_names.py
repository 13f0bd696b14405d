"""A pattern and the records -> one safe, unique file name for each.

Every name may be unpacked on Windows, macOS and Linux: no character, ending or device name that
one of them refuses, no two names that one of them takes for the same, nothing that leaves the
folder. A `/` in the pattern makes folders; a `/` in somebody's name does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from certgen.marks import Finding
from certgen.merge import CLOSE, OPEN, RECORD_NUMBER, merge
from certgen.records import Record

MAX_PART_BYTES = 120
MAX_PATH_BYTES = 200
MAX_FOLDERS = 6
FALLBACK = "certificate"
FOLDER_FALLBACK = "other"
EMPTY, CLASH = "file-name-empty", "same-file-name"
SETTLED = frozenset({EMPTY, CLASH})
# What the batch itself puts beside the files.
RESERVED = frozenset({"report.csv"})

_PORTS = (port + digit for port in ("com", "lpt") for digit in "0123456789¹²³")
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", "clock$", *_PORTS})
# Most names: letters of European languages, all composed and of two bytes at most.
_PLAIN = re.compile("[A-Za-z0-9À-ÖØ-öø-ɏ](?:[A-Za-z0-9À-ÖØ-öø-ɏ,'()_-]| (?=[^ ]))*")
_BRACES_AND_SLASHES = re.compile(r"\{\{|\}\}|[/\\]")


@dataclass(frozen=True, slots=True)
class FileNames:
    """One name for each record, `/` between folders, and what to know, by the record's index."""

    names: tuple[str, ...]
    findings: tuple[tuple[int, Finding], ...] = ()


def file_names(
    pattern: str, records: Sequence[Record], extension: str, *, language: str = ""
) -> FileNames:
    """Names for all records; the same records give the same names.

    `extension` comes without its dot. `{{#}}` is the record's number, with zeros in front so that
    names sort as the list does.

    Raises:
        LayoutError: the pattern names a column that the records do not have.
    """
    parts = split_pattern(pattern)
    taken = _Taken(extension)
    for index in range(len(records)):
        values = numbered_values(records, index)
        merged = [merge(part, values, language=language) for part in parts]
        taken.add(index, records[index], [part.text for part in merged])
        for part in merged:
            taken.findings += [(index, _of_the_name(finding)) for finding in part.findings]
    return FileNames(tuple(taken.names), tuple(taken.findings))


def _of_the_name(finding: Finding) -> Finding:
    message = f"File name: {finding.message}"
    return Finding(finding.kind, finding.severity, message, detail=finding.detail)


def numbered_values(records: Sequence[Record], place: int) -> dict[str, str]:
    """A record's values, and its number under `#`, from 1; all of a list's are equally long."""
    number = f"{place + 1:0{len(str(len(records)))}d}"
    return {**records[place].values, RECORD_NUMBER: number}


def split_pattern(pattern: str) -> tuple[str, ...]:
    """The folders and the file of a pattern; slashes inside of placeholders do not count."""
    parts = [""]
    start = depth = 0
    for found in _BRACES_AND_SLASHES.finditer(pattern):
        if found[0] == OPEN:
            depth += 1
        elif found[0] == CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and len(parts) <= MAX_FOLDERS:
            parts[-1] += pattern[start : found.start()]
            parts.append("")
            start = found.end()
    parts[-1] += pattern[start:]
    folders = [part for part in parts[:-1] if part.strip()]
    return (*folders, parts[-1])


def safe_part(text: str, fallback: str = FALLBACK, max_bytes: int = MAX_PART_BYTES) -> str:
    """A text as one part of a path that Windows, macOS and Linux all accept.

    In Unicode's NFC; at most `max_bytes` of UTF-8.
    """
    if 2 * len(text) <= max_bytes and _PLAIN.fullmatch(text) and text.casefold() not in _DEVICES:
        return text
    clean = unicodedata.normalize("NFC", text.translate(_SAFE))
    clean = " ".join(clean.split())
    clean = _shortened(clean.lstrip(" .-~").rstrip(" ."), max_bytes).rstrip(" .")
    if not clean.strip("-_. "):
        clean = fallback
    if clean.split(".")[0].rstrip().casefold() in _DEVICES:
        clean = _shortened("_" + clean, max_bytes).rstrip(" .")
    return clean


def same_name_key(name: str) -> str:
    """Equal for names that some file system takes for the same (case, Unicode form, joiners)."""
    if name.isascii():
        return name.casefold()
    folded = unicodedata.normalize("NFKC", name).upper().casefold()
    return unicodedata.normalize("NFKC", folded).translate(_UNSEEN)


class _Safe(dict[int, str]):
    """Character -> what stands for it in a file name; worked out once for each character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in '<>:"/\\|?*':
            safe = "-"
        elif category in ("Cc", "Zl", "Zp", "Zs"):
            safe = " "
        elif category in ("Cs", "Cn") or (category == "Cf" and char not in _JOINERS):
            safe = ""
        else:
            safe = char
        self[code] = safe
        return safe


class _Unseen(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        unseen = unicodedata.category(char) == "Cf" or 0xFE00 <= code <= 0xFE0F
        self[code] = "" if unseen else char
        return self[code]


# Persian and Indic spelling, emoji families and emoji flags need these invisible characters.
_JOINERS = frozenset("\u200c\u200d" + "".join(map(chr, range(0xE0020, 0xE0080))))
_SAFE = _Safe()
_UNSEEN = _Unseen()


class _Taken:
    """The names given so far."""

    def __init__(self, extension: str) -> None:
        self.names: list[str] = []
        self.findings: list[tuple[int, Finding]] = []
        self._suffix = f".{extension}" if extension else ""
        self._rows: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._folders: dict[str, str] = {}

    def add(self, index: int, record: Record, texts: Sequence[str]) -> None:
        room = min(MAX_PART_BYTES, MAX_PATH_BYTES // len(texts))
        folder = "".join(self._folder(text, room) for text in texts[:-1])
        room -= len(self._suffix)
        stem = safe_part(texts[-1], max_bytes=room)
        name, first_row = self._unique(folder, stem, room, record.row)
        if not texts[-1].strip():
            message = f"There is no text for the file name; this one is called “{name}”."
            self._note(index, EMPTY, message)
        if first_row is not None:
            message = f"Row {first_row} has the same file name; this one is called “{name}”."
            self._note(index, CLASH, message, detail=str(first_row))
        self.names.append(name)

    def _folder(self, text: str, room: int) -> str:
        """One folder with its slash, spelled as it was the first time."""
        part = safe_part(text, FOLDER_FALLBACK, room)
        if part.casefold() in RESERVED:
            part = "_" + part
        return self._folders.setdefault(same_name_key(part), part) + "/"

    def _unique(self, folder: str, stem: str, room: int, row: int) -> tuple[str, int | None]:
        """A name that nobody has, and the row that has the wished one."""
        wished = same_name_key(folder + stem + self._suffix)
        name, key = folder + stem + self._suffix, wished
        number = self._next.get(wished, 2)
        while key in self._rows:
            mark = f" ({number})"
            short = _shortened(stem, room - len(mark)).rstrip(" .")
            name = f"{folder}{short}{mark}{self._suffix}"
            key = same_name_key(name)
            number += 1
        self._next[wished] = number
        first_row = None if key == wished else self._rows[wished]
        self._rows[key] = row
        return name, first_row

    def _note(self, index: int, kind: str, message: str, detail: str = "") -> None:
        self.findings.append((index, Finding(kind, "warning", message, detail=detail)))


def _shortened(text: str, max_bytes: int) -> str:
    """Cut to so many bytes of UTF-8, between characters and not before a mark on one."""
    data = text.encode()
    if len(data) <= max_bytes:
        return text
    short = data[:max_bytes].decode(errors="ignore")
    rest = text[len(short) :]
    while short and (unicodedata.combining(rest[0]) or rest[0] in _JOINERS):
        short, rest = short[:-1], short[-1] + rest
    return short.rstrip("\u200c\u200d") or data[:max_bytes].decode(errors="ignore")
