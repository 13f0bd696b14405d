"""Several servers with Redis and S3 between them, as behind a load balancer; one of them dies."""

import asyncio
import io
import zipfile

import pytest

from certgen.batch.make import make
from certgen.gallery.sample import sample_project
from certgen.layout import Layout
from certgen.project import Project, load_project, save_project
from certgen.records import table_from_rows
from designer.autosave import new_id
from service.store import open_store
from tests.designer.batches import until
from tests.designer.panels import text
from tests.person import Person
from tests.servers import BUCKET, S3_KEYS, make_bucket, redis_server, s3_server
from tests.serving import HASTY, serving

DAY = 86400.0
PATTERN = "file name pattern"


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """Redis and S3."""
    with redis_server(tmp_path_factory.mktemp("redis")) as redis, s3_server() as s3:
        make_bucket(s3)
        yield redis, s3


@pytest.fixture
def between(stores):
    """What the servers are told: where Redis and S3 are."""
    redis, s3 = stores
    return {
        "CERTGEN_SESSIONS": f"redis://127.0.0.1:{redis.port}/0",
        "CERTGEN_STORE": f"s3://{BUCKET}/certgen",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{s3.port}",
        **S3_KEYS,
    }


@pytest.fixture
def start(between, tmp_path):
    """Starts a server with a folder for temporary files of its own."""

    def start(name):
        folder = tmp_path / name
        folder.mkdir()
        return serving(folder / "log.txt", entry=HASTY, CERTGEN_TEMP=str(folder), **between)

    return start


async def at_the_last_step(person, query=""):
    await person.come(query)
    await person.choose("step", "Make")
    return person


def test_work_is_found_on_another_server_also_after_the_first_one_died(start, between):
    redis = open_store(between["CERTGEN_SESSIONS"], keep_seconds=DAY)

    async def edit(server, query=""):
        person = await at_the_last_step(Person(server.address), query)
        await person.type(PATTERN, "{{Name}} of {{Course}}")
        # Saved behind the person's back, within a second or two.
        name = f"{person.project_id}.certgen"
        await asyncio.to_thread(until, lambda: redis.entry(name) and redis.read(name) != before)
        await person.leave()
        return person.query

    async def look(server, query):
        person = await at_the_last_step(Person(server.address), query)
        shown = person.find(PATTERN).element.value
        await person.leave()
        return shown

    before = save_project(sample_project())
    with start("first") as first, start("second") as second:
        query = asyncio.run(edit(first))
        assert asyncio.run(look(second, query)) == "{{Name}} of {{Course}}"
        first.kill()
        assert asyncio.run(look(second, query)) == "{{Name}} of {{Course}}"
        stranger = asyncio.run(look(second, f"p={new_id()}"))
        assert stranger == sample_project().layout.file_name


@pytest.mark.long
def test_work_goes_on_while_redis_and_s3_are_away_and_is_kept_when_they_are_back(
    start, stores, between
):
    redis, s3 = stores

    async def until_told(person, words):
        async with asyncio.timeout(60):
            while words not in person.text():
                await asyncio.sleep(0.3)
                await person._run()

    async def work(server):
        person = await at_the_last_step(Person(server.address))
        redis.stop()
        s3.stop()
        await person.type(PATTERN, "{{Course}} of {{Name}}")
        await until_told(person, "Your work cannot be kept here")
        await person.click("make start")
        async with asyncio.timeout(100):
            while not person.links():
                await person.look(0.5)
        made = await person.file(person.links()[0])
        redis.start()
        s3.start()
        make_bucket(s3)
        await until_told(person, "Your work is kept again")
        await person.leave()
        return person.project_id, made

    with start("only") as server:
        project_id, made = asyncio.run(work(server))
        assert "Traceback" not in server.said()
    kept = open_store(between["CERTGEN_SESSIONS"], keep_seconds=DAY).read(f"{project_id}.certgen")
    assert load_project(kept).layout.file_name == "{{Course}} of {{Name}}"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert any(" of " in name for name in archive.namelist())


def test_a_batch_whose_server_died_is_finished_by_another(start, between, tmp_path):
    people = table_from_rows(("Name",), [(f"Person {n}",) for n in range(2000)])
    project = Project(name="Spring", layout=Layout(elements=(text("{{Name}}"),)), table=people)
    project_id = new_id()
    store = open_store(between["CERTGEN_SESSIONS"], keep_seconds=DAY)
    store.write(f"{project_id}.certgen", save_project(project))

    def is_running():
        """Whether that is what the servers were told, by the one that makes it."""
        batches = [e.name for e in store.entries() if e.name.endswith(".batch")]
        return batches and b'"phase":"running"' in store.read(batches[0])

    async def begin(server):
        person = await at_the_last_step(Person(server.address), f"p={project_id}")
        await person.click("make start")
        await asyncio.to_thread(until, is_running)
        server.kill()
        await person.leave()

    async def fetch(server):
        person = await at_the_last_step(Person(server.address), f"p={project_id}")
        for _ in range(200):
            if person.links():
                break
            await person.look(0.5)
            await person._run()
        found = await person.file(person.links()[0])
        await person.leave()
        return found

    with start("first") as first:
        asyncio.run(begin(first))
    assert is_running()
    with start("second") as second:
        made = asyncio.run(fetch(second))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert len(archive.namelist()) == 2001
    assert made == make(project, tmp_path / "here.zip").path.read_bytes()
