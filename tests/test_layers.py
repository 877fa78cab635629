"""The tree as DESIGN draws it: imports along the arrow, rooms of a readable size, no place of one machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARROW = ("data", "crawlers", "scoring", "api")
CEILING = 400  #: lines; above it a file is two rooms

#: A folder of one machine, or a mirror of a package registry.
PLACES = re.compile(r"/(?:home|root|Users|work)/\w|\b(?:pypi\.org/simple|files\.pythonhosted|deb\.debian\.org)\b")

TEXTS = frozenset({".py", ".md", ".toml", ".lock", ".yaml", ".yml", ".csv", ".json", ".jsonl", ".html", ".xml", ""})


def modules() -> Iterator[tuple[str, Path]]:
    for package in ARROW:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield package, path


def imported(path: Path) -> set[str]:
    """Top-level packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_nothing_imports_against_the_arrow() -> None:
    for package, path in modules():
        later = set(ARROW[ARROW.index(package) + 1 :]) | {"tests"}
        assert not imported(path) & later, path.relative_to(ROOT)


def test_crawlers_know_no_judging_library() -> None:
    for path in sorted((ROOT / "crawlers").rglob("*.py")):
        assert not imported(path) & {"lightgbm", "sklearn", "spacy", "fastapi"}, path.relative_to(ROOT)


def test_nothing_is_unpickled() -> None:
    for _, path in modules():
        assert not imported(path) & {"pickle", "joblib", "shelve", "dill", "marshal"}, path.relative_to(ROOT)


def test_every_module_says_what_it_is_for() -> None:
    for _, path in modules():
        if path.name != "__init__.py" and "migrations" not in path.parts:
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path.relative_to(ROOT)


def test_a_file_is_one_room() -> None:
    for _, path in modules():
        if "migrations" not in path.parts:
            assert len(path.read_text(encoding="utf-8").splitlines()) <= CEILING, path.relative_to(ROOT)


def test_no_file_names_a_place_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in TEXTS and path.exists():
            found = PLACES.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found or name == "tests/test_layers.py", f"{name}: {found.group()}"
