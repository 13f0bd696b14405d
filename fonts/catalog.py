"""What is shipped and why: the facts about each family that its files do not say themselves.

Read by build_index.py. One row per folder: the category it is offered under, the ISO 15924 codes
of the scripts it stands in for when the chosen font lacks a letter, and a line to show it by.
"""

from __future__ import annotations

from typing import NamedTuple


class Shipped(NamedTuple):
    """One folder of fonts/; `languages` are those it is preferred for, `source` a package."""

    folder: str
    category: str
    sample: str
    source: str = ""
    scripts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    serif: bool = False


LATIN = "Ana Lindqvist 2026"
EUROPEAN = ("Latn", "Grek", "Cyrl", "Zyyy", "Zinh")
CHINESE_JAPANESE_KOREAN = ("Hani", "Hans", "Hant", "Hira", "Kana", "Hrkt", "Jpan", "Bopo", "Hang")
KOREAN = ("Kore",)
DEBIAN_CJK = "Debian fonts-noto-cjk, cut down by cjk/build.py"


def _variable(folder: str, category: str) -> Shipped:
    serif = category == "serif"
    return Shipped(folder, category, LATIN, f"PyPI fontpkg-{folder}", serif=serif)


def _static(folder: str, category: str) -> Shipped:
    serif = category == "serif"
    return Shipped(folder, category, LATIN, f"npm @expo-google-fonts/{folder}", serif=serif)


def _fallback(
    folder: str,
    sample: str,
    *scripts: str,
    languages: tuple[str, ...] = (),
    category: str = "fallback",
    serif: bool = False,
) -> Shipped:
    source = f"npm @expo-google-fonts/{folder}"
    return Shipped(folder, category, sample, source, scripts, languages, serif)


# The order within a category is the order in which menus offer the families.
SHIPPED = (
    _variable("eb-garamond", "serif"),
    _static("cormorant-garamond", "serif"),
    _variable("playfair-display", "serif"),
    _static("libre-baskerville", "serif"),
    _fallback("noto-serif", LATIN, *EUROPEAN, category="serif", serif=True),
    _static("montserrat", "sans"),
    _static("inter", "sans"),
    _fallback("noto-sans", LATIN, *EUROPEAN, category="sans"),
    _static("great-vibes", "script"),
    _static("pinyon-script", "script"),
    _static("alex-brush", "script"),
    _static("allura", "script"),
    _variable("dancing-script", "script"),
    _static("cinzel", "display"),
    _static("grenze-gotisch", "blackletter"),
    _fallback("noto-sans-arabic", "فاطمة الزهراء", "Arab"),
    _fallback("noto-naskh-arabic", "فاطمة الزهراء", "Arab", serif=True),
    _fallback("noto-nastaliq-urdu", "عائشہ صدیقہ", "Arab", languages=("ur", "ks", "pnb")),
    _fallback("noto-sans-armenian", "Անահիտ", "Armn"),
    _fallback("noto-sans-bengali", "অনন্যা সেন", "Beng"),
    _fallback("noto-sans-cherokee", "ᏎᏉᏯ", "Cher"),
    _fallback("noto-sans-devanagari", "प्रिया शर्मा", "Deva"),
    _fallback("noto-sans-ethiopic", "ሰላም ተስፋዬ", "Ethi"),
    _fallback("noto-sans-georgian", "ნინო", "Geor"),
    _fallback("noto-sans-gujarati", "આશા પટેલ", "Gujr"),
    _fallback("noto-sans-gurmukhi", "ਹਰਪ੍ਰੀਤ ਕੌਰ", "Guru"),
    _fallback("noto-sans-hebrew", "נועה לוי", "Hebr"),
    _fallback("noto-sans-kannada", "ಕಾವ್ಯ", "Knda"),
    _fallback("noto-sans-khmer", "សុភា ចាន់", "Khmr"),
    _fallback("noto-sans-lao", "ສົມໃຈ", "Laoo"),
    _fallback("noto-sans-malayalam", "അഞ്ജലി", "Mlym"),
    _fallback("noto-sans-myanmar", "အောင်ဆန်း", "Mymr"),
    _fallback("noto-sans-nko", "ߊߡߌߣߊߕߊ", "Nkoo"),
    _fallback("noto-sans-oriya", "ସୁଜାତା", "Orya"),
    _fallback("noto-sans-sinhala", "නිමාලි", "Sinh"),
    _fallback("noto-sans-tamil", "மீனா", "Taml"),
    _fallback("noto-sans-telugu", "లక్ష్మి", "Telu"),
    _fallback("noto-sans-thai", "สุดา ใจดี", "Thai"),
    _fallback("noto-serif-tibetan", "བསྟན་འཛིན", "Tibt", serif=True),
    Shipped(
        "cjk",
        "fallback",
        "山田花子 김민준",
        DEBIAN_CJK,
        (*CHINESE_JAPANESE_KOREAN, *KOREAN, "Zyyy", "Zinh"),
    ),
    _fallback("noto-emoji", "⭐ 🎓 🏆", "Zsye", "Zyyy", "Zinh"),
)
