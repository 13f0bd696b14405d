from __future__ import annotations

import pytest

from certgen.errors import LayoutError
from certgen.merge import lookup, merge, missing_columns, placeholders

VALUES = {
    "#": "007",
    "Full name": "Zoë Ångström",
    "Date": "2026-04-03 00:00:00",
    "Points": "7.0",
    "Course": "",
    "Date: start": "Monday",
}


def text(content, values=VALUES, language=""):
    merged = merge(content, values, language=language)
    assert merged.findings == ()
    return merged.text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ""),
        ("No placeholder", "No placeholder"),
        ("{{Full name}}", "Zoë Ångström"),
        ("{{ fullname }}, {{FULL NAME}}", "Zoë Ångström, Zoë Ångström"),
        ("No. {{#}}", "No. 007"),
        ("{{Date: start}}", "Monday"),
        ("{{Course}}", ""),
        ("{{Course|the course}}", "the course"),
        ("{{Full name|nobody}}", "Zoë Ångström"),
        ("{{Course:%d %B|}}.", "."),
    ],
)
def test_placeholders_are_filled_in(content, expected):
    assert text(content) == expected


@pytest.mark.parametrize("content", ["{{", "}}", "{{}}", "{{ }}", "{{Full name", "{Full name}"])
def test_what_is_no_placeholder_stays(content):
    assert text(content) == content
    assert placeholders(content) == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a{{?Course: in {{Course}}}}b", "ab"),
        ("a{{!Course: none}}b", "anoneb"),
        ("{{?Full name:for {{Full name}}}}", "for Zoë Ångström"),
        ("{{?Full name: {{!Course: {{Full name}}}}!}}", "Zoë Ångström!"),
        ("{{?Full name: never closed", "{{?Full name: never closed"),
    ],
)
def test_text_shows_only_if_a_column_says_so(content, expected):
    assert text(content) == expected


def test_a_value_is_never_read_as_a_placeholder():
    assert text("{{Name}}", {"Name": "{{Date}}"}) == "{{Date}}"


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("%d %B %Y", "", "03 April 2026"),
        ("%-d. %B %Y", "de", "3. April 2026"),
        ("%d %B %Y", "ru", "03 апреля 2026"),
        ("%B %Y", "ru", "апрель 2026"),
        ("%A %e %b", "fr", "vendredi 3 avr."),
        ("%d/%m/%y %%", "", "03/04/26 %"),
        ("%H:%M", "", "00:00"),
        ("long", "ja", "2026年4月3日"),
        ("long", "en-GB", "3 April 2026"),
        ("long", "no such language", "April 3, 2026"),
    ],
)
def test_dates_are_shown_in_a_format_and_language(form, language, expected):
    assert text("{{Date:" + form + "}}", language=language) == expected


@pytest.mark.parametrize(
    ("cell", "language"),
    [
        ("2026-04-13", ""),
        ("2026-04-13T09:30:00", ""),
        ("2026/4/13", ""),
        ("13.04.2026", ""),
        ("13. 4. 2026", ""),
        ("13/04/2026", ""),
        ("04/13/2026", ""),
        ("13-04-2026", ""),
        ("13 April 2026", "fr"),
        ("April 13th, 2026", ""),
        ("13 avr. 2026", "fr"),
        ("٢٠٢٦-٠٤-١٣", "ar"),
    ],
)
def test_dates_are_read_as_lists_have_them(cell, language):
    assert text("{{Date:%Y-%m-%d}}", {"Date": cell}, language) == "2026-04-13"


@pytest.mark.parametrize(
    ("cell", "language", "expected"),
    [
        ("03.04.2026", "", "2026-04-03"),
        ("3/4/2026", "en-US", "2026-03-04"),
        ("3/4/2026", "en-GB", "2026-04-03"),
        ("3/4/2026", "fr", "2026-04-03"),
        ("4/4/2026", "", "2026-04-04"),
    ],
)
def test_the_region_tells_day_from_month(cell, language, expected):
    assert text("{{Date:%Y-%m-%d}}", {"Date": cell}, language) == expected


@pytest.mark.parametrize(
    "cell", ["soon", "3/4/2026", "31.02.2026", "2026-13-01", "3 April", "10:30", "2026-04-03 noon"]
)
def test_what_is_no_clear_date_stays_and_is_told(cell):
    merged = merge("on {{Date:%d %B}}", {"Date": cell})
    assert merged.text == f"on {cell}"
    assert [(f.kind, f.severity, f.detail) for f in merged.findings] == [("date", "warning", cell)]


def test_an_unknown_date_code_is_told():
    merged = merge("{{Date:%d %Q}}", VALUES)
    assert merged.text == VALUES["Date"]
    assert "%Q" in merged.findings[0].message


@pytest.mark.parametrize(
    ("cell", "form", "language", "expected"),
    [
        ("7.0", "04", "", "0007"),
        ("7", "0000", "", "0007"),
        ("12345", "04", "", "12345"),
        ("-7", "03", "", "-007"),
        ("7", ".2", "", "7.00"),
        ("7.555", "0.00", "de", "7,56"),
        ("2.5", ".0", "", "3"),
        ("1234567.5", ",.2", "", "1,234,567.50"),
        ("1234567.5", ",.2", "de", "1.234.567,50"),
        ("1234", ",", "de-CH", "1’234"),
        ("95,5", ".1", "", "95.5"),
    ],
)
def test_numbers_are_shown_in_a_format(cell, form, language, expected):
    assert text("{{N:" + form + "}}", {"N": cell}, language) == expected


@pytest.mark.parametrize("cell", ["1,234", "seven", "1e5", "95 %", "1.2.3"])
def test_what_is_no_clear_number_stays_and_is_told(cell):
    merged = merge("{{N:04}}", {"N": cell})
    assert (merged.text, [f.kind for f in merged.findings]) == (cell, ["number"])


def test_an_unknown_column_is_an_error_that_names_the_known_ones():
    with pytest.raises(LayoutError, match=r"“Nmae”.*“Full name”"):
        merge("{{Nmae}}", VALUES)
    with pytest.raises(LayoutError, match="Choose a list"):
        lookup({}, "Name")


def test_columns_are_found_whatever_their_case_accents_and_spaces():
    values = {"Prénom": "A", "がく": "B", "かく": "C"}
    assert lookup(values, " PRENOM") == "A"
    assert (lookup(values, "がく"), lookup(values, "かく")) == ("B", "C")


def test_the_exact_column_comes_first():
    values = {"Ano": "2026", "Año": "1975"}
    assert (lookup(values, "Año"), lookup(values, "ano")) == ("1975", "2026")


def test_placeholders_are_listed_once_in_order():
    content = "{{?B: {{A:04}}}} {{A}} {{C|x}} {{#}} {{Date: start}}"
    assert placeholders(content) == ("B", "A", "C", "#", "Date: start")
    assert missing_columns(content, ["a", "date: START"]) == ("B", "C")


@pytest.mark.parametrize("unit", ["{{", "}}", "{{?a:", "{{?a:}}", "{{a", "{{|", "{{:%"])
def test_hostile_contents_take_little_time_and_stack(unit):
    content = unit * (5_000 // len(unit))
    for tail in ("", "}}", "}}" * 1_000):
        assert isinstance(
            merge(content + tail, dict.fromkeys(placeholders(content + tail), "")).text, str
        )
