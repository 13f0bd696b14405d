"""The pages at the door, as HTML that needs neither a script nor anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from designer.labels import LANGUAGES, translate

PARAMETER = "lang"
_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "page.css").read_text(encoding="utf-8")
_ICON = (_FOLDER.parent / "icon.svg").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
        "base-uri 'none'; {framing}"
    ),
    "referrer-policy": "same-origin",
    "vary": "accept-language, cookie",
    "x-content-type-options": "nosniff",
}


def door_page(
    request: Request,
    title: str,
    body: Sequence[str],
    *,
    status: int,
    framed_by: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page of some pieces of HTML under a title that is a label's key."""
    language = language_of(request)
    words = escape(translate(language, title))
    html = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{words} · Certgen</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><main>{_ICON}<h1>{words}</h1>"
        f'<p class="about">{escape(translate(language, "door.about"))}</p>'
        f"{''.join(body)}{_languages(request, language)}</main></body></html>\n"
    )
    framing = "frame-ancestors " + " ".join(("'self'", *framed_by))
    policy = _HEADERS["content-security-policy"].format(framing=framing)
    said = {**_HEADERS, "content-security-policy": policy, **(headers or {})}
    return HTMLResponse(html, status, said)


def language_of(request: Request) -> str:
    """The language that was chosen on the page, else the one the browser likes best."""
    chosen = request.query_params.get(PARAMETER)
    if chosen in LANGUAGES:
        return chosen
    liked = request.headers.get("accept-language", "").lower().split(",")
    by_rank = sorted(liked, key=_rank, reverse=True)
    names = (one.partition(";")[0].strip().partition("-")[0] for one in by_rank)
    return next((name for name in names if name in LANGUAGES), "en")


def _rank(one: str) -> float:
    try:
        return float(one.partition("q=")[2] or 1)
    except ValueError:
        return 0.0


def _languages(request: Request, shown: str) -> str:
    links = []
    for code, name in LANGUAGES.items():
        if code == shown:
            links.append(f'<span lang="{code}" aria-current="true">{escape(name)}</span>')
        else:
            links.append(f'<a lang="{code}" href="{here(request, lang=code)}">{escape(name)}</a>')
    return f"<nav>{''.join(links)}</nav>"


def here(request: Request, **changes: str) -> str:
    """This address again, with other parameters, for an attribute."""
    asked = {n: v for n, v in request.query_params.items() if n not in changes}
    return escape(f"?{urlencode({**asked, **changes})}")
