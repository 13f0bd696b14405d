from certgen.batch.make import Summary as Summary
from certgen.batch.make import make as make
from certgen.batch.one import Certificate as Certificate
from certgen.batch.one import make_one as make_one
from certgen.batch.rows import Rows as Rows
from certgen.compose import Assets as Assets
from certgen.elements.base import Box as Box
from certgen.elements.base import Condition as Condition
from certgen.elements.code.model import CodeElement as CodeElement
from certgen.elements.picture.model import PictureElement as PictureElement
from certgen.elements.text.model import (
    Fit as Fit,
)
from certgen.elements.text.model import (
    Outline as Outline,
)
from certgen.elements.text.model import (
    Shadow as Shadow,
)
from certgen.elements.text.model import (
    TextElement as TextElement,
)
from certgen.elements.text.model import (
    TextStyle as TextStyle,
)
from certgen.errors import CertgenError as CertgenError
from certgen.fontbook import FontBook as FontBook
from certgen.layout import Layout as Layout
from certgen.layout import PageSize as PageSize
from certgen.layout_file import dump_layout as dump_layout
from certgen.layout_file import load_layout as load_layout
from certgen.output import Output as Output
from certgen.picture_file import Picture as Picture
from certgen.picture_file import open_picture as open_picture
from certgen.preflight.check import check as check
from certgen.preflight.problem import Problem as Problem
from certgen.project import (
    Project as Project,
)
from certgen.project import (
    load_project as load_project,
)
from certgen.project import (
    save_project as save_project,
)
from certgen.reading.options import ReadOptions as ReadOptions
from certgen.reading.reader import read_table as read_table
from certgen.reading.reader import read_text as read_text
from certgen.records import Record as Record
from certgen.records import Table as Table
from certgen.records import table_from_dataframe as table_from_dataframe
from certgen.records import table_from_rows as table_from_rows
from certgen.starter import start_layout as start_layout
from certgen.template import Template as Template
from certgen.template import open_template as open_template

__version__: str
__all__: list[str]
