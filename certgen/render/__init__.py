"""Artworks -> pixels. One engine for the screen, the preview and the files.

Every mark becomes tiles: coverage or colors at whole-pixel positions that depend on the artwork and
the scale alone. So drawing a part of a page gives the very pixels of drawing all of it, which is
what lets `certgen.encode` touch only what differs between two certificates.
"""

from certgen.render.page import Pixels, draw, page_image, page_pixels, render, render_page

__all__ = ["Pixels", "draw", "page_image", "page_pixels", "render", "render_page"]
