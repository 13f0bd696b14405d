from __future__ import annotations

import pytest

from certgen.text.chain import Face
from certgen.text.features import features_of


@pytest.mark.parametrize(
    ("family", "some"),
    [("EB Garamond", {"onum", "swsh", "dlig"}), ("Inter", {"tnum", "zero"}), ("Alex Brush", set())],
)
def test_features_are_those_the_font_has(family, some, fonts):
    found = features_of(Face(family, 400, False, ""), fonts)
    assert some <= set(found)
    assert bool(found) == bool(some)


def test_what_changes_nothing_is_not_offered(fonts):
    """EB Garamond's figures are as tall as capitals without being asked."""
    assert "lnum" not in features_of(Face("EB Garamond", 400, False, ""), fonts)
    assert features_of(Face("Noto Sans Khmer", 400, False, ""), fonts) == ()
