import os
import subprocess
import sys

import pytest

from certgen.child_process import child_environment


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
