from __future__ import annotations

import pytest

from certgen.elements.text.model import TextStyle
from certgen.gallery.typeset import LEADING, Gap, Row, column, signature
from certgen.geometry import Rect
from certgen.units import pt_to_mm

AREA = Rect(20.0, 30.0, 120.0, 130.0)
STYLE = TextStyle(size=20.0)
ROW = pt_to_mm(20.0) * LEADING


def test_gaps_share_the_room_that_is_left():
    rows = column(AREA, [Row("A", "a", STYLE), Gap(1.0), Row("B", "b", STYLE), Gap(3.0, 4.0)])
    left = AREA.height - 2 * ROW - 4.0
    first, second = rows.elements
    assert first.box.rect == pytest.approx((20.0, 30.0, 120.0, 30.0 + ROW), abs=0.01)
    assert second.box.y == pytest.approx(30.0 + ROW + left / 4, abs=0.01)
    assert rows.gaps[0] == pytest.approx((30.0 + ROW, 30.0 + ROW + left / 4))
    assert rows.gaps[1][1] == pytest.approx(AREA.bottom)


def test_scale_enlarges_type_and_inset_narrows_the_row():
    (element,) = column(AREA, [Row("A", "a", STYLE, inset=10.0), Gap(1.0)], 1.5).elements
    assert element.style.size == 30.0
    assert (element.box.x, element.box.width) == (35.0, 70.0)


def test_what_a_list_brings_may_wrap_but_fixed_words_do_not():
    fixed, merged = column(AREA, [Row("A", "Diploma", STYLE), Row("N", "{{Name}}", STYLE)]).elements
    assert not fixed.fit.wrap
    assert not fixed.required
    assert (merged.fit.wrap, merged.fit.max_lines) == (True, 2)
    assert merged.required


def test_place_to_sign_is_one_above_the_other():
    room, rule, caption = signature("Dean", Rect(20.0, 100.0, 80.0, 120.0), TextStyle(size=10.0))
    assert room.hidden, "until there is a picture"
    assert room.bounds.bottom < rule.bounds.top
    assert rule.bounds.bottom < caption.bounds.top
    assert caption.bounds.bottom == pytest.approx(120.0, abs=0.01)
    assert caption.content == "Dean"
    ids = {room.id, rule.id, caption.id}
    assert ids == {"dean", "dean-rule", "dean-caption"}


def test_text_may_stand_where_one_would_sign():
    date, *_ = signature("Date", Rect(20.0, 100.0, 80.0, 120.0), TextStyle(size=10.0), "{{Date}}")
    assert date.content == "{{Date}}"
    assert date.bounds.top >= 100.0
