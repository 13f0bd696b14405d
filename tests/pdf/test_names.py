"""Names of the world come back from a PDF letter by letter."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pytest

from certgen.compose import compose_varying
from tests.pdf.pages import (
    complaints,
    merged,
    needs_poppler,
    pdfium_text,
    plan_of,
    poppler_text,
    single,
    text_element,
)

NAMES = {
    "ligatures": "Affligem Office fjord",
    "apostrophe": "Siobhán O’Reilly-Smith",
    "Vietnamese": "Nguyễn Thị Ánh Nguyệt",
    "Vietnamese, decomposed": unicodedata.normalize("NFD", "Nguyễn Thị Ánh Nguyệt Ẫ"),
    "Yoruba, stacked marks": "Ọ̀ṣun Ẹ̀kọ́ M̄̂ā",
    "Igbo, dots lost under marks": "Chị́dị Ị̀kẹ́ j̃į́",
    "Turkish": "İbrahim Işık Çağlayan",
    "Greek": "Ἀριστοτέλης Ὀδυσσεύς",
    "Cyrillic": "Фёдор Їжак Ђорђе А́нна",
    "Armenian": "Արամ Խաչատրյան և",
    "Georgian": "ნინო ჭავჭავაძე",
    "Cherokee": "ᏣᎳᎩ ᏍᏏᏉᏯ",
    "Ethiopic": "አበበ ቢቂላ ኃይለ ሥላሴ",
    "Hebrew": "בנימין בן־ציון",
    "Hebrew, pointed": "בִּנְיָמִין נְתַנְיָהוּ",
    "Arabic": "محمد عبد الله الإبراهيمي",
    "Arabic, lam-alef": "علاء الدين صلاح",
    "Arabic, vowelled": "مُحَمَّدٌ بْنُ عَبْدِ اللَّهِ",
    "Persian": "پرویز گلچین",
    "Urdu": "محمد علی جناح ٹیپو",
    "N’Ko": "ߒߞߏ ߞߊ߲ߞߊ߲",
    "Devanagari": "क्षत्रिय श्रीमती ज्ञानेश्वर र्कि",
    "Bengali": "শ্রীকৃষ্ণ রবীন্দ্রনাথ ক্ষুদ্র",
    "Gurmukhi": "ਸ੍ਰੀ ਗੁਰੂ ਪ੍ਰਕਾਸ਼ ਸਿੰਘ",
    "Gujarati": "શ્રીમતી ક્ષિતિજ જ્ઞાન",
    "Oriya": "ଶ୍ରୀକୃଷ୍ଣ କ୍ଷେତ୍ର",
    "Tamil": "ஸ்ரீ கொழும்பு சௌந்தர்யா",
    "Telugu": "శ్రీకృష్ణ క్ష్మా రాజేంద్ర",
    "Kannada": "ಶ್ರೀಕೃಷ್ಣ ಕ್ಷಮಾ ರ್ಕಿ",
    "Malayalam": "ശ്രീകൃഷ്ണൻ ക്ഷമ ന്റെ",
    "Sinhala": "ශ්‍රී ලංකා ක්‍රිෂ්ණ",
    "Thai": "ผู้ใหญ่ ที่รัก น้ำ ญี่ปุ่น",
    "Lao": "ນ້ຳ ຜູ້ໃຫຍ່ ກຸ້ງ",
    "Khmer": "ព្រះរាជាណាចក្រ ស្ត្រី",
    "Myanmar": "ဒေါ်အောင်ဆန်းစုကြည် က္က",
    "Tibetan": "བསྒྲུབས་ རྒྱལ་མཚན",
    "Chinese, simplified": "张伟 诸葛亮",
    "Chinese, traditional": "張偉 諸葛亮",
    "Japanese": "山田太郎 ヤマダ 髙﨑",
    "Korean": "김철수 이영희",
    "Korean, decomposed": unicodedata.normalize("NFD", "김철수 이영희"),
    "emoji": "Ana 😀 ❤️",
}
LANGUAGES = {"Urdu": "ur", "Chinese, simplified": "zh-Hans", "Chinese, traditional": "zh-Hant"}
# PDFium turns replacement text of N’Ko around, and drops what is beyond 16 bits from any.
NOT_IN_PDFIUM = {"N’Ko", "emoji"}


def _plan(kind: str, **style: object):
    elements = text_element("Certificate of Achievement", 20, size=40), text_element(**style)
    return plan_of(*elements, language=LANGUAGES.get(kind, ""))


def _as_set(ready, name: str) -> str:
    """The line as the engine set it: composed, without controls."""
    return compose_varying(ready, {"Name": name}).artworks[0].marks[0].text


@needs_poppler
@pytest.mark.parametrize("kind", NAMES)
def test_poppler_reads_the_name(kind: str):
    ready = _plan(kind)
    data = single(ready, {"Name": NAMES[kind]})
    assert complaints(data) == []
    assert _as_set(ready, NAMES[kind]) in poppler_text(data).splitlines()


@pytest.mark.parametrize("kind", [kind for kind in NAMES if kind not in NOT_IN_PDFIUM])
def test_pdfium_reads_the_name(kind: str):
    ready = _plan(kind)
    data = single(ready, {"Name": NAMES[kind]})
    assert _as_set(ready, NAMES[kind]) in pdfium_text(data).splitlines()


@needs_poppler
def test_one_file_of_all_names_gives_back_each():
    ready = _plan("")
    text = poppler_text(merged(ready, [{"Name": name} for name in NAMES.values()])).splitlines()
    lost = [kind for kind, name in NAMES.items() if _as_set(ready, name) not in text]
    assert lost == []


@needs_poppler
@pytest.mark.parametrize("kind", ["ligatures", "Arabic, vowelled", "Hebrew, pointed", "Devanagari"])
@pytest.mark.parametrize("font", ["Great Vibes", "Noto Sans"])
def test_imitated_styles_do_not_change_what_is_read(kind: str, font: str):
    ready = _plan(kind, font=font, weight=700, italic=True)
    text = poppler_text(single(ready, {"Name": NAMES[kind]}))
    assert _as_set(ready, NAMES[kind]) in text.splitlines()


@needs_poppler
@pytest.mark.parametrize("kind", [kind for kind in NAMES if "mark" in kind])
@pytest.mark.parametrize("font", ["Dancing Script", "Alex Brush"])
def test_marks_put_in_place_are_read_with_their_letters(kind: str, font: str):
    ready = _plan(kind, font=font)
    text = poppler_text(single(ready, {"Name": NAMES[kind]}))
    assert _as_set(ready, NAMES[kind]) in text.splitlines()


@needs_poppler
@pytest.mark.parametrize("kind", ["ligatures", "Cyrillic", "Devanagari"])
def test_wide_letter_spacing_is_not_read_as_spaces(kind: str):
    ready = _plan(kind, letter_spacing=0.2)
    text = poppler_text(single(ready, {"Name": NAMES[kind]}))
    assert _as_set(ready, NAMES[kind]) in text.splitlines()


def test_the_structure_tells_a_turned_name_as_it_is_read():
    ready = plan_of(text_element())
    name = NAMES["Arabic, vowelled"]
    with pikepdf.open(io.BytesIO(single(ready, {"Name": name}))) as pdf:
        document = pdf.Root.StructTreeRoot.K
        paragraph = document.K[0].K[0]
        assert str(paragraph.ActualText) == _as_set(ready, name)
