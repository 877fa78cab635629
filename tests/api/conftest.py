"""The service over the bundled cases, asked as a caller on this machine and as one from elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ServiceSettings
from data.case_files import read_cases
from data.store import Store
from scoring.cases import case_rows
from tests.api.cli import Command, command_line

SECRET = "a secret of the tests"


@pytest.fixture(scope="session")
def case_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a store that holds the bundled cases; tests read it and add nothing but keys."""
    url = f"sqlite:///{tmp_path_factory.mktemp('cases') / 'store.sqlite'}"
    store = Store.open(url)
    store.add(case_rows(read_cases()))
    store.close()
    return url


@pytest.fixture(scope="session")
def case_store(case_database: str) -> Iterator[Store]:
    store = Store.open(case_database)
    yield store
    store.close()


Asking = Callable[..., TestClient]


@pytest.fixture(scope="session")
def asking(case_store: Store) -> Iterator[Asking]:
    """A maker of clients: from which address, under which host name."""
    opened: list[TestClient] = []

    def make(address: str = "127.0.0.1", host: str = "127.0.0.1:8000") -> TestClient:
        app = create_app(ServiceSettings(secret=SECRET), case_store)
        client = TestClient(app, f"http://{host}", raise_server_exceptions=False, client=(address, 50_000))
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def client(asking: Asking) -> TestClient:
    """This machine's own user."""
    return asking()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def unfakeable(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line in this process."""
    return command_line(monkeypatch, capsys)
