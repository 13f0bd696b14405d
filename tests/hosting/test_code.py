"""What the code must not do with anything that comes from outside."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

# A server's own jobs, on their way to its own workers, by pipe or in a folder that is only its own.
OWN_PICKLES = {f"certgen/batch/{name}.py" for name in ("cluster", "spool", "workers")}
UNPICKLING = {
    "pickle", "cPickle", "_pickle", "dill", "cloudpickle", "shelve", "marshal", "joblib",
}  # fmt: skip
PROGRAMS = ("certgen", "service", "designer")
PINNED = ("requirements.txt", "deploy/requirements.txt", "deploy/vercel/requirements.txt")


def sources():
    for package in PROGRAMS:
        yield from sorted((ROOT / package).rglob("*.py"))
    yield ROOT / "streamlit_app.py"


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def called(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), {k.arg: ast.unparse(k.value) for k in node.keywords}


@pytest.fixture(scope="module")
def trees():
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sources()
    }


def test_nothing_from_outside_is_unpickled(trees):
    found = {name for name, tree in trees.items() if UNPICKLING & set(imported(tree))}
    assert found <= OWN_PICKLES


def test_nothing_is_run_that_was_written_outside(trees):
    for name, tree in trees.items():
        for function, keywords in called(tree):
            assert function not in ("eval", "exec", "compile", "os.system", "yaml.load"), name
            assert keywords.get("shell") != "True", name
            assert keywords.get("allow_pickle") != "True", name


def test_no_markup_of_others_is_let_through(trees):
    for name, tree in trees.items():
        for function, keywords in called(tree):
            assert keywords.get("unsafe_allow_html") != "True", (name, function)
            assert keywords.get("unsafe_allow_javascript") != "True", (name, function)


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_pinned(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert asked
    for line in asked:
        pin, _, only = line.partition("; ")
        assert re.fullmatch(r"[a-z0-9._-]+==[0-9][0-9a-z.]*", pin, re.IGNORECASE), line
        assert only in ("", 'sys_platform != "win32"'), line


@pytest.mark.long
@pytest.mark.parametrize("name", PINNED)
def test_no_pin_is_known_to_be_vulnerable(name):
    """`pip-audit`, which calls it well too when its list knows none of the packages."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--format=json"]
    done = subprocess.run(
        [*command, "-r", str(Path(ROOT, name))], capture_output=True, text=True, check=False
    )
    away = "the list of known vulnerabilities cannot be reached from here"
    if "ConnectionError" in done.stderr or "Max retries" in done.stderr:
        pytest.skip(away)
    looked_up = json.loads(done.stdout)["dependencies"]
    unknown = [one["name"] for one in looked_up if "skip_reason" in one]
    if len(unknown) == len(looked_up):
        pytest.skip(f"{away}: the package index answers, but tells nothing of them")
    assert unknown == []
    assert {one["name"]: one["vulns"] for one in looked_up if one["vulns"]} == {}
