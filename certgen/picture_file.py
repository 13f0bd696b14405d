"""Pictures from outside, opened safely: known formats only, size checked before decoding.

Knows nothing of pages or layouts. Every picture comes out upright, 8 bit, RGB or RGBA.
"""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps

from certgen.errors import TemplateError

# EPS would run Ghostscript; of the 45 formats Pillow reads, these are what people have.
FORMATS = ("PNG", "JPEG", "WEBP", "MPO")
MAX_PIXELS = 120_000_000
MAX_BYTES = 100 * 2**20
# What is kept decoded in memory, so that stepping through a list does not decode again.
CACHE_BYTES = 256 * 2**20

# The tag of EXIF and its value (CIPA DC-008, 4.6.4).
_ORIENTATION, _UPRIGHT = 0x0112, 1
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class Picture:
    """A checked picture file. `data` is the file itself; equality is by content.

    Pixels are counted upright, after the camera's rotation mark has been honored; `turned` is
    whether there is one. `dpi` is what the file says, or None.
    """

    name: str
    digest: str
    format: str
    width_px: int
    height_px: int
    has_alpha: bool
    dpi: float | None
    data: bytes = field(repr=False, compare=False)
    notes: tuple[str, ...] = ()
    turned: bool = False

    def image(self) -> Image.Image:
        """The decoded picture, RGB or RGBA. Shared: copy it before drawing on it.

        Raises:
            TemplateError: the file is damaged.
        """
        return _cache.get(self).image


def open_picture(data: bytes, name: str) -> Picture:
    """Checks a PNG, JPEG or WebP file and takes its facts.

    Raises:
        TemplateError: not such a picture, damaged, or larger than 120 megapixels.
    """
    if len(data) > MAX_BYTES:
        raise TemplateError(
            f"“{name}” is {len(data) / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB.",
            "Save it as JPEG, or with fewer pixels: 3508 × 2480 is A4 at 300 dpi.",
        )
    with _opened(data, name) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise TemplateError(
                f"“{name}” has {width} × {height} pixels, more than can be handled.",
                "Save it with fewer pixels: 3508 × 2480 is A4 at 300 dpi.",
            )
        picture = Picture(
            name=name,
            digest=hashlib.sha256(data).hexdigest()[:32],
            format="JPEG" if image.format == "MPO" else str(image.format),
            width_px=width,
            height_px=height,
            has_alpha=image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info,
            dpi=_dpi(image),
            data=data,
            notes=_notes(image, name),
        )
    # Which way up it is to be shown may stand behind the pixels; they are needed anyway.
    shown, turned = _cache.get(picture)
    return replace(picture, width_px=shown.width, height_px=shown.height, turned=turned)


def undecoded(data: bytes) -> Image.Image:
    """A picture file as Pillow opens it: its facts are there, its pixels not yet.

    Pillow warns of less than is allowed here, and only we know whom to tell.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=FORMATS)


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        return undecoded(data)
    except Image.DecompressionBombError:
        raise TemplateError(
            f"“{name}” has far too many pixels to be handled.",
            "Save it with fewer pixels: 3508 × 2480 is A4 at 300 dpi.",
        ) from None
    except Exception:  # Pillow's decoders raise nearly anything on damaged files
        raise TemplateError(
            f"“{name}” is not a picture that can be opened.",
            "Use a PNG, JPEG or WebP picture, or a PDF page.",
        ) from None


def _damaged(name: str) -> TemplateError:
    return TemplateError(
        f"“{name}” is damaged or was not copied whole.",
        "Open it in a picture program, save it again and use the new file.",
    )


def _dpi(image: Image.Image) -> float | None:
    horizontal, vertical = image.info.get("dpi", (0, 0))
    both = float(horizontal), float(vertical)
    return both[0] if both[0] > 1 and abs(both[0] - both[1]) < 0.01 * both[0] else None


def _notes(image: Image.Image, name: str) -> tuple[str, ...]:
    frames = getattr(image, "n_frames", 1)
    return (f"“{name}” holds {frames} pictures; the first one is used.",) if frames > 1 else ()


class Decoded(NamedTuple):
    """A picture's pixels as they are shown, and whether the file has them another way round."""

    image: Image.Image
    turned: bool


def decode(picture: Picture) -> Decoded:
    """Decodes a picture to upright, 8-bit RGB or RGBA in sRGB where it came with a profile.

    Raises:
        TemplateError: the file is cut off or damaged.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = undecoded(picture.data)
            image.load()
            turned = image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
            upright = ImageOps.exif_transpose(image)
            return Decoded(_plain(upright, alpha=picture.has_alpha), turned)
    except Exception:  # as above: truncated and damaged files raise nearly anything
        raise _damaged(picture.name) from None


def _plain(image: Image.Image, *, alpha: bool) -> Image.Image:
    if image.mode.startswith("I"):
        # Pillow's own conversion clips 16-bit gray to white.
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode == "CMYK":
        image = _from_cmyk(image)
    wanted = "RGBA" if alpha else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _from_cmyk(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile: the plain conversion is the best there is
        if converted is not None:
            return converted
    return image.convert("RGB")


class _DecodedCache:
    """Decoded pictures by content, the least recently used given up first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._images: OrderedDict[str, Decoded] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, picture: Picture) -> Decoded:
        with self._lock:
            found = self._images.get(picture.digest)
            if found is not None:
                self._images.move_to_end(picture.digest)
                return found
        decoded = decode(picture)
        with self._lock:
            self._images[picture.digest] = decoded
            while len(self._images) > 1 and self._size() > self._limit:
                self._images.popitem(last=False)
        return decoded

    def _size(self) -> int:
        images = [decoded.image for decoded in self._images.values()]
        return sum(i.width * i.height * len(i.getbands()) for i in images)


_cache = _DecodedCache(CACHE_BYTES)
