"""An OpenID Connect provider as small as one can be: whoever comes is signed in at once.

`python fake_provider.py PORT` serves one account at a time, the one that was put to /account last.
"""

from __future__ import annotations

import sys
import time
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

PORT = int(sys.argv[1])
HERE = f"http://127.0.0.1:{PORT}"
KEY = RSAKey.generate_key(2048, {"kid": "test"})
ASKED: dict[str, str] = {}
ACCOUNT: dict[str, object] = {}


async def account(request):
    ACCOUNT.update(await request.json())
    return JSONResponse(ACCOUNT)


async def metadata(request):
    return JSONResponse(
        {
            "issuer": HERE,
            "authorization_endpoint": f"{HERE}/authorize",
            "token_endpoint": f"{HERE}/token",
            "jwks_uri": f"{HERE}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


async def authorize(request):
    asked = request.query_params
    ASKED["nonce"] = asked.get("nonce", "")
    ASKED["client_id"] = asked["client_id"]
    back = {"code": "a-code", "state": asked["state"]}
    return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)


async def token(request):
    form = await request.form()
    assert form["code"] == "a-code"
    now = int(time.time())
    claims = {
        "iss": HERE,
        "sub": "1",
        "aud": ASKED["client_id"],
        "iat": now,
        "exp": now + 600,
        "nonce": ASKED["nonce"],
    } | ACCOUNT
    signed = jwt.encode({"alg": "RS256", "kid": "test"}, claims, KEY)
    return JSONResponse(
        {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed}
    )


async def keys(request):
    return JSONResponse({"keys": [KEY.as_dict(private=False)]})


app = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", metadata),
        Route("/account", account, methods=["PUT"]),
        Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]),
        Route("/keys", keys),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
