"""The function that Vercel calls: the HTTP interface as the ASGI application `app`."""

from __future__ import annotations

import sys
from pathlib import Path

# The packages lie beside the folder `api`, and nothing is to be written there, not even bytecode.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True

from service.configuration import read_configuration  # noqa: E402
from service.http.routes import app as application  # noqa: E402

app = application(read_configuration())
