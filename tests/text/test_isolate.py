"""Values of another direction stay where their sentence has them."""

from __future__ import annotations

import pytest

from certgen.merge import merge
from certgen.text.chain import Face
from certgen.text.isolate import SIGNS, isolated, without_signs
from certgen.text.line import set_line
from certgen.text.markup import PLAIN, Marked
from certgen.text.paragraph import paragraphs
from certgen.text.shape import Setting

NAME, FIRST, LAST = "עדה לוי", "محمد", "الإبراهيمي"
VALUES = {"Name": NAME, "First": FIRST, "Last": LAST, "Latin": "John Smith Jr.", "Year": "2026"}


def filled(content):
    merged = merge(content, VALUES)
    return isolated(merged.text, merged.values)


def seen(content, fonts):
    """The line's characters from left to right, brackets as they are seen."""
    text = filled(content)
    (paragraph,) = paragraphs(
        Marked(text, [PLAIN] * len(text)), Face("EB Garamond", 400, False, ""), fonts, small=False
    )
    line = set_line(paragraph, Setting(fonts, ""))
    pairs = ((x, text) for run in line.runs for x, text in zip(run.x, run.texts, strict=True))
    return "".join(text for _, text in sorted(pairs, key=lambda pair: pair[0]))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{{Name}} has completed it.", NAME[::-1] + " has completed it."),
        ("Awarded to {{Name}}, 12 May", "Awarded to " + NAME[::-1] + ", 12 May"),
        ("No. {{Year}}: {{Name}} 7", "No. 2026: " + NAME[::-1] + " 7"),
        ("מוענק ל{{Latin}} (7)", "(7) John Smith Jr." + "מוענק ל"[::-1]),
    ],
)
def test_a_value_stays_at_its_place(content, expected, fonts):
    # In a line from right to left the bracket that opens is seen on the right.
    said = seen(content, fonts).replace(")7(", "(7)")
    assert said == expected


def test_names_in_two_columns_are_one_value():
    assert filled("To {{First}} {{Last}}.") == f"To \u2068{FIRST} {LAST}\u2069."
    assert filled("To {{First}}-{{Last}}.") == f"To \u2068{FIRST}-{LAST}\u2069."
    assert filled("To {{First}}, {{Name}}.") == f"To \u2068{FIRST}\u2069, \u2068{NAME}\u2069."


@pytest.mark.parametrize("content", ["{{Name}}", "{{First}} {{Last}}", "{{Name}} ({{Year}})"])
def test_values_alone_decide_themselves(content):
    assert filled(content) == merge(content, VALUES).text


def test_every_line_is_a_paragraph():
    assert filled("{{Name}}\nof {{First}}\n7") == f"{NAME}\nof \u2068{FIRST}\u2069\n7"


@pytest.mark.parametrize("content", ["For {{Latin}}, {{Year}}", "for Ana", "עדה", ""])
def test_what_runs_one_way_is_left_alone(content):
    assert filled(content) == merge(content, VALUES).text


def test_signs_in_a_value_are_its_own_affair():
    values = {"Name": "\u2067" + NAME}
    merged = merge("For {{Name}} x", values)
    assert isolated(merged.text, merged.values) == merged.text


def test_values_inside_of_conditions_are_found():
    merged = merge("Ana{{?Name:  and {{Name}}}}.", VALUES)
    assert isolated(merged.text, merged.values) == f"Ana and \u2068{NAME}\u2069."


def test_the_signs_are_not_told_and_take_no_room(fonts):
    def line(text):
        (paragraph,) = paragraphs(
            Marked(text, [PLAIN] * len(text)),
            Face("EB Garamond", 400, False, ""),
            fonts,
            small=False,
        )
        return set_line(paragraph, Setting(fonts, "", spacing=0.1))

    with_signs, without = line("To \u2068Ana\u2069 x"), line("To Ana x")
    assert with_signs.text == without.text == "To Ana x"
    assert with_signs.width == pytest.approx(without.width)
    told = "".join(piece for run in with_signs.runs for piece in run.texts)
    assert not set(SIGNS) & set(told)
    assert without_signs("\u2068Ana\u2069") == "Ana"


def test_punctuation_after_a_value_is_set_as_the_sentence(fonts):
    """Not in the font of the value's script."""
    text = filled("To {{Name}}, 12 May")
    (paragraph,) = paragraphs(
        Marked(text, [PLAIN] * len(text)), Face("EB Garamond", 400, False, ""), fonts, small=False
    )
    line = set_line(paragraph, Setting(fonts, ""))
    fonts_of = {said: run.font for run in line.runs for said in run.texts}
    assert fonts_of["1"] == fonts_of[","] == fonts_of["M"] == fonts.choose("EB Garamond")
