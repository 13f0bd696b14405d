import pytest

from designer import companion
from designer.companion import Act, Room


@pytest.fixture
def said(monkeypatch):
    told = {}
    monkeypatch.setattr(companion, "_said", told.get)
    return told


def test_acts_come_as_they_were_done(said):
    said["acts"] = [
        {"number": 1, "do": "select", "ids": ["a", "b"]},
        {"number": 2, "do": "nudge", "dx": 1, "dy": -0.1},
        {"number": 3, "do": "write", "id": "a", "content": "Hello"},
    ]
    assert companion.acts() == (
        Act(1, "select", ("a", "b")),
        Act(2, "nudge", (), 1.0, -0.1),
        Act(3, "write", ("a",), content="Hello"),
    )


@pytest.mark.parametrize("nonsense", [None, 7, "acts", {"number": 1}, [None, 3, {"do": "x"}]])
def test_what_is_not_an_act_is_left_out(said, nonsense):
    said["acts"] = nonsense
    assert companion.acts() == ()


def test_numbers_that_are_none_count_as_zero_and_texts_have_an_end(said):
    said["acts"] = [{"number": 1, "do": "nudge", "dx": float("inf"), "dy": "far"}]
    assert companion.acts() == (Act(1, "nudge"),)
    said["acts"] = [{"number": 1, "do": "write", "id": "a", "content": "x" * 9_999}]
    assert len(companion.acts()[0].content) == companion.MAX_TEXT


def test_room_is_believed_within_reason(said):
    assert companion.room() is None
    said["room"] = {"width": 900, "height": 600, "ratio": 1.5}
    assert companion.room() == Room(900, 600, 1.5)
    said["room"] = {"width": 10, "height": 600, "ratio": 1}
    assert companion.room() is None
    said["room"] = {"width": 1e9, "height": 600, "ratio": 99}
    assert companion.room() == Room(6000, 600, 2)
