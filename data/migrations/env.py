"""Alembic's environment: runs on the connection that ``data.store`` hands in, or on the URL of the configuration."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlmodel import SQLModel

from data import records


def _render_words(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """Write a ``Word`` into a migration as the plain text column it is."""
    return "sa.String(length=40)" if kind == "type" and isinstance(item, records.Word) else False


def _run(connection: Connection) -> None:
    # render_as_batch: SQLite cannot alter a constraint in place.
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, render_item=_render_words
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url") or "").begin() as connection:
        _run(connection)
