"""A register of everybody: stored once with its whole text, of its observations only the asking company's own."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from crawlers.crawl import Summary, crawl
from crawlers.deployment.sec_edgar_company_list import SecEdgarCompanyList
from crawlers.identity import company_of, questions, resolve_stored, target_of
from crawlers.listing import bearer, entries, entry_text
from crawlers.parse_file import parse_file
from crawlers.plan import save_plan, wave_zero
from data.as_of import dossier
from data.organisations import normalised
from data.records import Company, Document, Observation
from data.store import Store
from tests.crawlers.toy import NOW, settings
from tests.replica.sec_edgar_company_list import REPLIES
from tests.replica.server import Replica, serving

HARBOUR = company_of("harbour.example", "Harbour Logistics")
OTHER = company_of("other.example", "Other")
STRANGER = company_of("stranger.example", "Stranger")
SOURCE = SecEdgarCompanyList.spec.name
LIST = next(reply for reply in REPLIES if reply.case == "happy")


def asked_by(company: Company, store: Store, folder: Path) -> Summary:
    target, source = target_of(company, ()), SecEdgarCompanyList()
    replica = Replica([LIST])
    with serving(replica):
        job = save_plan(store, [target], wave_zero(target, [source]), NOW)
        return crawl(job, store, settings(replica, folder), sources=[source])


def listed(store: Store) -> set[tuple[str, str | None]]:
    with store.session() as session:
        query = select(Observation.company_id, Observation.subject).where(Observation.metric == "listed_company")
        return set(session.exec(query))


def test_only_the_asking_company_is_observed_and_the_rest_counted(store: Store, tmp_path: Path) -> None:
    total = asked_by(HARBOUR, store, tmp_path).total
    assert listed(store) == {(HARBOUR.id, "HARBOUR LOGISTICS CORP (HARB)")}
    assert (total.new, total.left_out) == (1, 1)
    with store.session() as session:
        assert "Other Co (OTHR-A): CIK 0009990007" in session.exec(select(Document.text)).one()


def test_whoever_asks_next_finds_itself_in_the_same_document(store: Store, tmp_path: Path) -> None:
    asked_by(STRANGER, store, tmp_path)
    assert listed(store) == set()
    total = asked_by(OTHER, store, tmp_path).total
    assert (total.new, total.unchanged, total.left_out) == (0, 1, 1)
    assert listed(store) == {(OTHER.id, "Other Co (OTHR-A)")}
    with store.session() as session:
        held = dossier(session, OTHER, NOW.date())
    assert held.documents == [] and [held.document(row.document_id).source for row in held.observations] == [SOURCE]
    (found,) = questions(resolve_stored(store, OTHER))["cik"]
    assert found.value == "0009990007"
    assert questions(resolve_stored(store, STRANGER)) == {}


def test_the_parser_alone_prints_every_entry(tmp_path: Path) -> None:
    body = LIST.body if isinstance(LIST.body, bytes) else LIST.body.encode()
    (tmp_path / "body").write_bytes(body)
    lines = list(parse_file("sec_edgar_company_list", tmp_path / "body", LIST.url, None, None))
    assert "HARBOUR LOGISTICS CORP (HARB)" in str(lines) and "Other Co (OTHR-A)" in str(lines)


NAME = st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), min_size=1).filter(str.strip)


@given(NAME, st.integers(1, 9_999_999_999), st.sampled_from(("", "; NYSE", "; CIK 0000000000")))
def test_an_entry_is_read_back_as_it_was_written(name: str, cik: int, exchange: str) -> None:
    text = entry_text(f"{name} (TICK)", f"CIK {cik:010}{exchange}")
    assert list(entries(f"Before\n{text}\nAfter")) == [(bearer(f"{name} (TICK)"), f"{cik:010}")]
    assert bearer(f"{name.strip()} (TICK)") == normalised(name.strip())
