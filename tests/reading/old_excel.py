"""The smallest XLS and XLSB files that say something, after [MS-XLS], [MS-CFB] and [MS-XLSB]."""

from __future__ import annotations

import struct

from tests.reading.hostile import MAIN, PACKAGE, RELATIONS, zipped

Cells = list[list[str | float]]
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(cells: Cells, *, protected: bool = False) -> bytes:
    """A workbook of one sheet in BIFF8; `protected` says it is encrypted (FilePass)."""
    name = b"\x06\x00People"
    begin = _bof(5) + (_record(0x002F, b"\x01\0" + bytes(4)) if protected else b"")
    start = len(begin) + 4 + 6 + len(name) + 4
    bound_sheet = _record(0x0085, struct.pack("<IBB", start, 0, 0) + name)
    stream = begin + bound_sheet + _record(0x000A)
    assert len(stream) == start
    return compound("Workbook", stream + _bof(0x10) + _biff_cells(cells) + _record(0x000A))


def _biff_cells(cells: Cells) -> bytes:
    out = b""
    for r, row in enumerate(cells):
        for c, value in enumerate(row):
            place = struct.pack("<HHH", r, c, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                out += _record(0x0204, place + text)
            else:
                out += _record(0x0203, place + struct.pack("<d", value))
    return out


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream, padded to where it needs no small sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, _END, 0, _END, 0, 0),
    )
    header = header.ljust(_SECTOR, b"\xff")
    chain = [*range(3, count + 2), _END]
    fat = struct.pack(f"<{count + 2}I", _FAT, _END, *chain).ljust(_SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream))
    return header + fat + entries.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBIII", kind, 1, _FREE, _FREE, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<H", len(text))
        + links
        + struct.pack("<16xI8x8xIQ", 0, start, size)
    )


def xlsb(cells: Cells, *, first_row: int = 0, first_column: int = 0) -> bytes:
    """A workbook of one sheet in the binary parts of XLSB.

    Its first cell stands in `first_row` and `first_column`, counted from 0.
    """
    extent = struct.pack("<IIII", 0, len(cells) - 1, 0, len(cells[0]) - 1)
    sheet = _part(129) + _part(148, extent) + _part(145)
    for r, row in enumerate(cells, first_row):
        sheet += _part(0, struct.pack("<IIHHBI", r, 0, 300, 0, 0, 0))
        for c, value in enumerate(row, first_column):
            place = struct.pack("<II", c, 0)
            if isinstance(value, str):
                sheet += _part(6, place + _wide(value))
            else:
                sheet += _part(5, place + struct.pack("<d", value))
    sheet += _part(146) + _part(130)
    bundle = _part(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("People"))
    workbook = _part(131) + _part(143) + bundle + _part(144) + _part(132)
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
            "xl/note.xml": f"<note {MAIN}/>",
        }
    )


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _part(kind: int, data: bytes = b"") -> bytes:
    low = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    return low + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + data
