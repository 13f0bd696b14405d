import asyncio
import base64

from starlette.applications import Starlette

from designer import addresses
from designer.addresses import PictureShelf, address, answering, picture_route
from tests.designer.asgi import get

PNG, JPEG = b"\x89PNG rest", b"\xff\xd8\xff rest"


def test_without_a_server_a_picture_is_its_own_address():
    assert address(PNG) == "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert address(JPEG).startswith("data:image/jpeg;base64,")


def test_with_a_server_the_address_is_short_and_leads_to_the_picture():
    async def short():
        async with answering(None):
            return address(JPEG), address(JPEG, "http://host/app/?p=x")

    relative, complete = asyncio.run(short())
    assert complete == "http://host/app/" + relative
    app = Starlette(routes=[picture_route()])
    answer = get(app, "/" + relative)
    assert answer.content == JPEG
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]
    assert get(app, "/pictures/" + "0" * 32).status == 404


def test_names_follow_the_content_and_differ_from_server_to_server():
    one, other = PictureShelf(), PictureShelf()
    assert one.put(PNG) == one.put(PNG) != one.put(JPEG)
    assert one.put(PNG) != other.put(PNG)


def test_the_oldest_pictures_go_first_when_there_is_no_room():
    shelf = PictureShelf(kept_bytes=25)
    first, second = shelf.put(b"a" * 10), shelf.put(b"b" * 10)
    shelf.get(first)
    shelf.put(b"c" * 10)
    assert shelf.get(first) is not None
    assert shelf.get(second) is None


def test_no_server_answers_in_a_test():
    assert not addresses._serving.is_set()
