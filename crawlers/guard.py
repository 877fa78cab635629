"""What we refuse to fetch: the web is hostile, and addresses come out of pages that others write.

Every request, every redirect and every resolution passes here. A name is resolved once, its addresses are checked, and
exactly those are connected to (the resolver below is the connector's own), so that a name cannot point elsewhere
between check and use. Loopback is reachable only under ``allow_loopback``, for tests and the demonstration.
"""

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy.exceptions import IgnoreRequest

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443})
SCHEMES = frozenset({"http", "https"})
#: RFC 6052 (NAT64): the last 32 bits are an IPv4 address.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: A last label that makes a host an IPv4 address in some spelling (WHATWG URL, "ends in a number").
_NUMBER = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one response."""

    body_bytes: int = 16 * 1024 * 1024  #: on the wire and after decompression
    header_bytes: int = 16 * 1024  #: one header line
    headers: int = 128
    ratio: int = 200  #: decompressed over compressed, above ``small_bytes``
    small_bytes: int = 1024 * 1024  #: bodies up to here may expand by any ratio
    seconds: float = 30.0  #: from the first byte asked to the last byte read
    redirects: int = 5


class Blocked(IgnoreRequest):
    """The guard refused this request or response; the message is one sentence."""


def check_url(url: str, *, mapped: bool = False, allow_loopback: bool = False) -> None:
    """Raise ``Blocked`` for an address that we never ask. ``mapped`` hosts (tests, demonstration) may use any port."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Blocked(f"{url[:200]!r} is not an address: {error}") from error
    if parts.scheme not in SCHEMES:
        raise Blocked(f"the scheme {parts.scheme!r} is not fetched")
    if not host:
        raise Blocked(f"{url[:200]!r} names no host")
    if parts.username is not None or parts.password is not None:
        raise Blocked(f"the address of {host} carries credentials")
    literal = literal_address(host)
    if literal is not None:
        check_address(literal, allow_loopback=allow_loopback)
    if port is not None and port not in PORTS and not mapped and not (allow_loopback and _is_loopback(literal)):
        raise Blocked(f"port {port} of {host} is not fetched")


def literal_address(host: str) -> IPAddress | None:
    """The address that a host spells, or ``None`` for a name. ``Blocked`` for every spelling but the canonical one.

    ``127.1``, ``0x7f000001``, ``2130706433``, ``0177.0.0.1`` and full-width digits all mean loopback to some resolver.
    """
    plain = unicodedata.normalize("NFKC", host).strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:  # a name, then, unless it only looks like one
        if _NUMBER.search(plain.rpartition(".")[2]) or _NUMBER.fullmatch(plain):
            raise Blocked(f"{host!r} spells an address in an odd way") from None
        return None


def check_address(address: IPAddress | str, *, allow_loopback: bool = False) -> None:
    """Raise ``Blocked`` unless an address is one of the public internet."""
    found = embedded(ipaddress.ip_address(address.partition("%")[0]) if isinstance(address, str) else address)
    if found.is_loopback and allow_loopback:
        return
    if not found.is_global or found.is_multicast or found.is_reserved:
        raise Blocked(f"{address} is not an address of the public internet")


def embedded(address: IPAddress) -> IPAddress:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 address, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def mapped_address(host: str, host_map: Mapping[str, str]) -> tuple[str, int] | None:
    """Where ``host_map`` sends a host: ``{"api.example.com": "127.0.0.1:8000"}``; ``*`` stands for every other host."""
    to = host_map.get(host) or host_map.get("*")
    if to is None:
        return None
    address, _, port = to.rpartition(":")
    return address, int(port)


class GuardedResolver(AbstractResolver):
    """Resolves through ``inner`` and gives an address to the connector only after checking it."""

    def __init__(self, inner: AbstractResolver, host_map: Mapping[str, str], *, allow_loopback: bool) -> None:
        self._inner = inner
        self._host_map = host_map
        self._allow_loopback = allow_loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Addresses of a host, all of them public; one private address among them refuses the host altogether."""
        mapped = mapped_address(host, self._host_map)
        if mapped is not None:
            found = [_result(host, *mapped)]
        else:
            found = await self._inner.resolve(host, port, family)
        for result in found:
            check_address(result["host"], allow_loopback=self._allow_loopback)
        return found

    async def close(self) -> None:
        """Close the inner resolver."""
        await self._inner.close()


def _result(hostname: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=hostname, host=address, port=port, family=family, proto=0, flags=0)


def _is_loopback(address: IPAddress | None) -> bool:
    return address is not None and embedded(address).is_loopback
