"""The shipped files are what the index says, free to use, and built as documented."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "fonts"
INDEX = json.loads((FONTS / "index.json").read_text(encoding="utf-8"))
FACES = [face for family in INDEX["families"] for face in family["faces"]]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shipped_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("face", FACES, ids=lambda face: face["file"])
def test_every_file_is_the_one_indexed(face):
    data = (FONTS / face["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == face["sha256"]
    assert len(data) == face["size"]


def test_no_font_is_left_out_of_the_index():
    shipped = {p.relative_to(FONTS).as_posix() for p in FONTS.glob("*/*.[ot]t[fc]")}
    assert shipped == {face["file"] for face in FACES}


def test_index_coverage_and_readme_are_up_to_date(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "path", list(sys.path))
    build = load(FONTS / "build_index.py")
    written = {}
    monkeypatch.setattr(build, "_write", lambda name, text: written.update({name: text + "\n"}))
    build.main()
    assert set(written) == {"index.json", "coverage.json", "README.md"}
    for name, text in written.items():
        assert text == (FONTS / name).read_text(encoding="utf-8"), f"run build_index.py: {name}"


@pytest.mark.parametrize("family", INDEX["families"], ids=lambda family: family["name"])
def test_every_family_has_its_license_and_source(family):
    folder = FONTS / Path(family["faces"][0]["file"]).parent
    text = (folder / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.lstrip().lower().startswith("copyright")
    assert family["license"] == "OFL-1.1"
    assert family["source"]


def test_changed_font_does_not_bear_its_source_name():
    with TTFont(FONTS / "cjk" / "CertgenCJK-Regular.otf", lazy=True) as changed:
        assert "Noto" not in changed["name"].getDebugName(1)


def test_east_asian_subset_is_what_its_script_builds():
    build = load(FONTS / "cjk" / "build.py")
    if not (build.SOURCE.is_file() and build.UNIHAN.is_file()):
        pytest.skip("needs Debian's fonts-noto-cjk and unicode-data")
    assert build.renamed(build.subset(build.SOURCE)) == build.TARGET.read_bytes()
