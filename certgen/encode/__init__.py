"""Pages -> files of one certificate each.

The idea: a batch is the same picture made again and again, with a few rows of pixels that differ.
So the template is compressed once, in pieces that stand alone, and for each certificate only the
pieces that an element touches are compressed again and put between the others.

- PNG (`png_bands`): the scanlines are cut into bands. Each band is compressed with a dictionary of
  its own and closed by a full flush, and its first row does not look at the row above. So any band
  may be exchanged; the checksum over all of them is combined from the bands' own.
- JPEG (`jpeg_strips`): restart markers cut every row of blocks into a few segments that stand
  alone. The markers count from 0 to 7 and are written anew.
- PDF (`certgen.pdf`): the template is an object of its own that is written as it is.

`Splicer` knows which rows a page touches and which of them were made before; `whole_frame` is the
plain way, which the tests hold the others against.

Left out because it does not pay: palettes (smooth letters need more colors than one has), cutting
a PNG's rows too (flat art gets larger), zopfli (twenty times as slow for 1 to 3 % of size), a
compiled extension, OpenCV, libvips or Skia (slower here than Pillow once their copies count). WebP
and AVIF: nothing in them stands alone, and even whole they take 6 to 180 times as long as a JPEG.
"""

from certgen.encode.encoder import Encoder, beginning_of, encoder_for, estimate

__all__ = ["Encoder", "beginning_of", "encoder_for", "estimate"]
