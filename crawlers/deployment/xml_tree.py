"""Reading XML trees by local name: publishers change prefixes and namespaces, the names stay."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """A tag without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names, or ``None``."""
    for name in path:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def text_at(element: Element | None, *path: str) -> str | None:
    """The stripped text along a path of local names; ``None`` where it is absent or empty."""
    found = child(element, *path)
    text = "".join(found.itertext()).strip() if found is not None else ""
    return text or None


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """Every element named as the last step, under the first element along the steps before it."""
    *above, last = path
    holder = child(element, *above)
    return (inner for inner in (holder if holder is not None else ()) if local(inner) == last)


def leaf_paths(root: Element) -> Iterator[str]:
    """Slash-joined local names from below the root to every element that holds text, each path once."""
    seen: set[str] = set()
    stack = [(inner, local(inner)) for inner in reversed(root)]
    while stack:
        element, path = stack.pop()
        stack += [(inner, f"{path}/{local(inner)}") for inner in reversed(element)]
        if not len(element) and (element.text or "").strip() and path not in seen:
            seen.add(path)
            yield path
