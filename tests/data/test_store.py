"""The store, on SQLite and on PostgreSQL: written once however often, refused when newer, read as of a date."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.ddl.impl import DefaultImpl
from sqlalchemy import inspect, text
from sqlmodel import SQLModel, select

from data.as_of import dossier, find_company, in_memory
from data.case_files import read_cases
from data.records import Claim, Company, Document, Evidence
from data.store import Store, StoreError
from data.words import KnownBy, Role
from scoring.cases import case_rows, company_of


def _document(n: int) -> Document:
    return Document(
        id=f"do_{n}",
        source="newsroom_html",
        url=f"https://lumenwharf.example/{n}",
        sha256=f"{n:064x}",
        text="Größe 東京 \U0001f680",
        writer=Role.COMPANY,
        host=Role.COMPANY,
        headers={"content-type": "text/html"},
        known_at=date(2025, 1, 1),
        known_by=KnownBy.OWN_FETCH,
        retrieved_at=datetime(2025, 1, 1, 12, tzinfo=UTC),
    )


def test_a_row_comes_back_as_it_went_in(store: Store) -> None:
    store.add([_document(1)])
    with store.session() as session:
        row = session.get(Document, "do_1")
    assert row is not None
    assert row.text == "Größe 東京 \U0001f680"
    assert row.writer is Role.COMPANY
    assert row.headers == {"content-type": "text/html"}
    assert row.retrieved_at == datetime(2025, 1, 1, 12, tzinfo=UTC)


def test_writing_twice_writes_once(store: Store) -> None:
    rows = list(case_rows(read_cases()[:5]))
    store.add(rows)
    before = _counts(store)
    store.add(case_rows(read_cases()[:5]))
    assert _counts(store) == before
    assert before["claim"] > 0


def test_the_store_reads_what_memory_reads(store: Store) -> None:
    """The same rows give the same dossier, whichever way they come, and the same digest on every database."""
    case = next(case for case in read_cases() if case.slug == "theranos")
    store.add(case_rows([case]))
    for year in (2013, 2014, 2018):
        when = date(year, 12, 31)
        with store.session() as session:
            company = find_company(session, "Theranos.com ")
            assert company is not None
            stored = dossier(session, company, when)
        assert stored.digest == in_memory(company_of(case), when, case_rows([case])).digest


def test_nothing_later_than_the_date_is_read(store: Store) -> None:
    case = next(case for case in read_cases() if case.slug == "theranos")
    store.add(case_rows([case]))
    with store.session() as session:
        company = find_company(session, "theranos.com")
        assert company is not None
        early, late = (dossier(session, company, date(year, 12, 31)) for year in (2014, 2018))
    assert {row.id for row in early.evidence} < {row.id for row in late.evidence}
    assert max(row.known_at for row in early.evidence) <= date(2014, 12, 31)


def test_migrations_go_down_and_up_again(store: Store) -> None:
    store.migrate("base")
    assert set(inspect(store.engine).get_table_names()) <= {"alembic_version"}
    store.migrate()
    assert set(SQLModel.metadata.tables) <= set(inspect(store.engine).get_table_names())


def test_the_migrated_schema_is_the_models_schema(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_newer_schema_is_refused_and_left_alone(store: Store) -> None:
    with store.engine.begin() as connection:
        ours = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer than this program knows"):
        store.migrate()
    with store.engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
        connection.execute(text("UPDATE alembic_version SET version_num = :ours"), {"ours": ours})


def test_a_word_outside_the_list_is_refused(store: Store) -> None:
    row = _document(2)
    row.writer = "somebody"  # type: ignore[assignment]
    with pytest.raises(Exception, match="somebody"):
        store.add([row])


def test_a_migration_that_breaks_off_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    make, made = DefaultImpl.create_table, []

    def break_off(self: DefaultImpl, *given: Any, **named: Any) -> None:
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append(given)
        make(self, *given, **named)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(DefaultImpl, "create_table", break_off)
        Store.open(url)
    opened = Store.open(url)
    assert set(SQLModel.metadata.tables) <= set(inspect(opened.engine).get_table_names())
    opened.close()


def _counts(store: Store) -> dict[str, int]:
    with store.session() as session:
        return {
            str(model.__tablename__): len(session.exec(select(model)).all()) for model in (Company, Claim, Evidence)
        }
