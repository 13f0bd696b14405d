"""The server is taken away in the middle, without a word, and another starts in its place."""

import asyncio
import io
import re
import time
import zipfile

import pytest

from certgen.project import load_project
from tests.benchmarks.bench_load import people
from tests.designer.batches import until
from tests.person import Person
from tests.serving import HASTY, free_port, serving

RECORDS = 250


@pytest.fixture
def start(tmp_path):
    """Starts servers that follow each other: same port, same places."""
    port = free_port()
    places = {"CERTGEN_STORE": str(tmp_path / "store"), "CERTGEN_TEMP": str(tmp_path / "temp")}
    return lambda: serving(tmp_path / "log.txt", port=port, entry=HASTY, **places)


async def edited(address, store):
    person = await Person(address).come()
    await person.click("select course")
    for number in range(5):
        await person.type("box.x of course", 10.0 + number)
    query, cookies = person.query, dict(person.client.cookies)
    # What is a second old has been saved.
    kept = store / f"{person.project_id}.certgen"
    await asyncio.to_thread(until, lambda: kept.exists() and left_of(kept, "course") == 14.0)
    await person.type("box.y of course", 123.0)
    await person.leave()
    return query, cookies


def left_of(file, element):
    return load_project(file.read_bytes()).layout.element(element).box.x


def test_what_was_edited_is_there_afterwards(start, tmp_path):
    async def again(address, query, cookies):
        person = Person(address)
        person.client.cookies.update(cookies)
        await person.come(query)
        assert person.query == query
        await person.click("select course")
        found = person.number("box.x of course")
        await person.type("box.x of course", 50.0)
        await person.leave()
        return found

    with start() as server:
        query, cookies = asyncio.run(edited(server.address, tmp_path / "store"))
        server.kill()
    with start() as server:
        assert asyncio.run(again(server.address, query, cookies)) == 14.0
        assert "Traceback" not in server.said()


def test_a_batch_goes_on_and_is_whole(start):
    async def begun(address):
        person = await Person(address).come()
        await person.bring(people(RECORDS))
        await person.click("make start")
        # What is a second old has been written down; that it has begun shows that it is.
        while re.search(rf"[1-9]\d* of {RECORDS}", person.text()) is None:
            await person.look(0.3)
        await asyncio.sleep(1.5)
        await person.leave()
        return person.query

    async def fetched(address, query):
        person = await Person(address).come(query)
        await person.choose("step", "Make")
        until = time.monotonic() + 200
        while not person.links():
            assert time.monotonic() < until, person.text()[-500:]
            await person.look(0.5)
        data = await person.file(person.links()[0])
        await person.leave()
        return data

    with start() as server:
        query = asyncio.run(begun(server.address))
        server.kill()
    with start() as server:
        data = asyncio.run(fetched(server.address, query))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == RECORDS + 1
        assert archive.read("report.csv").count(b"made") >= RECORDS
