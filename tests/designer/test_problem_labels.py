"""Every kind of problem the package can find has a name people understand."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import certgen
from certgen.text import findings
from designer.labels import translate

PACKAGE = Path(certgen.__file__).parent


def kinds() -> set[str]:
    """The first argument of every Finding and Problem in the package, and the named ones."""
    named = {v for k, v in vars(findings).items() if k.isupper() and isinstance(v, str)}
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in (
                "Finding",
                "Problem",
            ):
                given = [k.value for k in call.keywords if k.arg == "kind"] or call.args[:1]
                named |= {v.value for v in given if isinstance(v, ast.Constant)}
    return named


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_words(kind: str, language: str) -> None:
    key = f"problem.{kind}"
    assert translate(language, key) not in ("", key)
