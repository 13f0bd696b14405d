"""What the server says of itself."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from starlette.responses import Response

from service.diagnosis import Diagnosis, checks, diagnose
from service.http.answer import json_answer
from service.http.endpoint import Call
from service.probe import Check

__all__ = ["Diagnosis", "FontList", "Health", "Readiness"]


class Health(msgspec.Struct, frozen=True):
    """The server answers."""

    status: Literal["ok"] = "ok"


class Readiness(msgspec.Struct, frozen=True):
    """`ready` certificates can be rendered; `limited` they can, but something else is wrong."""

    status: Literal["ready", "limited", "broken"]
    checks: tuple[Check, ...]


class FontFamily(msgspec.Struct, frozen=True):
    """A family by the name that layouts use, its weights from 100 to 900 and a line set in it."""

    name: str
    category: str
    weights: tuple[int, ...]
    italic: bool
    sample: str


class FontList(msgspec.Struct, frozen=True):
    """All families that can be used without sending a font."""

    fonts: tuple[FontFamily, ...]


def health(call: Call) -> Response:
    """That the server answers."""
    return json_answer(Health())


def readiness(call: Call) -> Response:
    """Whether certificates can be rendered; 503 if not."""
    found = checks(call.configuration, call.probes)
    works = all(check.works for check in found)
    usable = all(check.works for check in found if check.needed)
    # Anybody may ask this: why something fails is told by the diagnosis.
    quiet = tuple(Check(c.name, c.works, "", c.needed) for c in found)
    status: Any = "ready" if works else "limited" if usable else "broken"
    return json_answer(Readiness(status, quiet), 200 if usable else 503)


def diagnosis(call: Call) -> Response:
    """The state of the server, as JSON or, for a browser, as a page."""
    found = diagnose(call.configuration, call.probes)
    if "text/html" in call.accept:
        from service.http import page

        return Response(page.diagnosis_page(found), 200, page.HEADERS, "text/html; charset=utf-8")
    return json_answer(found)


def fonts(call: Call) -> Response:
    """The fonts that can be used by name."""
    from certgen.fontbook import FontBook

    return json_answer(
        FontList(
            tuple(
                FontFamily(
                    name=family.name,
                    category=family.category,
                    weights=tuple(sorted({w for f in family.faces for w in _weights(f)})),
                    italic=any(face.italic for face in family.faces),
                    sample=family.sample,
                )
                for family in FontBook.shipped().families
            )
        )
    )


def _weights(face: Any) -> range | tuple[int]:
    lightest, boldest = (round(weight) for weight in face.lightest_to_boldest())
    return (lightest,) if lightest == boldest else range(lightest, boldest + 1, 100)
