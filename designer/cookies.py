"""Cookies that only this server reads, and how far the browser carries them."""

from __future__ import annotations


def cookie(name: str, value: str, *, seconds: int, scheme: str, framed: bool) -> str:
    """The header that sets a cookie; `scheme` is that of the request, `framed` as below.

    Where a host shows the page in a frame of its own site (`framed`), a browser sends back only
    what is expressly for all sites; being partitioned as well, it comes back in frames of that
    site, and in those of no other. Without https there is no such thing.
    """
    secure = scheme in ("https", "wss")
    kept = "SameSite=None; Partitioned" if framed and secure else "SameSite=Lax"
    said = f"{name}={value}; Max-Age={seconds}; Path=/; HttpOnly; {kept}"
    return said + ("; Secure" if secure else "")
