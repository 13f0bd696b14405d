import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from designer.visitors import COOKIE, LISTED, Visited, VisitorCookie, Visits
from service.store import LocalStore
from tests.designer.asgi import get

ME, YOU = "m" * 22, "y" * 22


@pytest.fixture
def visits(tmp_path):
    return Visits(LocalStore(tmp_path / "designs"), pause=0.0)


def test_the_newest_design_is_first_and_none_is_listed_twice(visits):
    for project_id, name in (("a", "A"), ("b", "B"), ("a", "A again")):
        visits.note(ME, project_id, name)
    assert visits.of(ME) == (Visited("a", "A again"), Visited("b", "B"))
    assert visits.of(YOU) == ()


def test_the_list_is_short(visits):
    for number in range(LISTED + 3):
        visits.note(ME, str(number), "x")
    assert len(visits.of(ME)) == LISTED


@pytest.mark.parametrize("wrong", ["", "../x", "m" * 22 + "/.."])
def test_a_number_nobody_was_given_has_no_list(visits, tmp_path, wrong):
    visits.note(wrong, "a", "A")
    assert visits.of(wrong) == ()
    visits.flush()
    assert not (tmp_path / "designs").exists()


def test_a_damaged_list_is_an_empty_one(visits, tmp_path):
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs" / f"{ME}.visitor").write_bytes(b"[{")
    assert visits.of(ME) == ()


def test_what_was_noted_on_another_server_is_seen(visits, tmp_path):
    assert visits.of(ME) == ()
    visits.note(ME, "a", "A")
    visits.flush()
    assert Visits(LocalStore(tmp_path / "designs")).of(ME) == (Visited("a", "A"),)


def test_a_store_that_fails_costs_the_list_and_nothing_else(visits, tmp_path):
    (tmp_path / "designs").write_text("in the way")
    visits.note(ME, "a", "A")
    visits.flush()
    assert visits.of(ME) == (Visited("a", "A"),)
    assert visits.of(YOU) == ()


@pytest.fixture
def app():
    async def page(request):
        return PlainTextResponse("page")

    routes = [Route("/", page), Route("/other", page)]
    return Starlette(routes=routes, middleware=[Middleware(VisitorCookie)])


@pytest.fixture
def framed(app):
    """The same where a host shows it in a frame of its site."""
    return VisitorCookie(app, ("https://huggingface.co",))


def test_a_browser_gets_its_number_once(app):
    first = get(app, "/")
    assert first.content == b"page"
    said = first.headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Secure" not in said
    assert "set-cookie" not in get(app, "/", cookie=said.partition(";")[0]).headers


def test_over_https_the_number_is_secret_on_the_way(app):
    assert get(app, "/", scheme="https").headers["set-cookie"].endswith("SameSite=Lax; Secure")


def test_in_the_frame_of_its_host_a_browser_brings_it_back(framed):
    said = get(framed, "/", scheme="https").headers["set-cookie"]
    assert said.endswith("HttpOnly; SameSite=None; Partitioned; Secure")
    assert "SameSite=Lax" in get(framed, "/").headers["set-cookie"]


def test_only_the_page_gives_numbers_and_a_made_up_one_is_replaced(app):
    assert "set-cookie" not in get(app, "/other").headers
    assert "set-cookie" in get(app, "/", cookie=f"{COOKIE}=../../etc").headers
