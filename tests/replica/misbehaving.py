"""Publishers at their worst: every way of answering that a crawl must survive, with the event it must end in."""

import gzip
import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from crawlers.outcome import Event
from tests.replica.server import Behaviour, Replica

GOOD = b'{"stars": 3}'
#: Seconds that the tests' settings allow for one response; the slow ones take longer.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad input: what is done, and the event of a crawl that meets it. Each has a host of its own."""

    name: str
    what: str
    event: Event
    behave: Behaviour | None = None  #: answers the page; ``None`` where the address itself is bad
    robots: Behaviour | None = None  #: answers robots.txt; allow-all otherwise
    url: str | None = None

    @property
    def address(self) -> str:
        """The address that the plan asks."""
        return self.url or f"https://{self.name.replace('_', '-')}.example/stars"


def install(replica: Replica) -> None:
    """Let the replica answer every bad input."""
    for bad in ALL:
        host = bad.address.partition("://")[2].partition("/")[0]
        if bad.behave is not None:
            replica.misbehave(bad.address, bad.behave)
        if bad.robots is not None:
            replica.misbehave(f"https://{host}/robots.txt", bad.robots)


def reply(status: int = 200, body: bytes = GOOD, **headers: str) -> Behaviour:
    """A well-formed answer."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def raw(*parts: bytes, pause: float = 0.0) -> Behaviour:
    """Bytes as they are, with a pause before each but the first; the connection closes after the last."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        for number, part in enumerate(parts):
            time.sleep(pause if number else 0)
            handler.wfile.write(part)
            handler.wfile.flush()
        handler.close_connection = True

    return behave


def streaming(chunks: Callable[[], Iterator[bytes]], head: bytes = b"") -> Behaviour:
    """A body without an announced length, chunk by chunk until the client hangs up."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + head + b"\r\n")
        for chunk in chunks():
            handler.wfile.write(chunk)
            handler.wfile.flush()

    return behave


def moved(location: str, status: int = 302) -> Behaviour:
    """A redirect."""
    return reply(status, b"", Location=location)


def _silent(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    time.sleep(PATIENCE + 0.5)


def _reset(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    linger = (1).to_bytes(4, "little") + bytes(4)  # close with RST instead of FIN
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()


def _drip() -> Iterator[bytes]:
    while True:
        time.sleep(0.1)
        yield b" "


def _flood() -> Iterator[bytes]:
    while True:
        yield b" " * 65_536


def _bomb(size: int) -> bytes:
    return gzip.compress(b'{"stars": ' + b" " * size + b"3}")


def _ok(body: bytes, length: int | None = None) -> bytes:
    said = len(body) if length is None else length
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % said + body


_PAGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>cf_chl_opt</body></html>"
_HEADERS = b"".join(b"X-Filler-%d: x\r\n" % number for number in range(500))
_NESTED = b'{"stars": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"

ALL: tuple[Bad, ...] = (
    # time
    Bad("silent", "accepts and never answers", Event.TIMEOUT, _silent),
    Bad("drip", "one byte every tenth of a second, for ever", Event.TIMEOUT, streaming(_drip)),
    Bad("slow_headers", "headers that arrive slower than patience", Event.TIMEOUT,
        raw(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", b"X-C: d\r\n", b"\r\n", pause=PATIENCE / 2)),
    # size
    Bad("endless", "a body without length that never ends", Event.TOO_LARGE, streaming(_flood)),
    Bad("announced", "announces a terabyte", Event.TOO_LARGE, raw(_ok(GOOD, 10**12))),
    Bad("bomb", "gzip that expands a thousandfold", Event.BLOCKED,
        reply(200, _bomb(4_000_000), Content_Encoding="gzip")),
    Bad("bomb_in_bomb", "gzip inside gzip", Event.BLOCKED,
        reply(200, gzip.compress(_bomb(30_000_000)), Content_Encoding="gzip, gzip")),
    Bad("long_header", "one header of 100 kilobytes", Event.MALFORMED,
        raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100_000 + b"\r\n\r\n")),
    Bad("many_headers", "five hundred headers", Event.MALFORMED, raw(b"HTTP/1.1 200 OK\r\n" + _HEADERS + b"\r\n")),
    # the wire
    Bad("not_http", "speaks something else", Event.MALFORMED, raw(b"SSH-2.0-OpenSSH_9.2\r\n")),
    Bad("no_status", "a status that is no number", Event.MALFORMED, raw(b"HTTP/1.1 OK\r\n\r\n")),
    Bad("closes", "closes without a byte", Event.MALFORMED, raw(b"")),
    Bad("resets", "resets the connection", Event.MALFORMED, _reset),
    Bad("cut", "ends in the middle of the announced body", Event.TRUNCATED, raw(_ok(GOOD[:6], len(GOOD)))),
    Bad("cut_chunk", "ends in the middle of a chunk", Event.TRUNCATED,
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"stars\"")),
    Bad("bad_chunk", "a chunk length that is no number", Event.MALFORMED,
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")),
    Bad("negative_length", "a negative length", Event.MALFORMED, raw(_ok(GOOD, -5))),
    Bad("two_lengths", "two lengths that differ", Event.MALFORMED,
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 12\r\n\r\n" + GOOD)),
    Bad("false_gzip", "says gzip and is not", Event.MALFORMED, reply(200, GOOD, Content_Encoding="gzip")),
    Bad("cut_gzip", "gzip that ends too early", Event.TRUNCATED,
        reply(200, gzip.compress(GOOD)[:-12], Content_Encoding="gzip")),
    # redirects
    Bad("to_metadata", "redirects to the cloud's metadata address", Event.BLOCKED, moved("http://169.254.169.254/latest")),
    Bad("to_private", "redirects to a private address", Event.BLOCKED, moved("http://10.1.2.3/")),
    Bad("to_private_name", "redirects to a name that resolves to a private address", Event.BLOCKED,
        moved("https://intranet.example/")),
    Bad("to_mapped", "redirects to a private address written as IPv6", Event.BLOCKED, moved("http://[::ffff:10.1.2.3]/")),
    Bad("to_decimal", "redirects to an address written as one number", Event.BLOCKED, moved("http://2852039166/")),
    Bad("to_hex", "redirects to an address written in hexadecimal", Event.BLOCKED, moved("http://0xa9.0xfe.0xa9.0xfe/")),
    Bad("to_file", "redirects to a file", Event.BLOCKED, moved("file:///etc/passwd")),
    Bad("to_port", "redirects to a database's port", Event.BLOCKED, moved("http://203.0.113.7:5432/")),
    Bad("to_itself", "redirects to itself for ever", Event.BLOCKED, moved("/stars")),
    Bad("to_credentials", "redirects to an address with credentials", Event.BLOCKED, moved("http://a:b@other.example/")),
    Bad("to_nowhere", "redirects to no address", Event.MALFORMED, moved("http://[not-an-address/")),
    # addresses of the plan itself
    Bad("planned_private", "the plan names a private address", Event.BLOCKED, url="http://192.168.0.1/stars"),
    Bad("planned_octal", "the plan names loopback in octal", Event.BLOCKED, url="http://0177.0.0.1/stars"),
    Bad("planned_scheme", "the plan names another scheme", Event.BLOCKED, url="ftp://files.example/stars"),
    Bad("planned_name", "the plan names a host that resolves to a private address", Event.BLOCKED,
        url="https://intranet.example/stars"),
    Bad("refuses", "nobody listens", Event.UNREACHABLE, url="https://closed.example/stars"),
    # robots.txt
    Bad("forbidden", "robots.txt forbids it", Event.ROBOTS, reply(), reply(200, b"User-agent: *\nDisallow: /\n")),
    Bad("robots_503", "robots.txt answers 503 with rules that allow", Event.UNREACHABLE, reply(),
        reply(503, b"User-agent: *\nAllow: /\n")),
    Bad("robots_cut", "robots.txt ends too early", Event.UNREACHABLE, reply(), raw(_ok(b"User", 999))),
    Bad("robots_moved", "robots.txt redirects to a private address", Event.BLOCKED, reply(), moved("http://10.0.0.1/")),
    # what the publisher says
    Bad("storm", "429 to everything", Event.RATE_LIMITED, reply(429, b"slow down")),
    Bad("far_pause", "429 with an hour's pause", Event.RATE_LIMITED, reply(429, b"", Retry_After="3600")),
    Bad("odd_pause", "429 with a pause that is no time", Event.RATE_LIMITED, reply(429, b"", Retry_After="soon")),
    Bad("overload", "503 to everything", Event.UNAVAILABLE, reply(503, b"overloaded")),
    Bad("denied", "403", Event.REFUSED, reply(403, b'{"message": "forbidden"}')),
    Bad("gone", "410", Event.NOT_PUBLISHED, reply(410, b"")),
    Bad("teapot", "a status that no source expects", Event.REFUSED, reply(418, b"")),
    Bad("challenge", "a challenge page with 200", Event.BOT_PAGE, reply(200, _PAGE, Content_Type="text/html")),
    Bad("empty_body", "200 with nothing", Event.UNAVAILABLE, reply(200, b"")),
    Bad("zero", "a well-formed answer with nothing in it", Event.EMPTY, reply(200, b'{"stars": 0}')),
    # bodies
    Bad("cut_json", "JSON that ends too early with an honest length", Event.TRUNCATED, reply(200, GOOD[:-3])),
    Bad("page", "a web page where JSON is documented", Event.BOT_PAGE,
        reply(200, b"<!DOCTYPE html><html><body>new design</body></html>")),
    Bad("other_type", "a list where an object is documented", Event.SHAPE_CHANGED, reply(200, b"[1, 2]")),
    Bad("missing", "a required field is missing", Event.SHAPE_CHANGED, reply(200, b'{"forks": 1}')),
    Bad("wrong_type", "a number that is an object", Event.SHAPE_CHANGED, reply(200, b'{"stars": {}}')),
    Bad("nested", "brackets nested a hundred thousand deep", Event.SHAPE_CHANGED, reply(200, _NESTED)),
    Bad("crashes", "a body that trips the parser itself", Event.PARSER_FAULT, reply(200, b'{"stars": 1, "crash": 1}')),
    Bad("binary", "random bytes", Event.SHAPE_CHANGED, reply(200, bytes(range(128, 256)) * 4)),
)  # fmt: skip


def good(count: int) -> list[tuple[str, Any]]:
    """Addresses of well-behaved pages and their bodies, to be stored whatever the others do."""
    return [(f"https://good-{n % 5}.example/stars/{n}", json.dumps({"stars": n + 1})) for n in range(count)]
