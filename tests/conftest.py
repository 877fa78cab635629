"""Fixtures that several rooms share: a store on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data.store import Store
from tests import postgres

# A busy machine must not fail a property: how long an example takes is not what these tests are about.
settings.register_profile("unfakeable", deadline=None)
settings.load_profile("unfakeable")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A running PostgreSQL; its tests skip loudly where there is none, and fail in CI."""
    folder = postgres.binaries()
    if folder is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs PostgreSQL: install the package 'postgresql'")
        pytest.skip("no PostgreSQL on this machine: install the package 'postgresql' to run these tests")
    with postgres.running(folder) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty, migrated store: each test that takes it runs on both databases."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_url")
    opened = Store.open(url)
    yield opened
    if request.param == "postgresql":
        opened.migrate("base")
    opened.close()
