"""A loopback server that stands in for every host: requests are told apart by Host header, method, path and body.

The demonstration and the tests crawl against it. It holds no data of its own: replies are given to it.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import urlsplit

ALLOW_ALL = b"User-agent: *\nAllow: /\n"

Key = tuple[str, str, str, bytes]
#: A reply that writes to the connection itself: slow, endless, cut and malformed bodies are made so.
Behaviour = Callable[[BaseHTTPRequestHandler], None]


class ServedReply(Protocol):
    """What is answered to one request. ``url`` is the real address, as a source asks for it."""

    @property
    def method(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def request_body(self) -> str | None: ...

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def payload(self) -> bytes: ...


class Replica:
    """The replies that a running server gives, and what it was asked. ``address`` is ``127.0.0.1:port``."""

    def __init__(self, replies: Iterable[ServedReply] = ()) -> None:
        self.table: dict[Key, ServedReply] = {}
        self.behaviours: dict[tuple[str, str], Behaviour] = {}
        self.hits: Counter[str] = Counter()  #: asked URL (``host/path``) -> times
        self.seen: list[tuple[str, Mapping[str, str]]] = []  #: asked URL and headers, in order
        self.address = ""
        for reply in replies:
            self.add(reply)

    def add(self, reply: ServedReply) -> None:
        """Answer one more request; a later reply to the same request replaces the earlier."""
        self.table[_key(reply.method, reply.url, (reply.request_body or "").encode())] = reply

    def misbehave(self, url: str, behaviour: Behaviour) -> None:
        """Let ``behaviour`` answer for this address, whatever the method."""
        parts = urlsplit(url)
        self.behaviours[(parts.hostname or "", _target(parts.path, parts.query))] = behaviour

    @property
    def host_map(self) -> dict[str, str]:
        """The ``host_map`` setting that sends every host of the table here; ``*`` sends all others too."""
        return {"*": self.address}

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Look the request up and write its reply; robots.txt is allow-all where the table has none, the rest 404.

        A reply that was given without a request body answers whatever was posted to its address.
        """
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length) if length else b""
        host = (handler.headers.get("Host") or "").partition(":")[0]
        self.hits[f"{host}{handler.path}"] += 1
        self.seen.append((f"{host}{handler.path}", dict(handler.headers.items())))
        behaviour = self.behaviours.get((host, handler.path))
        if behaviour is not None:
            behaviour(handler)
            return
        exact, anything = (handler.command, host, handler.path, body), (handler.command, host, handler.path, b"")
        reply = self.table.get(exact) or self.table.get(anything)
        if reply is not None:
            _send(handler, reply.status, reply.headers, reply.payload)
        elif handler.path == "/robots.txt":
            _send(handler, 200, {"Content-Type": "text/plain"}, ALLOW_ALL)
        else:
            _send(handler, 404, {"Content-Type": "text/plain"}, b"Not Found")


@contextmanager
def serving(replica: Replica) -> Iterator[Replica]:
    """Serve a replica on a free loopback port for the length of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "replica"
        sys_version = ""

        def do_GET(self) -> None:
            replica.answer(self)

        do_POST = do_HEAD = do_GET

        def date_time_string(self, timestamp: float | None = None) -> str:
            return "Thu, 01 Jan 2026 00:00:00 GMT"  # recordings are the same on every day

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = _QuietServer(("127.0.0.1", 0), Handler)
    replica.address = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield replica
    finally:
        server.shutdown()
        server.server_close()


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up on a misbehaving reply is what those tests are about."""


def _send(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


def _key(method: str, url: str, body: bytes) -> Key:
    parts = urlsplit(url)
    return method, parts.hostname or "", _target(parts.path, parts.query), body


def _target(path: str, query: str) -> str:
    return (path or "/") + (f"?{query}" if query else "")
