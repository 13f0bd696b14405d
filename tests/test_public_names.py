"""`import certgen` is cheap, and what it promises is there."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import certgen


@pytest.mark.parametrize("name", certgen.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(certgen, name)
    assert name == "__version__" or found.__doc__


def test_editors_and_python_are_told_the_same() -> None:
    tree = ast.parse(Path(certgen.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    told = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("certgen.")
        for alias in node.names
    }
    assert set(told) | {"__version__"} == set(certgen.__all__)
    for name, home in told.items():
        assert getattr(certgen, name) is getattr(import_module(home), name)


def test_no_public_name_hides_a_module() -> None:
    modules = {path.stem for path in Path(certgen.__file__).parent.iterdir()}
    assert not modules & set(certgen.__all__)


def test_what_is_not_there_is_said_to_be_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        certgen.nothing  # noqa: B018


HEAVY = ("PIL", "msgspec", "numpy", "pandas", "uharfbuzz", "pikepdf", "rich", "segno", "babel")


def modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not modules_after("import certgen").intersection(HEAVY)


def test_asking_for_help_loads_nothing_heavy() -> None:
    asked = "from certgen.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert not modules_after(asked).intersection(HEAVY)


def test_no_part_of_the_package_needs_the_designer() -> None:
    rendering = "import certgen\nfor name in certgen.__all__: getattr(certgen, name)"
    assert not modules_after(rendering).intersection({"streamlit", "starlette", "pandas"})
