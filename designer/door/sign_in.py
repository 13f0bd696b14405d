"""The door with a password, with accounts of an OpenID Connect provider, or with both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from designer.cookies import cookie
from designer.door.gate import SIGN_OUT
from designer.door.page import PARAMETER, door_page, here, language_of
from designer.door.provider import Provider
from designer.labels import translate
from service.attempts import Attempts
from service.configuration import Configuration
from service.hosts import HOSTS
from service.passes import Passes

COOKIE = "certgen_pass"
WITH = "sign_in"
_LONGEST_BODY = 4096
_FORM = "application/x-www-form-urlencoded"
_CHALLENGE = {"www-authenticate": 'Form realm="certgen"'}


class SignIn:
    """Asks for the password, or sends to the provider. Who was right gets a pass in a cookie."""

    def __init__(
        self,
        configuration: Configuration,
        provider: Provider | None = None,
        attempts: Attempts | None = None,
    ) -> None:
        self._password = configuration.password
        self._passes = Passes(self._password, configuration.remember) if self._password else None
        self.provider = provider
        self._attempts = attempts or Attempts()
        self._framed_by = HOSTS[configuration.host].framed_by

    def admits(self, connection: HTTPConnection) -> bool:
        """Whether somebody has a pass, or signed in at the provider."""
        if self._left(connection) > 0:
            return True
        return self.provider is not None and self.provider.admits(connection)

    def renewed(self, connection: HTTPConnection) -> str:
        """A fresh pass with the page, when half of the time is over: who comes daily stays in."""
        if self._passes is None or connection.scope["path"] != "/":
            return ""
        left = self._left(connection)
        return self._cookie(connection) if 0 < left < self._passes.seconds / 2 else ""

    def sent_on(self, connection: HTTPConnection) -> Response | None:
        """Back to the design that was asked for before the provider was."""
        if self.provider is None or connection.scope["path"] != "/":
            return None
        return self.provider.sent_back(connection)

    async def answer(self, request: Request) -> Response:
        """The page that asks, the answer to what was typed there, or the way out."""
        if request.url.path == SIGN_OUT:
            return self._signed_out(request)
        if request.method == "POST" and self._passes is not None:
            return await self._tried(request)
        wished = request.query_params.get(WITH, "")
        if self.provider is not None and wished in self.provider.names:
            return self.provider.sent_there(request, wished)
        if request.method not in ("GET", "HEAD") or not _for_people(request):
            said = translate(language_of(request), "door.no_person")
            return PlainTextResponse(said, 401, {**_CHALLENGE, "cache-control": "no-store"})
        return self._page(request)

    def _left(self, connection: HTTPConnection) -> float:
        given = connection.cookies.get(COOKIE, "")
        return self._passes.left(given) if self._passes is not None and given else 0.0

    async def _tried(self, request: Request) -> Response:
        client = request.client.host if request.client else ""
        if not _same_site(request):
            return self._page(request, "door.not_here", status=403)
        wait = self._attempts.wait(client)
        if wait > 0:
            return self._told_to_wait(request, wait)
        if not self._password.matches(await _typed(request)):
            self._attempts.failed(client)
            return self._page(request, "door.wrong")
        self._attempts.succeeded(client)
        asked = {n: v for n, v in request.query_params.items() if n != PARAMETER}
        where = request.url.path.rpartition("/")[2] or "./"
        headers = {"set-cookie": self._cookie(request), "cache-control": "no-store"}
        return Response(
            None, 303, {**headers, "location": where + (f"?{urlencode(asked)}" if asked else "")}
        )

    def _told_to_wait(self, request: Request, wait: float) -> Response:
        minutes = math.ceil(wait / 60)
        key = "door.wait" if minutes > 1 else "door.wait_seconds"
        headers = {"retry-after": str(math.ceil(wait))}
        return self._page(request, key, status=429, headers=headers, minutes=minutes)

    def _signed_out(self, request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") == "cross-site":
            return self._page(request, "door.not_here", status=403)
        at_provider = self.provider is not None and self.provider.person(request)
        answer = RedirectResponse("auth/logout" if at_provider else "./", 303)
        answer.headers["set-cookie"] = self._cookie(request, over=True)
        return answer

    def _page(
        self,
        request: Request,
        problem: str = "",
        *,
        status: int = 401,
        headers: dict[str, str] | None = None,
        **values: object,
    ) -> Response:
        language = language_of(request)
        said = translate(language, problem, **values) if problem else ""
        body = [*self._stranger(request, language), *_problem(said)]
        if self._passes is not None:
            body += _form(language, wrong=bool(said))
        if self.provider is not None:
            body += self._accounts(request, language)
        more = _CHALLENGE if status == 401 else {}
        return door_page(
            request,
            "door.title",
            body,
            status=status,
            framed_by=self._framed_by,
            headers={**more, **(headers or {})},
        )

    def _stranger(self, request: Request, language: str) -> Sequence[str]:
        who = self.provider.person(request) if self.provider is not None else None
        return _problem(translate(language, "door.not_member", who=who)) if who else ()

    def _accounts(self, request: Request, language: str) -> list[str]:
        assert self.provider is not None
        several = len(self.provider.names) > 1
        links = [f'<p class="or">{escape(translate(language, "door.or"))}</p>']
        for name in self.provider.names:
            words = (
                translate(language, "door.enter_with", provider=name.capitalize())
                if several
                else translate(language, "door.enter_account")
            )
            look = "button plain" if self._passes is not None else "button"
            address = here(request, **{WITH: name})
            links.append(f'<a class="{look}" href="{address}">{escape(words)}</a>')
        return links if self._passes is not None else links[1:]

    def _cookie(self, connection: HTTPConnection, *, over: bool = False) -> str:
        assert self._passes is not None or over
        value = self._passes.issue() if self._passes is not None and not over else ""
        seconds = 0 if over or self._passes is None else int(self._passes.seconds)
        scheme = connection.scope.get("scheme", "")
        return cookie(COOKIE, value, seconds=seconds, scheme=scheme, framed=bool(self._framed_by))


def _problem(said: str) -> Sequence[str]:
    return (f'<p class="problem" id="problem" role="alert">{escape(said)}</p>',) if said else ()


def _form(language: str, *, wrong: bool) -> tuple[str, ...]:
    told = ' aria-invalid="true" aria-describedby="problem"' if wrong else ""
    return (
        '<form method="post">',
        f'<label for="password">{escape(translate(language, "door.password"))}</label>',
        '<input id="password" name="password" type="password" required autofocus '
        f'autocomplete="current-password"{told}>',
        f'<button class="button">{escape(translate(language, "door.enter"))}</button></form>',
    )


def _for_people(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _same_site(request: Request) -> bool:
    """Whether what was sent comes from our own page; programs do not say."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _typed(request: Request) -> str:
    """The password of the form; "" for a body that is none of ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return ""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            return ""
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return fields.get("password", [""])[0]
