"""The store: one engine by URL, SQLite (WAL) embedded or PostgreSQL, the same code for both.

Single rows go through SQLModel sessions; many rows through one Core executemany with ``ON CONFLICT DO NOTHING``:
several times quicker than ``add_all``, and idempotent, since ids are content hashes: writing twice writes once.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Insert, Table, event, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlmodel import Session, SQLModel, create_engine

from data import records

DEFAULT_URL = "sqlite:///var/unfakeable.sqlite"
BATCH_ROWS = 1_000

#: Tables in the order their foreign keys allow.
_ORDER = {table.name: position for position, table in enumerate(SQLModel.metadata.sorted_tables)}

T = TypeVar("T", bound=SQLModel)


class StoreError(Exception):
    """The store cannot be used as it is; the message says what to do."""


def database_url() -> str:
    """``UNFAKEABLE_DATABASE_URL``, or the embedded SQLite file under ``var/``."""
    return os.environ.get("UNFAKEABLE_DATABASE_URL", DEFAULT_URL)


class Store:
    """An opened store, migrated to this program's schema."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url or database_url()
        self.engine = _engine(self.url)

    @classmethod
    def open(cls, url: str | None = None) -> "Store":
        """Open and migrate up. A store of a newer schema is refused, not touched."""
        try:
            store = cls(url)
            store.migrate()
        except (ArgumentError, NoSuchModuleError) as error:
            raise StoreError(
                "the database's URL is not understood; write sqlite:///FILE or postgresql://..."
            ) from error
        except DBAPIError as error:
            shown = store.engine.url.render_as_string()  # without the password, which the driver's own words may hold
            raise StoreError(
                f"the database {shown} cannot be opened ({type(error.orig).__name__}); is it there?"
            ) from error
        return store

    def migrate(self, revision: str = "head") -> None:
        """Bring the schema to ``revision``; ``base`` takes everything down."""
        config = _alembic_config(self.url)
        scripts = ScriptDirectory.from_config(config)
        known = {script.revision for script in scripts.walk_revisions()}
        with self.engine.begin() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise StoreError(
                    f"the database {self.engine.url.render_as_string()} has schema {current}, newer than this program "
                    "knows; use the program that wrote it, or another database"
                )
            if connection.dialect.name == "sqlite" and current != scripts.get_current_head():
                # The driver opens no transaction for a schema: a migration that is killed would stay half made.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            if revision == "base":
                command.downgrade(config, "base")
            else:
                command.upgrade(config, revision)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that commits on success and rolls back on an exception."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def add(self, rows: Iterable[SQLModel]) -> int:
        """Write rows, each once, in the order their foreign keys allow; the number of rows that were new.

        Memory is bounded by ``BATCH_ROWS``; each batch is one transaction, so a killed run leaves whole batches only.
        """
        stream, new = iter(rows), 0
        while batch := list(islice(stream, BATCH_ROWS)):
            new += self._add_batch(batch)
        return new

    def _add_batch(self, batch: list[SQLModel]) -> int:
        by_table: dict[str, list[SQLModel]] = defaultdict(list)
        for row in batch:
            by_table[str(row.__tablename__)].append(row)
        new = 0
        with self.engine.begin() as connection:
            for name in sorted(by_table, key=_ORDER.__getitem__):
                table = SQLModel.metadata.tables[name]
                values = [
                    {column.name: getattr(row, column.name) for column in table.columns} for row in by_table[name]
                ]
                new += connection.execute(self._insert(table), values).rowcount
        return new

    def _insert(self, table: Table) -> Insert:
        dialect = self.engine.dialect.name
        if dialect == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        if dialect == "sqlite":
            return sqlite.insert(table).on_conflict_do_nothing()
        return insert(table)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True)
    path = url.removeprefix("sqlite:///")
    if path and path != url:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


__all__ = ["DEFAULT_URL", "Store", "StoreError", "database_url", "records"]
