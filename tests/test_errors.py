"""Errors carry what a person needs, also out of a worker process."""

from __future__ import annotations

import pickle

import pytest

from certgen import errors
from certgen.errors import CertgenError, DataError, ExitCode, LayoutError


def every_kind() -> list[type[CertgenError]]:
    """The tree of the package; what stands on it may have kinds of its own."""
    kinds = (CertgenError, *CertgenError.__subclasses__())
    return [kind for kind in kinds if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", every_kind())
def test_an_error_survives_the_way_out_of_a_process(kind: type[CertgenError]) -> None:
    error = pickle.loads(pickle.dumps(kind("What is wrong.", "What to do.")))
    assert type(error) is kind
    assert (error.message, error.hint) == ("What is wrong.", "What to do.")
    assert str(error) == "What is wrong. What to do."


def test_where_it_happened_survives_too() -> None:
    data = pickle.loads(pickle.dumps(DataError("No.", row=7, column="Name")))
    layout = pickle.loads(pickle.dumps(LayoutError("No.", path="elements[2].box")))
    assert (data.row, data.column) == (7, "Name")
    assert layout.path == "elements[2].box"


def test_every_kind_has_an_exit_code_of_its_own() -> None:
    codes = [kind.exit_code for kind in every_kind()]
    assert len(set(codes)) == len(codes)
    assert ExitCode.OK not in codes


def test_every_kind_is_drawn_in_the_tree() -> None:
    assert errors.__doc__ is not None
    for kind in every_kind():
        assert kind.__name__ in errors.__doc__
