"""Pictures as image XObjects, their compressed pixels taken over as they are wherever PDF can.

PDF reads JPEG files, and the compressed rows of plain PNG files, as they stand: no quality is lost
and nothing is encoded. Everything else is first made such a file.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image

from certgen.cache import BoundedCache
from certgen.pdf.syntax import dictionary, reference, stream
from certgen.pdf.writer import Writer
from certgen.picture_file import Picture, undecoded

QUALITY = 95
_KEPT_BYTES = 128 * 2**20
_COLOR_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1}
# Baseline, extended and progressive Huffman coding; readers do not know the others.
_JPEG_FRAMES = (0xC0, 0xC1, 0xC2)
_JPEG_NO_FRAMES = (0xC4, 0xC8, 0xCC)


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """An image's dictionary entries and data, and the same of its transparency."""

    entries: str
    data: bytes
    mask: EmbeddedPicture | None = None

    def put(self, writer: Writer) -> int:
        """Writes the image; gives its object's number."""
        mask = f"/SMask {reference(self.mask.put(writer))}" if self.mask else ""
        return writer.put(stream(self.data, self.entries + mask))


def embedded(picture: Picture, *, on_white: bool = False) -> EmbeddedPicture:
    """A picture of the assets; `on_white` flattens its transparency, as templates are shown.

    What was made is kept for the next file, if it is not very large.

    Raises:
        TemplateError: the file is damaged.
    """
    key = (picture.digest, on_white)
    known = _known.get(key)
    if known is None:
        known = _embedded(picture, on_white=on_white)
        _known.put(key, known, len(known.data) + (len(known.mask.data) if known.mask else 0))
    return known


def _embedded(picture: Picture, *, on_white: bool) -> EmbeddedPicture:
    taken = _taken_over(picture)
    if taken is not None:
        return taken
    image = picture.image()
    if image.mode == "RGBA" and on_white:
        white = Image.new("RGB", image.size, "#ffffff")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    return _from_image(image, lossy=_is_lossy(picture))


def embedded_image(image: Image.Image) -> EmbeddedPicture:
    """An image in memory, RGB or RGBA, without loss."""
    return _from_image(image, lossy=False)


def embedded_mask(mask: Image.Image, color: tuple[int, int, int]) -> EmbeddedPicture:
    """One color seen through an 8-bit mask."""
    width, height = mask.size
    palette = f"[/Indexed/DeviceRGB 0<{bytes(color).hex()}>]"
    rows = bytes((width + 7) // 8 * height)
    entries = _entries(width, height, palette, 1, "/Filter/FlateDecode")
    return EmbeddedPicture(entries, zlib.compress(rows, 9), _png_data(_saved_png(mask)))


def _from_image(image: Image.Image, *, lossy: bool) -> EmbeddedPicture:
    mask = None
    if image.mode == "RGBA":
        mask = _png_data(_saved_png(image.getchannel("A")))
        image = image.convert("RGB")
    if lossy:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY, subsampling=0)
        taken = _jpeg(out.getvalue())
    else:
        taken = _png_data(_saved_png(image))
    return EmbeddedPicture(taken.entries, taken.data, mask)


def _saved_png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _is_lossy(picture: Picture) -> bool:
    """Whether it came from a format that is small because it gives up detail."""
    return picture.format == "JPEG" or picture.data[12:16] == b"VP8 "


def _taken_over(picture: Picture) -> EmbeddedPicture | None:
    if picture.has_alpha or picture.turned or picture.format not in ("JPEG", "PNG"):
        return None
    if picture.format == "PNG":
        return _png(picture.data)
    with undecoded(picture.data) as image:
        mode, frames = image.mode, getattr(image, "n_frames", 1)
    if mode not in _COLOR_SPACES or frames > 1 or _jpeg_frame(picture.data) not in _JPEG_FRAMES:
        return None
    return _jpeg(picture.data)


def _jpeg(data: bytes) -> EmbeddedPicture:
    with undecoded(data) as image:
        (width, height), mode = image.size, image.mode
    return EmbeddedPicture(
        _entries(width, height, _COLOR_SPACES[mode], 8, "/Filter/DCTDecode"), data
    )


def _jpeg_frame(data: bytes) -> int:
    """The marker of the first frame header (ITU-T T.81, table B.1); 0 if there is none."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _JPEG_NO_FRAMES:
            return marker
        if marker == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0


def _png(data: bytes) -> EmbeddedPicture | None:
    """A PNG whose rows PDF can read: up to 8 bit, gray, RGB or palette, not interlaced."""
    depth, kind, _, _, interlaced = struct.unpack_from(">5B", data, 24)
    if depth > 8 or kind not in _PNG_CHANNELS or interlaced:
        return None
    return _png_data(data)


def _png_data(data: bytes) -> EmbeddedPicture:
    width, height, depth, kind = struct.unpack_from(">2L2B", data, 16)
    chunks = _png_chunks(data)
    channels = _PNG_CHANNELS[kind]
    space = {0: "/DeviceGray", 2: "/DeviceRGB"}.get(kind) or _palette(chunks[b"PLTE"])
    parms = f"/Predictor 15/Colors {channels}/BitsPerComponent {depth}/Columns {width}"
    filters = f"/Filter/FlateDecode/DecodeParms<<{parms}>>"
    return EmbeddedPicture(_entries(width, height, space, depth, filters), chunks[b"IDAT"])


def _palette(colors: bytes) -> str:
    return f"[/Indexed/DeviceRGB {len(colors) // 3 - 1}<{colors.hex()}>]"


def _png_chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks by kind, those of one kind joined."""
    parts: dict[bytes, list[bytes]] = {}
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">L4s", data, at)
        parts.setdefault(kind, []).append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return {kind: b"".join(found) for kind, found in parts.items()}


def _entries(width: int, height: int, space: str, depth: int, filters: str) -> str:
    image = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(width),
        "Height": str(height),
        "ColorSpace": space,
        "BitsPerComponent": str(depth),
    }
    return dictionary(image)[2:-2] + filters


_known: BoundedCache[tuple[str, bool], EmbeddedPicture] = BoundedCache(_KEPT_BYTES)
