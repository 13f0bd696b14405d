"""The disk is full in the middle of a batch: it is told, what was made is kept, work goes on."""

from __future__ import annotations

import asyncio
import re
import sys

import pytest

from tests.benchmarks.bench_load import people
from tests.person import Person
from tests.serving import serving

RECORDS = 400
# No file may grow beyond this, which a process feels as it does a full disk.
BYTES = 30_000_000
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
os.execvp(sys.argv[2], sys.argv[2:])
"""


@pytest.mark.long
def test_a_full_disk_is_told_and_work_goes_on(tmp_path):
    async def work(address):
        person = await Person(address).come()
        await person.bring(people(RECORDS))
        await person.click("make start")
        async with asyncio.timeout(120):
            while "The disk is full" not in person.text():
                assert not person.links(), "the disk was not full"
                await person.look(0.5)
        told = person.text()
        await person.choose("step", "Design")
        await person.click("select course")
        await person.type("box.x of course", 33.0)
        found = person.number("box.x of course")
        await person.leave()
        return told, found

    prefix = (sys.executable, "-c", LIMITED, str(BYTES))
    places = {"CERTGEN_STORE": str(tmp_path / "store"), "CERTGEN_TEMP": str(tmp_path / "temp")}
    with serving(tmp_path / "log.txt", prefix=prefix, **places) as server:
        told, found = asyncio.run(work(server.address))
        assert "Traceback" not in server.said()
    assert str(tmp_path) not in told
    assert re.search(r"Nothing that was made is lost", told)
    assert found == 33.0
