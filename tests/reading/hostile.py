"""Spreadsheets that are made to do harm, built byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

WORKBOOK = (
    f'{XML}<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def zipped(contents: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(
    rows: str | bytes, extra: Mapping[str, bytes | str] | None = None, head: str = ""
) -> bytes:
    """A workbook of one sheet whose `sheetData` holds this XML; `head` goes before the root."""
    return zipped({**parts(rows, head), **(extra or {})})


def parts(rows: str | bytes, head: str = "") -> dict[str, bytes | str]:
    body = rows if isinstance(rows, bytes) else rows.encode()
    sheet = f"{XML}{head}<worksheet {MAIN}><sheetData>".encode() + body
    return {**_PARTS, "xl/worksheets/sheet1.xml": sheet + b"</sheetData></worksheet>"}


def cell(reference: str, text: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def people(count: int = 2) -> str:
    rows = [f'<row r="1">{cell("A1", "Name")}{cell("B1", "Course")}</row>']
    rows += [
        f'<row r="{n}">{cell(f"A{n}", f"Ana {n}")}{cell(f"B{n}", "Go")}</row>'
        for n in range(2, count + 2)
    ]
    return "".join(rows)


def ods(table: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'{XML}<office:document-content xmlns:office="{names}office:1.0" '
        f'xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'{XML}<manifest:manifest xmlns:manifest="{names}manifest:1.0"/>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_cell(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
