"""Certificates for a whole list of people.

    import certgen

    project = certgen.load_project(Path("summer.certgen").read_bytes())
    print(certgen.make(project, Path("certificates.zip")))

One person's, in memory: `certgen.make_one(project, values)`; as an image:
`certgen.render.render(layout, values, assets)`.

Everything named here is loaded when it is first used: importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "1.0.0"

# Type checkers and editors read the same from __init__.pyi.
_HOMES = {
    "certgen.batch.make": ("Summary", "make"),
    "certgen.batch.one": ("Certificate", "make_one"),
    "certgen.batch.rows": ("Rows",),
    "certgen.compose": ("Assets",),
    "certgen.elements.base": ("Box", "Condition"),
    "certgen.elements.code.model": ("CodeElement",),
    "certgen.elements.picture.model": ("PictureElement",),
    "certgen.elements.text.model": ("Fit", "Outline", "Shadow", "TextElement", "TextStyle"),
    "certgen.errors": ("CertgenError",),
    "certgen.fontbook": ("FontBook",),
    "certgen.layout": ("Layout", "PageSize"),
    "certgen.layout_file": ("dump_layout", "load_layout"),
    "certgen.output": ("Output",),
    "certgen.picture_file": ("Picture", "open_picture"),
    "certgen.preflight.check": ("check",),
    "certgen.preflight.problem": ("Problem",),
    "certgen.project": ("Project", "load_project", "save_project"),
    "certgen.reading.options": ("ReadOptions",),
    "certgen.reading.reader": ("read_table", "read_text"),
    "certgen.records": ("Record", "Table", "table_from_dataframe", "table_from_rows"),
    "certgen.starter": ("start_layout",),
    "certgen.template": ("Template", "open_template"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME_OF)]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'certgen' has no attribute {name!r}")
    found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
