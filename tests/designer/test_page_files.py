from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from designer.page_files import PageFiles, files
from tests.designer.asgi import get

ROUTES = create_streamlit_static_assets_routes(None)
SAID = ("cache-control", "content-type", "content-length")


@pytest.fixture(scope="module")
def streamlits():
    return Starlette(routes=ROUTES)


@pytest.fixture(scope="module")
def ours():
    return Starlette(routes=ROUTES, middleware=[Middleware(PageFiles)])


@pytest.mark.parametrize("kind", ["js", "css", "woff2"])
def test_every_kind_of_file_comes_as_streamlit_sends_it(streamlits, ours, kind):
    path = next(path for path in files() if path.endswith(f".{kind}"))
    before, now = get(streamlits, path), get(ours, path)
    assert (now.status, now.content) == (before.status, before.content)
    assert [now.headers[name] for name in SAID] == [before.headers[name] for name in SAID]


def test_a_file_comes_in_one_piece(ours):
    path = max(files(), key=lambda path: files()[path].stat().st_size)
    assert get(ours, path).content == files()[path].read_bytes()
    assert "accept-ranges" not in get(ours, path).headers, "answered here, not by Streamlit"


@pytest.mark.parametrize("path", ["/", "/static/js/../index.html", "/static/../../web/cli.py"])
def test_nothing_else_is_answered_here(streamlits, ours, path):
    before, now = get(streamlits, path), get(ours, path)
    assert (now.status, now.content) == (before.status, before.content)


def test_what_the_page_names_is_among_them():
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    assert sum(path[1:] in page for path in files()) > 10
