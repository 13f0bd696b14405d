from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text.case import title, upper


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("SEAN O'REILLY", "", "Sean O'Reilly"),
        ("sean o’reilly", "", "Sean O’Reilly"),
        ("ronald mcdonald", "", "Ronald McDonald"),
        ("ELLE MACPHERSON", "", "Elle MacPherson"),
        ("macy machado mack", "", "Macy Machado Mack"),
        ("ABRAHAM VAN HELSING", "", "Abraham van Helsing"),
        ("VAN HELSING", "", "Van Helsing"),
        ("maría josé de la cruz", "", "María José de la Cruz"),
        ("İSTANBUL", "", "İstanbul"),
        ("istanbul ISPARTA", "tr", "İstanbul Isparta"),
        ("WEIß weiß STRASSE", "", "Weiß Weiß Strasse"),
        ("JEAN-LUC PICARD", "", "Jean-Luc Picard"),
        ("JEANNE D'ARC", "fr", "Jeanne d'Arc"),
        ("anna's course", "", "Anna's Course"),
        ("j.r.r. TOLKIEN", "", "J.R.R. Tolkien"),
        ("john smith iii", "", "John Smith III"),
        ("ADA KING PHD", "", "Ada King PhD"),
        ("MD RAHMAN, MSC", "", "Md Rahman, MSc"),
        ("maria dell'acqua", "it", "Maria Dell'Acqua"),
        ("ʻIOLANI ng'ang'a", "", "ʻIolani Ng'ang'a"),
        ("ijsbrand", "nl", "IJsbrand"),
        ("DeShawn leBron vanDyke", "", "DeShawn leBron vanDyke"),
        ("ნინო ჭავჭავაძე", "", "ნინო ჭავჭავაძე"),
        ("ὀδυσσεύς ΓΙΏΡΓΟΣ", "", "Ὀδυσσεύς Γιώργος"),
        ("ǆemal", "", "ǅemal"),
        ("محمد 山田 the 3rd 7b", "", "محمد 山田 the 3rd 7b"),
        ("", "", ""),
    ],
)
def test_titles_know_names(text, language, expected):
    assert title(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Straße", "", "STRASSE"),
        ("istanbul ılgaz", "tr", "İSTANBUL ILGAZ"),
        ("istanbul", "", "ISTANBUL"),
        ("Άννα Ὀδυσσεύς", "el", "ΑΝΝΑ ΟΔΥΣΣΕΥΣ"),
        ("Ζωή, Προΐστιος", "", "ΖΩΗ, ΠΡΟΪΣΤΙΟΣ"),
        ("Zoë ſ ﬁ", "", "ZOË S FI"),
    ],
)
def test_capitals(text, language, expected):
    assert upper(text, language) == expected


@given(st.text(max_size=40))
def test_a_title_stays_a_title(text):
    once = title(text)
    assert title(once) == once
