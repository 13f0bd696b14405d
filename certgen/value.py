"""The base of all values that a layout file holds: frozen, compared by content, always valid.

Limits stand once, in the annotation (`Annotated[float, Meta(ge=0)]`). msgspec checks them when a
file is read and says where; `Value` checks the same ones when Python code builds the value.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

Fraction = Annotated[float, Meta(ge=0, le=1)]
Degrees = Annotated[float, Meta(ge=-360, le=360)]
Millimeters = Annotated[float, Meta(ge=-10_000, le=10_000)]
Length = Annotated[float, Meta(ge=0.01, le=10_000, description="millimeters")]
Points = Annotated[float, Meta(ge=0.5, le=2_000, description="points, 1/72 inch")]
HexColor = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$", description="#rrggbb")]
Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
ShortText = Annotated[str, Meta(max_length=200)]
LongText = Annotated[str, Meta(max_length=5_000)]
Tag = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{0,35}$", description="BCP 47 language tag")]


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """A frozen value whose annotated limits hold from the moment it exists."""

    def __post_init__(self) -> None:
        for name, kind in _checked_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"{name} has to be a finite number, not {value}")
            try:
                checked = msgspec.convert(value, kind)
            except msgspec.ValidationError as error:
                raise ValueError(f"{name} {plain(str(error))} (got {value!r})") from None
            if type(checked) is not type(value):
                # 200 becomes 200.0: equal values are written as the same bytes.
                msgspec.structs.force_setattr(self, name, checked)


# What msgspec says, and how people would.
_PLAIN = (
    (r"Object contains unknown field `(.*)`", r"“\1” is not known here"),
    (r"Object missing required field `(.*)`", r"“\1” is missing"),
    (r"Invalid (?:enum )?value '(.*)'", r"“\1” is not known here"),
    (r"Expected `(?:float|int)` >= (.*)", r"has to be at least \1"),
    (r"Expected `(?:float|int)` <= (.*)", r"has to be at most \1"),
    (r"Expected `str` matching regex '(.*)'", r"does not have the form \1"),
    (r"Expected `str` of length <= (.*)", r"has more than \1 letters"),
    (r"Expected `(.*)`, got `(.*)`", r"has to be `\1`, not `\2`"),
    (r"`float`", "a number"),
    (r"`int`", "a whole number"),
    (r"`str`", "a text"),
    (r"`bool`", "true or false"),
    (r"`array`", "a list"),
    (r"`object`", "an object"),
    (r"`null`", "nothing"),
)


def plain(reason: str) -> str:
    """msgspec's reason for refusing a value, in everyday words."""
    for theirs, ours in _PLAIN:
        reason = re.sub(theirs, ours, reason, flags=re.DOTALL)
    return reason[:1].lower() + reason[1:].replace("`", "").rstrip(".")


@lru_cache(maxsize=64)
def _checked_fields(owner: type[Value]) -> tuple[tuple[str, Any], ...]:
    """The fields whose annotation carries a limit (nested values check themselves)."""
    hints = get_type_hints(owner, include_extras=True)
    return tuple((name, hint) for name, hint in hints.items() if _has_limit(hint))


def _has_limit(hint: Any) -> bool:
    if get_origin(hint) in (Annotated, Literal):
        return True
    return any(_has_limit(part) for part in get_args(hint))
