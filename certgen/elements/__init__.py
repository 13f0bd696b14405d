"""Kinds of element, a folder each: `model.py` (what the layout file holds) and `artwork.py`.

To add a kind, write its folder and name it in `certgen.layout.Element` and in
`certgen.compose.ARTISTS`.
"""
