"""Lists of problems for people and for programs."""

from __future__ import annotations

import json

from certgen.preflight import Problem, problems_csv, problems_json

PROBLEMS = (
    Problem("template-coarse", "warning", "Coarse.", detail="72"),
    Problem("does-not-fit", "error", "Too long.", 3, "Zoë", "name", "Name", "=1"),
)


def test_as_a_line():
    assert [str(problem) for problem in PROBLEMS] == [
        "warning: Coarse.",
        "error: row 3, Zoë: Too long.",
    ]


def test_as_json():
    first, second = json.loads(problems_json(PROBLEMS))
    assert first["row"] is None
    assert (second["row"], second["person"], second["element"]) == (3, "Zoë", "name")


def test_as_csv():
    lines = problems_csv(PROBLEMS).decode("utf-8-sig").splitlines()
    assert lines[0] == "Severity,Row,Person,Field,Kind,Problem,Detail"
    assert lines[2] == "error,3,Zoë,Name,does-not-fit,Too long.,'=1"
