from certgen.batch.make import Summary as Summary, make as make
from certgen.batch.rows import Rows as Rows
from certgen.compose import Assets as Assets
from certgen.elements.base import Box as Box, Condition as Condition
from certgen.elements.code.model import CodeElement as CodeElement
from certgen.elements.picture.model import PictureElement as PictureElement
from certgen.elements.text.model import (
    Fit as Fit,
    Outline as Outline,
    Shadow as Shadow,
    TextElement as TextElement,
    TextStyle as TextStyle,
)
from certgen.errors import CertgenError as CertgenError
from certgen.fontbook import FontBook as FontBook
from certgen.layout import Layout as Layout, PageSize as PageSize
from certgen.layout_file import dump_layout as dump_layout, load_layout as load_layout
from certgen.output import Output as Output
from certgen.picture_file import Picture as Picture, open_picture as open_picture
from certgen.preflight.check import check as check
from certgen.preflight.problem import Problem as Problem
from certgen.project import (
    Project as Project,
    load_project as load_project,
    save_project as save_project,
)
from certgen.reading.options import ReadOptions as ReadOptions
from certgen.reading.reader import read_table as read_table, read_text as read_text
from certgen.records import Record as Record, Table as Table
from certgen.starter import start_layout as start_layout
from certgen.template import Template as Template, open_template as open_template

__version__: str
__all__: list[str]
