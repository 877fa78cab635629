"""Reading JSON so that every leaf is handled, ignored by name, or reported: the contract of every JSON parser.

A parser reads leaves through ``Fields`` by dotted path; ``[]`` stands for the elements of a list and ``*`` for any key
of an object. Reading or ignoring a path handles everything beneath it. At the end ``finish()`` names the leaves that
nobody handled: the parser passes them on as ``ParsedDocument.unhandled``, the source's test fails on them, and a live
crawl stores the document and reports ``shape_changed``.

    fields = Fields(replies.json_of(response))
    fields.ignore("node_id", "owner.*_url", "license.key")
    stars = fields.number("stargazers_count", required=True)
    for job in fields.items("jobs"):
        title = job.text("title", required=True)
    yield ParsedDocument(..., unhandled=fields.finish())
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from math import isfinite
from typing import Any

from crawlers.plain_text import utc_date
from crawlers.spider import ShapeChanged

Path = tuple[str, ...]


class Fields:
    """One JSON object (or list) of a payload, which remembers what was read of it.

    Objects under it share one memory, so ``finish()`` on any of them audits the whole payload.
    """

    __slots__ = ("_handled", "_path", "_payload", "_root")

    def __init__(self, payload: Any, *, _root: "Fields | None" = None, _path: Path = ()) -> None:
        self._payload = payload
        self._path = _path
        self._root: Fields = _root or self
        self._handled: set[Path] = self._root._handled if _root else set()

    @property
    def raw(self) -> Any:
        """The value as it came, without handling anything."""
        return self._payload

    def take(self, path: str, *, required: bool = False) -> Any:
        """The value at ``path``, of any type; handles everything beneath it. ``None`` where absent or null.

        ``a.b`` walks objects; a ``[]`` collects over a list and gives a list. ``""`` is this value itself.
        """
        steps = _steps(path)
        self._handled.add(self._path + steps)
        value = _walk(self._payload, steps)
        if required and value is None:
            raise ShapeChanged(f"{self._where(path)} is missing")
        return value

    def text(self, path: str, *, required: bool = False) -> str | None:
        """A string, or a number written as one."""
        value = self.take(path, required=required)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        raise ShapeChanged(f"{self._where(path)} is {_kind(value)}, not a string")

    def number(self, path: str, *, required: bool = False) -> float | None:
        """A number, or a string that holds nothing but one (YouTube counts so)."""
        value = self.take(path, required=required)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ShapeChanged(f"{self._where(path)} is {_kind(value)}, not a number")
        try:
            read = float(value)
        except (ValueError, OverflowError) as error:
            raise ShapeChanged(f"{self._where(path)} does not hold a number") from error
        if not isfinite(read):
            raise ShapeChanged(f"{self._where(path)} is {value}, which no count can be")
        return read

    def texts(self, path: str) -> list[str]:
        """The strings (or numbers, written as such) of the list at ``path``; nulls in it are left out."""
        value = self.take(path)
        if value is None:
            return []
        if not isinstance(value, list):
            raise ShapeChanged(f"{self._where(path)} is {_kind(value)}, not a list")
        held = [element for element in value if element is not None]
        if not all(isinstance(element, str | int | float) for element in held):
            raise ShapeChanged(f"{self._where(path)} does not hold strings alone")
        return [str(element) for element in held]

    def flag(self, path: str, *, required: bool = False) -> bool | None:
        """True, false, or unknown."""
        value = self.take(path, required=required)
        if value is not None and not isinstance(value, bool):
            raise ShapeChanged(f"{self._where(path)} is {_kind(value)}, not true or false")
        return value

    def day(self, path: str, *, required: bool = False) -> date | None:
        """The UTC day of an instant: ISO 8601, RFC 822, compact digits, or seconds or milliseconds since 1970."""
        value = self.take(path, required=required)
        if value is None or value == "":
            return None
        read = utc_date(value) if isinstance(value, str | int | float) else None
        if read is None:
            raise ShapeChanged(f"{self._where(path)} does not hold a date")
        return read

    def items(self, path: str = "", *, required: bool = False) -> "Iterator[Fields]":
        """The elements of the list at ``path``, each as ``Fields``; none where it is absent or null."""
        value = self._look(path, list, "a list", required)
        inner = (*self._path, *_steps(path), "[]")
        return (Fields(element, _root=self._root, _path=inner) for element in value or ())

    def mapping(self, path: str = "", *, required: bool = False) -> "Iterator[tuple[str, Fields]]":
        """The entries of the object at ``path`` whose keys are data, for example dates or tags."""
        value = self._look(path, dict, "an object", required)
        inner = (*self._path, *_steps(path), "*")
        return ((key, Fields(entry, _root=self._root, _path=inner)) for key, entry in (value or {}).items())

    def object(self, path: str, *, required: bool = False) -> "Fields":
        """The object at ``path``; an empty one where it is absent or null."""
        value = self._look(path, dict, "an object", required)
        return Fields(value if value is not None else {}, _root=self._root, _path=self._path + _steps(path))

    def peek(self, path: str) -> Any:
        """The value at ``path``, of any type, without handling it; ``None`` where absent."""
        return _walk(self._payload, _steps(path))

    def peek_text(self, path: str) -> str | None:
        """The string at ``path``, without handling it; ``None`` where there is none."""
        value = self.peek(path)
        return value if isinstance(value, str) else None

    def has(self, path: str) -> bool:
        """Whether a value that is not null stands at ``path``; handles nothing."""
        return self.peek(path) is not None

    def ignore(self, *paths: str) -> None:
        """Declare leaves (or whole branches) out of scope by name; ``*`` may stand for a key or part of one."""
        self._handled.update(self._path + _steps(path) for path in paths)

    def finish(self) -> tuple[str, ...]:
        """Paths of the payload's leaves that were neither read nor ignored, sorted; empty when all is handled."""
        handled = _Handled(self._root._handled)
        leaves: set[Path] = set()
        _collect(self._root._payload, (), handled, leaves)
        return tuple(sorted(_spell(leaf) for leaf in leaves))

    def _look(self, path: str, kind: type, word: str, required: bool) -> Any:
        steps = _steps(path)
        value = _walk(self._payload, steps)
        if value is None:
            if required:
                raise ShapeChanged(f"{self._where(path)} is missing")
            self._handled.add(self._path + steps)  # an explicit null is an answer: nothing here
            return None
        if not isinstance(value, kind):
            raise ShapeChanged(f"{self._where(path)} is {_kind(value)}, not {word}")
        if not value:
            self._handled.add(self._path + steps)
        return value

    def _where(self, path: str) -> str:
        return f"field {_spell(self._path + _steps(path)) or 'of the payload'!r}"


class _Handled:
    """The handled paths as a trie, so that a payload of megabytes is audited in one walk."""

    def __init__(self, paths: set[Path]) -> None:
        self.trie: dict[str, Any] = {}
        for path in paths:
            node = self.trie
            for step in path:
                node = node.setdefault(step, {})
            node[""] = True  # everything beneath is handled

    @staticmethod
    def under(nodes: list[dict[str, Any]], step: str) -> list[dict[str, Any]]:
        """The trie nodes that ``step`` leads to; several, since ``*`` and a name can both match."""
        found = []
        for node in nodes:
            if step in node:
                found.append(node[step])
            if step != "[]":
                found.extend(child for name, child in node.items() if "*" in name and fnmatchcase(step, name))
        return found


def _collect(value: Any, path: Path, handled: _Handled, leaves: set[Path]) -> None:
    stack: list[tuple[Any, Path, list[dict[str, Any]]]] = [(value, path, [handled.trie])]
    while stack:
        value, path, nodes = stack.pop()
        if any("" in node for node in nodes):
            continue
        if isinstance(value, Mapping) and value:
            stack.extend((child, (*path, key), handled.under(nodes, key)) for key, child in value.items())
        elif isinstance(value, list) and value:
            inner = handled.under(nodes, "[]")
            stack.extend((child, (*path, "[]"), inner) for child in value)
        elif not (nodes and (value is None or value in ({}, []))):
            # A null or empty container whose inside is handled elsewhere needs no handling of its own.
            leaves.add(path)


def _steps(path: str) -> Path:
    """``a.b[].c`` as ``("a", "b", "[]", "c")``."""
    return tuple(step for part in path.split(".") for step in part.replace("[]", "\0[]").split("\0") if step)


def _spell(path: Path) -> str:
    return ".".join(path).replace(".[]", "[]")


def _walk(value: Any, steps: Path) -> Any:
    for position, step in enumerate(steps):
        if step == "[]":
            if not isinstance(value, list):
                return None
            return [_walk(element, steps[position + 1 :]) for element in value]
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _kind(value: Any) -> str:
    names = {bool: "a boolean", dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
