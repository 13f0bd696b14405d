"""Everyday work where nothing may be written outside of one small folder."""

import asyncio
import io
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.hosting.cell import cell
from tests.person import Person
from tests.serving import ROOT, serving

PYTHON = sys.executable
PEOPLE = "Name,Course,Date,Email\n" + "".join(
    f"Person {i},Botany,14 June 2026,p{i}@example.org\n" for i in range(40)
)


# Why nothing can be made, as the page says it.
WHY = {"missing": "cannot be written", "full": "GB of room", "readonly": "cannot be written"}


@pytest.fixture
def strict(tmp_path):
    return cell(tmp_path)


@pytest.mark.parametrize("place", [str(ROOT), "/root", "/tmp", "/var/tmp", "/dev/shm", "/run"])
def test_the_cell_is_strict(strict, place):
    """What follows proves something: nothing can be written there."""
    done = strict.run(PYTHON, "-c", f"open({place + '/certgen-test'!r}, 'w')")
    assert any(word in done.stderr for word in ("PermissionError", "Read-only", "No such file"))
    assert not Path(place, "certgen-test").exists()


def test_the_cell_has_no_powers(strict):
    done = strict.run("sh", "-c", f"mount -o remount,rw / || mount -t tmpfs x {ROOT}")
    assert done.returncode != 0


def test_the_command_line_does_its_job(strict):
    """All in one go, since the folder lasts as long as the cell."""
    steps = """
    set -e
    run() { "$0" -c "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); \
runpy.run_module('certgen', run_name='__main__')" "$ROOT" "$@"; }
    run sample -o "$TMPDIR/sample"
    run check "$TMPDIR/sample/sample.certgen" || test $? -eq 1
    for form in pdf png jpeg; do
      run render "$TMPDIR/sample/sample.certgen" --format $form --rows 2-4 --out "$TMPDIR/$form.zip"
    done
    run render "$TMPDIR/sample/sample.certgen" --out "$TMPDIR/all.pdf"
    ls "$TMPDIR"
    """
    done = strict.run("bash", "-c", steps, PYTHON, ROOT=str(ROOT))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-5:] == ["all.pdf", "jpeg.zip", "pdf.zip", "png.zip", "sample"]


def test_the_designer_does_its_job(strict, tmp_path):
    async def work(address):
        person = await Person(address).come()
        assert await person.pictures() > 0
        await person.choose("step", "People")
        await person.give("people file", "people.csv", PEOPLE.encode() + b"," * 3 * 2**20)
        await person.choose("step", "Design")
        await person.click("select course")
        await person.type("box.x of course", 12.5)
        assert await person.pictures() > 0
        await person.choose("step", "Make")
        await person.click("make start")
        while not person.links():
            await person.look(0.5)
        data = await person.file(person.links()[0])
        again = await Person(address).come(person.query)
        await again.choose("step", "Design")
        await again.click("select course")
        assert again.number("box.x of course") == 12.5
        await again.leave()
        await person.leave()
        return data

    log = tmp_path / "log.txt"
    with serving(log, prefix=strict.prefix, **strict.settings) as server:
        with zipfile.ZipFile(io.BytesIO(asyncio.run(work(server.address)))) as archive:
            assert len(archive.namelist()) == 41
        ready = httpx.get(f"{server.address}/readyz", trust_env=False).json()
    assert ready["status"] == "ready"
    assert "Traceback" not in server.said()


@pytest.mark.parametrize("wrong", ["missing", "full", "readonly"])
def test_without_a_usable_temporary_folder_it_says_so_and_still_previews(tmp_path, wrong):
    strict = cell(tmp_path, size="1m", state=wrong)
    temp = "/nonexistent/temp" if wrong == "missing" else str(strict.temp)

    async def work(address):
        person = await Person(address).come()
        assert await person.pictures() > 0
        said = [person.text()]

        async def then(step):
            await step
            said.append(person.text())

        await then(person.choose("step", "Template"))
        await then(person.give("template", "large.png", b"\x89PNG" + bytes(3 * 2**20)))
        await then(person.choose("step", "Design"))
        await then(person.click("select course"))
        await then(person.type("box.x of course", 12.5))
        await then(person.click("icon next person"))
        assert await person.pictures() > 0
        await then(person.choose("step", "Make"))
        await then(person.click("make start"))
        for _ in range(100):
            if WHY[wrong] in said[-1]:
                break
            await then(person.look(0.2))
        await person.leave()
        return "\n".join(said)

    with serving(
        tmp_path / "log.txt",
        prefix=strict.prefix,
        **{**strict.settings, "CERTGEN_TEMP": temp},
    ) as server:
        said = asyncio.run(work(server.address))
        ready = httpx.get(f"{server.address}/readyz", trust_env=False)
        shown = httpx.get(f"{server.address}/diagnosis", trust_env=False).text
    assert "Your work cannot be kept here at the moment" in said
    assert "large" in said  # the picture came over, and is none
    assert WHY[wrong] in said
    assert ready.status_code == 200
    assert ready.json()["status"] == "limited"
    assert "does not work" in shown
    assert "Traceback" not in server.said()
