from __future__ import annotations

from pathlib import Path

import pytest

from certgen.text.bidi import bidi_class, is_plain, levels, visual_order

UNICODE = Path("/usr/share/unicode")
# One character of each class, as BidiTest.txt gives classes only.
EXAMPLES = {
    "L": "a", "R": "א", "AL": "ا", "EN": "1", "ES": "+", "ET": "$", "AN": "١", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u202a", "LRO": "\u202d", "RLE": "\u202b", "RLO": "\u202e", "PDF": "\u202c",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
needs_data = pytest.mark.skipif(
    not (UNICODE / "BidiTest.txt").exists(), reason="needs Debian's package unicode-data"
)


def data_lines(name):
    for line in (UNICODE / name).read_text(encoding="utf-8").splitlines():
        bare = line.split("#")[0].strip()
        if bare:
            yield bare


def shown(levels_of):
    """Indexes in visual order, characters that are removed left out."""
    kept = [i for i, level in enumerate(levels_of) if level >= 0]
    return [kept[k] for k in visual_order([levels_of[i] for i in kept])]


def as_numbers(written):
    return tuple(-1 if part == "x" else int(part) for part in written.split())


@needs_data
def test_all_of_bidi_character_test():
    wrong, count = [], 0
    for line in data_lines("BidiCharacterTest.txt"):
        points, direction, base, expected, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        found = levels(text, {"0": 0, "1": 1, "2": None}[direction])
        right = (found.base, found.each) == (int(base), as_numbers(expected))
        if not right or tuple(shown(found.each)) != as_numbers(order):
            wrong.append(line)
        count += 1
    assert (count > 90_000, wrong[:5]) == (True, [])


@needs_data
@pytest.mark.parametrize("part", range(10))
def test_bidi_test(part, request):
    """Every fiftieth line in the everyday run, all of them with --long."""
    step = 10 if request.config.getoption("--long") else 500
    expected = order = ()
    wrong, count, number = [], 0, 0
    for line in data_lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            expected = as_numbers(line[8:])
        elif line.startswith("@Reorder:"):
            order = as_numbers(line[9:])
        else:
            number += 1
            if number % step != part * step // 10:
                continue
            classes, bits = line.split(";")
            text = "".join(EXAMPLES[name] for name in classes.split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    each = levels(text, base).each
                    count += 1
                    if each != expected or tuple(shown(each)) != order:
                        wrong.append((line, base))
    assert (count > 1_000, wrong[:5]) == (True, [])


def test_plain_texts_need_no_levels():
    assert is_plain("Zoë Ångström 2026")
    assert is_plain("山田 太郎")
    assert not is_plain("Ana עדה")
    assert not is_plain("٢٠٢٦")


@pytest.mark.parametrize(("char", "kind"), [("\u05ff", "R"), ("\u08fe", "NSM"), ("\ufdd0", "BN")])
def test_unassigned_characters_have_a_class(char, kind):
    assert bidi_class(char) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("Ana אבג!", "Ana גבא!"),
        ("אבג Ana", "Ana גבא"),
        ("אב 2026", "2026 בא"),
        ("אב (12)", "(12) בא"),
    ],
)
def test_reading_order_to_visual_order(text, expected):
    """Mirroring is the shaper's, so brackets are swapped here by hand."""
    found = levels(text)
    mirrored = {"(": ")", ")": "("}
    visual = [
        mirrored.get(text[i], text[i]) if found.each[i] & 1 else text[i] for i in shown(found.each)
    ]
    assert "".join(visual) == expected


def test_the_quick_look_overlooks_no_character():
    right_to_left = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
    for point in range(0x110000):
        if bidi_class(chr(point)) in right_to_left:
            assert not is_plain("a" + chr(point)), hex(point)
