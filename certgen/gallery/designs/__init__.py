"""The designs of the gallery, one per file.

A design is a function from page size and palette to a `Sheet`: ornament drawn on the page, and
fields. It works out its places from the size, so that one function serves every paper upright and
across. All wording is in the fields; the drawing holds ornament only. To add one, write such a
file, list it in `certgen.gallery` and give its words in `certgen.gallery.wording`; the tests then
look at it in every palette.
"""
