"""Marks -> PDF. Knows fonts and pictures, nothing of elements.

The idea: a batch is the same page with a few words changed, and PDF files can be joined from
bytes. So template, unchanging text and its fonts are written once. A file for one person
(`PdfSingles`) is that part, copied, and a tail of a few kilobytes behind it; a file for everybody
(`PdfMerged`) is that part and a few hundred bytes for each page.

Fonts are embedded as subsets. In a file for one person the tail carries exactly the letters on
that page, so its bytes do not depend on who came before or which worker made it, and nothing has
to be looked through first; in a combined file the fonts are written last, when all letters are
known. What is made once for all files is each glyph, cut out of its font: a subset is then a few
tables joined (`truetype`).

Glyphs stand where the layout put them, so the PDF and the raster show the same, and each line also
carries its text as it is read wherever the glyphs alone would not give it back.

Equal input gives equal bytes: there are no dates, and the file's identifier is a digest.
"""

from certgen.pdf.merged import PdfMerged
from certgen.pdf.singles import PdfSingles

__all__ = ["PdfMerged", "PdfSingles"]
