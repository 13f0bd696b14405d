"""What a file says about itself: its title, and that viewers should show it (PDF, XMP)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from certgen.marks import Artwork, TextMark
from certgen.pdf.syntax import stream, text_string

PRODUCER = "certgen"
_BEFORE_TITLE = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">"""
_AFTER_TITLE = f"""</rdf:li></rdf:Alt></dc:title>\
<pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def metadata(title: str) -> tuple[bytes, bytes]:
    """The information dictionary and the XMP packet.

    There is no date in either: the same certificate is the same file whenever it is made.
    """
    clean = title if title.isprintable() else "".join(c for c in title if c.isprintable())
    info = f"<</Title{text_string(clean)}/Producer{text_string(PRODUCER)}>>"
    packet = f"{_BEFORE_TITLE}{escape(clean, quote=False)}{_AFTER_TITLE}".encode("utf-8", "replace")
    return info.encode("ascii"), stream(packet, "/Type/Metadata/Subtype/XML")


def largest_text(artworks: Iterable[Artwork]) -> str:
    """The line in the largest type; "" where there is no text."""
    text, size = "", -1.0
    for artwork in artworks:
        for mark in artwork.marks:
            if isinstance(mark, TextMark) and (own := _size(mark)) > size and mark.text.strip():
                text, size = mark.text.strip(), own
    return text


def _size(mark: TextMark) -> float:
    return max([run.size for run in mark.runs], default=0.0)
