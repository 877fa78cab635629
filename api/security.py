"""Keys: 256 random bits, shown once, stored as HMAC-SHA256 under the server's secret.

A slow password hash would guard a guessable secret; 256 random bits are not guessable, and the lookup must be cheap.
"""

import hmac
import ipaddress
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Session, select

from api.problems import Problem
from api.settings import ServiceSettings
from data.records import ApiKey
from data.store import Store, StoreError

SCOPES = ("read", "batch", "admin")
PREFIX = "uf_"
SHOWN_CHARS = 9  #: of a key in lists: tells keys apart, helps nobody to guess one

_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="A key made by `unfakeable keys new`.")
_bearer = HTTPBearer(auto_error=False, description="The same key as a bearer token.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a key's tenant and scopes, or this machine's own user."""

    tenant: str
    scopes: frozenset[str]


LOCAL = Caller("local", frozenset(SCOPES))


def new_key(store: Store, secret: str, tenant: str, scopes: list[str], now: datetime | None = None) -> str:
    """Make a key, store its digest, and give the key: the only time anybody sees it."""
    if unknown := set(scopes) - set(SCOPES):
        raise ValueError(f"unknown scope {', '.join(sorted(unknown))}; known are {', '.join(SCOPES)}")
    key = PREFIX + secrets.token_urlsafe(32)
    row = ApiKey(
        id="ak_" + secrets.token_hex(10),
        prefix=key[:SHOWN_CHARS],
        digest=digest_of(key, secret),
        scopes=scopes,
        tenant=tenant,
        created_at=now or datetime.now(UTC),
    )
    with store.session() as session:
        session.add(row)
    return key


def digest_of(key: str, secret: str) -> str:
    """HMAC-SHA256 of a key under the server's secret, in hex."""
    return hmac.new(secret.encode(), key.encode(), "sha256").hexdigest()


def caller_of(session: Session, key: str, secret: str) -> Caller | None:
    """The caller behind a key, or None where it is unknown or revoked."""
    row = session.exec(select(ApiKey).where(ApiKey.digest == digest_of(key, secret))).first()
    if row is None or row.revoked_at is not None:
        return None
    return Caller(row.tenant, frozenset(row.scopes))


def is_loopback(host: str | None) -> bool:
    """Whether an address is this machine itself."""
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def needs(scope: str) -> Callable[..., Coroutine[Any, Any, Caller]]:
    """A dependency that lets a caller with ``scope`` through."""

    async def check(
        request: Request,
        header: Annotated[str | None, Security(_header)],
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    ) -> Caller:
        settings: ServiceSettings = request.app.state.settings
        key = header or (bearer.credentials if bearer else None)
        if key is None:
            if settings.open_on_loopback and _is_direct_loopback(request):
                return LOCAL
            raise _unauthorized("send a key in X-API-Key or as a bearer token; 'unfakeable keys new' makes one")
        caller = _known(request, key, settings)
        if caller is None:
            raise _unauthorized("this key is not known or was revoked")
        if scope not in caller.scopes:
            raise Problem(HTTPStatus.FORBIDDEN, "scope_missing", f"this key has no scope {scope!r}")
        return caller

    return check


def _is_direct_loopback(request: Request) -> bool:
    """Whether this machine's own user asks.

    A proxy on this machine must not open the service to the world, so a forwarded request is never local. Nor is one
    that names another host: a web page may point its own name at 127.0.0.1 and read answers through the browser.
    """
    forwarded = any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via"))
    named = request.url.hostname
    local_name = named == "localhost" or is_loopback(named)
    return local_name and not forwarded and is_loopback(request.client.host if request.client else None)


def _known(request: Request, key: str, settings: ServiceSettings) -> Caller | None:
    if settings.secret is None:
        raise StoreError("set UNFAKEABLE_SECRET before keys can be checked")
    store: Store = request.app.state.store
    with store.session() as session:
        return caller_of(session, key, settings.secret.get_secret_value())


def _unauthorized(detail: str) -> Problem:
    return Problem(HTTPStatus.UNAUTHORIZED, "unauthorized", detail, headers={"WWW-Authenticate": "Bearer"})


ReaderDep = Annotated[Caller, Depends(needs("read"))]
