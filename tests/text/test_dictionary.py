"""Where words of scripts without spaces end, and when they may be parted."""

from __future__ import annotations

import builtins
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.elements.text.model import Fit
from certgen.text import dictionary
from certgen.text.dictionary import sentence_ends, word_ends
from certgen.text.graphemes import cluster_ends
from tests.text.setting import fitted

THAI = "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่าได้ผ่านการอบรมหลักสูตรซอฟต์แวร์"
LAO = "ໃບຢັ້ງຢືນນີ້ມອບໃຫ້ແກ່ຜູ້ທີ່ໄດ້ສຳເລັດການຝຶກອົບຮົມ"
KHMER = "វិញ្ញាបនបត្រនេះត្រូវបានផ្តល់ជូនដល់អ្នកដែលបានបញ្ចប់វគ្គបណ្តុះបណ្តាល"
BURMESE = "ဤအောင်လက်မှတ်ကိုသင်တန်းအောင်မြင်စွာပြီးမြောက်သူများအား"


def words(text):
    return [text[a:b] for a, b in pairwise((0, *word_ends(text), len(text)))]


@pytest.mark.parametrize(
    ("text", "some"),
    [
        (THAI, ["เกียรติ", "ฉบับ", "เพื่อ", "แสดง", "หลักสูตร", "ซอฟต์แวร์"]),
        (LAO, ["ໃບຢັ້ງຢືນ", "ນີ້", "ຜູ້", "ສຳເລັດ"]),
        (KHMER, ["វិញ្ញាបនបត្រ", "នេះ", "អ្នក", "បញ្ចប់", "បណ្តុះបណ្តាល"]),
        (BURMESE, ["အောင်လက်မှတ်", "သင်တန်း", "အောင်မြင်", "သူများ"]),
    ],
)
def test_words_are_found(text, some):
    assert [word for word in some if word not in words(text)] == []


def test_only_long_stretches_are_sentences():
    assert sentence_ends("สมชาย พงษ์พานิชเจริญกุล") == []
    assert sentence_ends("ဒေါ်အောင်ဆန်းစုကြည်") == []
    assert sentence_ends("Ana 😀 Lima") == []
    ends = sentence_ends(f"😀 Ana {LAO}")
    assert ends == [6 + end for end in word_ends(LAO)]


def test_a_sentence_is_wrapped_before_it_is_set_smaller(fonts):
    for text in (THAI, LAO, KHMER, BURMESE):
        made = fitted(text, fonts, 60, 60, fit=Fit(wrap=True), font="EB Garamond", size=14)
        assert not made.shrunk
        assert 2 <= len(made.lines) <= 4
        ends = {0, len(text), *word_ends(text)}
        parts = [line.text for line in made.lines]
        assert "".join(parts) == text
        assert {len("".join(parts[:i])) for i in range(len(parts) + 1)} <= ends


def test_a_name_is_set_smaller_before_it_is_broken(fonts):
    fit = Fit(wrap=True, min_size=8)
    made = fitted("สมชาย พงษ์พานิชเจริญกุล", fonts, 50, 40, fit=fit, font="EB Garamond", size=40)
    assert [line.text for line in made.lines] == ["สมชาย", "พงษ์พานิชเจริญกุล"]
    assert made.shrunk


def test_without_icu_syllables_serve(monkeypatch):
    real = builtins.__import__

    def refusing(name, *rest):
        if name.startswith("icu4py"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refusing)
    dictionary._ends.cache_clear()
    found = word_ends(THAI)
    dictionary._ends.cache_clear()
    assert len(found) >= 5
    assert set(found) <= set(cluster_ends(THAI))


@given(st.text(alphabet="เทศะาก็ကန်ာ္ကကជ្ជា\u0301\u200b 😀", max_size=60))
def test_no_cluster_is_broken(text):
    assert set(word_ends(text)) <= set(cluster_ends(text))
    assert set(sentence_ends(text)) <= set(word_ends(text))
