"""Text comes out right on a machine without FriBiDi or any text library of the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
import builtins, ctypes, sys
loaded = []
def refuse(name, *args, **kwargs):
    loaded.append(name)
    raise OSError(f"{name} is not on this machine")
ctypes.CDLL = ctypes.cdll.LoadLibrary = refuse
from tests.text.setting import line_of
from certgen.fontbook import FontBook
line = line_of("محمد Ana אב (12)", FontBook.shipped(), "Noto Sans")
visual = "".join(text for run in line.runs for text in run.texts)
print(visual.encode().hex())
maps = open("/proc/self/maps").read() if sys.platform == "linux" else ""
print([name for name in ("fribidi", "raqm", "pango", "libharfbuzz") if name in maps], loaded)
"""


def test_text_is_right_without_any_system_library():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    visual, libraries = done.stdout.splitlines()
    assert bytes.fromhex(visual).decode() == ")12( בא Ana دمحم"
    assert libraries == "[] []"


def test_nothing_draws_text_with_pillow():
    for path in (ROOT / "certgen").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert "ImageDraw.text" not in code, path
        assert "ImageFont" not in code, path
