"""Lines in many scripts that are easily set wrong, each with the family that draws it."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize


class Sample(NamedTuple):
    name: str
    text: str
    family: str
    language: str = ""
    weight: int = 400
    italic: bool = False


SAMPLES = (
    Sample("Latin", "Maria Ángel Ñandú, Łódź, Ħamrun", "EB Garamond"),
    Sample("Latin, kerned", "AVATAR To Ty. Wolfgang", "Noto Serif"),
    Sample("Latin, ligatures", "Offenbach fiancé fjord affluent", "EB Garamond"),
    Sample("Latin, bold axis", "Variable Bold", "EB Garamond", weight=700),
    Sample("Latin, italic", "Queensland Type", "EB Garamond", italic=True),
    Sample("Latin, script type", "Quentin Zachary Blythe", "Great Vibes"),
    Sample("Latin, blackletter", "Universität Göttingen", "Grenze Gotisch"),
    Sample("Turkish", "İstanbul Ilgaz fişi", "Noto Sans", "tr"),
    Sample("Romanian", "Ștefan Țepeş Mureşan", "Noto Serif", "ro"),
    Sample("Dutch", "IJsselmeer fijn bíj́na", "Noto Sans", "nl"),
    Sample("Polish", "Gżegżółka Ćwierć", "Noto Sans", "pl"),
    Sample("Vietnamese", "Nguyễn Thị Ánh Nguyệt Ẫ Ữ", "Noto Serif", "vi"),
    Sample("Vietnamese, NFD", normalize("NFD", "Nguyễn Thị Ánh Nguyệt"), "Noto Serif", "vi"),
    Sample("Stacked marks", "Ọ̀ṣun Ẹ̀kọ́ M̄̂ā n̈̂ J̌ i̇́ Ġ̣", "Noto Sans", "yo"),
    Sample("Cyrillic", "Фёдор Й Їжак Ђорђе Ѓ А́нна", "Noto Serif", "ru"),
    Sample("Serbian, italic", "Ђорђе бгдпт Петровић", "EB Garamond", "sr", italic=True),
    Sample("Greek", "Αριστοτέλης Ωνάσης", "Noto Sans", "el"),
    Sample("Greek, polytonic", "Ἀριστοτέλης Ὀδυσσεύς ᾧ Ϊ́", "Noto Serif", "el"),
    Sample("Armenian", "Արամ Խաչատրյան և", "Noto Sans Armenian", "hy"),
    Sample("Georgian", "ნინო ჭავჭავაძე ᲜᲘᲜᲝ", "Noto Sans Georgian", "ka"),
    Sample("Hebrew, points", "בִּנְיָמִין נְתַנְיָהוּ (2024)", "Noto Sans Hebrew", "he"),
    Sample("Arabic", "محمد عبد الله الإبراهيمي لَا", "Noto Sans Arabic", "ar"),
    Sample("Arabic, vowels", "مُحَمَّدٌ بِسْمِ اللَّهِ ٢٠٢٤", "Noto Naskh Arabic", "ar"),
    Sample("Persian", "مهسا کیان‌پور ۱۴۰۳", "Noto Naskh Arabic", "fa"),
    Sample("Urdu, Nastaliq", "نستعلیق محمد علی جناح", "Noto Nastaliq Urdu", "ur"),
    Sample("N'Ko", "ߒߞߏ ߞߊ߲ߞߊ߲", "Noto Sans NKo", "nqo"),
    Sample("Devanagari", "क्षत्रिय श्रीमती ज्ञानेश्वर र्कि त्र्य", "Noto Sans Devanagari", "hi"),
    Sample("Marathi", "ऱ्हाटकर ल्हास शेतकऱ्यां", "Noto Sans Devanagari", "mr"),
    Sample("Bengali", "শ্রীকৃষ্ণ রবীন্দ্রনাথ ক্ষুদ্র র্কি", "Noto Sans Bengali", "bn"),
    Sample("Gujarati", "શ્રીમતી ક્ષિતિજ જ્ઞાન", "Noto Sans Gujarati", "gu"),
    Sample("Gurmukhi", "ਸ੍ਰੀ ਗੁਰੂ ਪ੍ਰਕਾਸ਼ ਸਿੰਘ", "Noto Sans Gurmukhi", "pa"),
    Sample("Oriya", "ଶ୍ରୀକ୍ଷେତ୍ର ଜଗନ୍ନାଥ", "Noto Sans Oriya", "or"),
    Sample("Tamil", "ஸ்ரீ கொழும்பு க்ஷேத்திரம் சௌந்தர்யா", "Noto Sans Tamil", "ta"),
    Sample("Telugu", "శ్రీకృష్ణ క్ష్మా రాజేంద్ర", "Noto Sans Telugu", "te"),
    Sample("Kannada", "ಶ್ರೀಕೃಷ್ಣ ಕ್ಷಮಾ ರ್ಕಿ", "Noto Sans Kannada", "kn"),
    Sample("Malayalam", "ശ്രീകൃഷ്ണൻ ക്ഷമ ന്റെ", "Noto Sans Malayalam", "ml"),
    Sample("Sinhala", "ශ්‍රී ලංකා ක්‍රිෂ්ණ", "Noto Sans Sinhala", "si"),
    Sample("Thai", "ผู้ใหญ่ ที่รัก น้ำ ปู่ ป้ำ ญี่ปุ่น ฐู", "Noto Sans Thai", "th"),
    Sample("Lao", "ນ້ຳ ຜູ້ໃຫຍ່ ກຸ້ງ", "Noto Sans Lao", "lo"),
    Sample("Khmer", "ព្រះរាជាណាចក្រ ស្ត្រី ខ្មែរ កញ្ញា", "Noto Sans Khmer", "km"),
    Sample("Myanmar", "မြန်မာ ဒေါ်အောင်ဆန်းစုကြည် က္က", "Noto Sans Myanmar", "my"),
    Sample("Tibetan", "བསྒྲུབས་ རྒྱལ་མཚན", "Noto Serif Tibetan", "bo"),
    Sample("Ethiopic", "አበበ ቢቂላ ኃይለ ገብረ ሥላሴ", "Noto Sans Ethiopic", "am"),
    Sample("Cherokee", "ᏣᎳᎩ ᏍᏏᏉᏯ", "Noto Sans Cherokee", "chr"),
    Sample("Chinese, simplified", "张伟 诸葛亮 骨直令 𠮷野", "Certgen CJK", "zh-Hans"),
    Sample("Chinese, traditional", "張偉 諸葛亮 骨直令", "Certgen CJK", "zh-Hant"),
    Sample("Bopomofo", "ㄓㄤ ㄨㄟˇ ㄅㄆㄇ", "Certgen CJK", "zh-Hant"),
    Sample("Japanese", "山田太郎 ヤマダ がぎ 髙﨑 骨直令", "Certgen CJK", "ja"),
    Sample("Japanese, variants", "渡邉󠄁 辻󠄀 葛󠄀城", "Certgen CJK", "ja"),
    Sample("Korean", "김철수 이영희", "Certgen CJK", "ko"),
    Sample("Korean, NFD", normalize("NFD", "김철수 이영희"), "Certgen CJK", "ko"),
    Sample("Emoji", "😀 👍🏽 ❤️ 👩‍👩‍👧 🇫🇷", "Noto Emoji"),
    Sample("Mixed, left to right", "Ana עדה (2024) and שלום 12%", "Noto Sans Hebrew"),
    Sample("Mixed, right to left", "עדה Ana, 2024–2026 שלום!", "Noto Sans Hebrew", "he"),
    Sample("Mixed, isolates", "Certificate: \u2068דנה 3\u2069 - no. 7", "Noto Sans Hebrew"),
    Sample("Mixed, brackets", "محمد [ACME] (جدة) v1.0", "Noto Sans Arabic", "ar"),
    Sample("Mixed, fallbacks", "ZoëΖωήЗояज़ोई조이Զոյ", "Noto Sans"),
)
