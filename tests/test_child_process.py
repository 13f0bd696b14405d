import os
import subprocess
import sys

import pytest

from certgen.child_process import ask_child, child_environment


@pytest.mark.parametrize("module", ["certgen.pdf_page", "certgen.reading.child"])
def test_children_find_certgen_from_any_folder(tmp_path, module):
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=child_environment(), check=False
    )
    assert run.returncode == 0


def test_what_is_on_the_path_stays_there(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    assert child_environment()["PYTHONPATH"].split(os.pathsep)[1:] == ["/somewhere"]


def test_a_child_gets_the_request_and_the_file(tmp_path, monkeypatch):
    (tmp_path / "echo.py").write_text(
        "import sys\n"
        "from certgen.child_process import asked_of_child\n"
        "request, data = asked_of_child()\n"
        "sys.stdout.buffer.write(data + request)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = ask_child("echo", b"please", b"\x00file\xff", 30.0)
    assert (done.returncode, done.stdout) == (0, b"\x00file\xffplease")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold to a memory")
def test_a_child_that_takes_too_much_fails_alone(tmp_path, monkeypatch):
    (tmp_path / "greedy.py").write_text(
        "from certgen.child_process import limit_child\nlimit_child(2**29, 30)\nbytearray(2**30)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = ask_child("greedy", b"", b"", 30.0)
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr
