"""Values that exist are valid, however they came to be."""

from __future__ import annotations

import copy
import math
import pickle
from typing import Any

import msgspec
import pytest

from certgen.elements.base import Box, Condition
from certgen.elements.text.model import Outline, TextElement, TextStyle
from certgen.output import Output


def test_limits_hold_when_python_builds_the_value() -> None:
    with pytest.raises(ValueError, match="width"):
        Box(x=0, y=0, width=0, height=1)
    with pytest.raises(ValueError, match="color"):
        TextStyle(color="red")
    with pytest.raises(ValueError, match="features"):
        TextStyle(features=("too long",))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quality": 101}, "quality has to be at most 100 (got 101)"),
        ({"dpi": -1.0}, "dpi has to be at least 0.0 (got -1.0)"),
        ({"dpi": "fine"}, "dpi has to be a number, not a text (got 'fine')"),
        ({"format": "gif"}, "format “gif” is not known here (got 'gif')"),
    ],
)
def test_a_refusal_is_said_in_everyday_words(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError) as caught:
        Output(**wrong)
    assert str(caught.value) == said


def test_limits_hold_when_a_value_is_changed() -> None:
    box = Box(x=0, y=0, width=1, height=1)
    with pytest.raises(ValueError, match="height"):
        msgspec.structs.replace(box, height=-1)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_only_finite_numbers_are_taken(number: float) -> None:
    with pytest.raises(ValueError, match="x"):
        Box(x=number, y=0, width=1, height=1)


def test_values_are_frozen_compared_by_content_and_picklable() -> None:
    one = TextElement(id="name", name="Name", box=Box(x=1, y=2, width=3, height=4), content="{{N}}")
    assert copy.deepcopy(one) == one == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(msgspec.structs.replace(one))
    with pytest.raises(AttributeError):
        one.name = "Other"  # type: ignore[misc]


def test_a_value_inside_another_is_checked_too() -> None:
    with pytest.raises(ValueError, match="width"):
        TextStyle(outline=Outline(width=51))
    assert TextStyle(outline=Outline(width=50)).outline == Outline(width=50)


def test_a_condition_knows_its_four_tests_only() -> None:
    with pytest.raises(ValueError, match="test"):
        Condition(column="A", test="like")  # type: ignore[arg-type]


def test_equal_values_are_written_as_the_same_bytes() -> None:
    whole, broken = Box(x=1, y=2, width=3, height=4), Box(x=1.0, y=2.0, width=3.0, height=4.0)
    assert msgspec.json.encode(whole) == msgspec.json.encode(broken)
