"""The demonstration, end to end: crawled, read, held, judged; what each part carries; equal on replay."""

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlmodel import func, select

from data.as_of import dossier, find_company
from data.demonstration import DOMAIN, NOW, Part
from data.records import Claim, Document, Evidence, Identity, Job, Lookup, Observation
from data.store import Store
from data.words import Facet, Family, Label, Looked, Rung, Stance, Status
from scoring.audit import Audit
from scoring.claims.pipeline import ClaimExtractor
from scoring.demonstration import demonstrate
from scoring.fakeability import FakeabilityModel
from scoring.investigate import planned, wanted_records
from scoring.memo import version_of, write_memo_files
from scoring.standing import Standing

INSURER, BANK, PORT = "halyardmutual.example", "corvanebank.example", "brackwater.example"


@pytest.fixture(scope="module")
def model() -> FakeabilityModel:
    return FakeabilityModel.load()


@pytest.fixture(scope="module")
def extractor() -> ClaimExtractor:
    return ClaimExtractor.load()


class Shown:
    """One run of the demonstration in a store of its own."""

    def __init__(
        self, folder: Path, model: FakeabilityModel, extractor: ClaimExtractor, without: Collection[Part] = ()
    ) -> None:
        self.store = Store.open(f"sqlite:///{folder / 'store.sqlite'}")
        self.audit: Audit = demonstrate(self.store, model, without, extractor=extractor)

    def deployed_at(self, party: str) -> Standing:
        """How the claim of a deployment at a party stands."""
        signals = [signal for signal in self.audit.signals if signal.family is Family.DEPLOYMENT]
        claims = {claim.id: claim for claim in self.audit.dossier.claims}
        (signal,) = [signal for signal in signals if claims[signal.claim_id or ""].counterparty_key == party]
        return self.audit.standing_of(signal)

    @property
    def paid(self) -> set[str]:
        """Organisations that the score is made of."""
        return {term.organisation for term in self.audit.score.terms}

    @property
    def asked(self) -> set[tuple[str, str, str]]:
        """Questions: whom, which, and what the answer would move."""
        return {(question.whom, question.text, question.effect) for question in self.audit.questions}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, model: FakeabilityModel, extractor: ClaimExtractor) -> Shown:
    return Shown(tmp_path_factory.mktemp("whole"), model, extractor)


@pytest.fixture(scope="module", params=list(Part))
def lacking(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    model: FakeabilityModel,
    extractor: ClaimExtractor,
) -> tuple[Part, Shown]:
    part: Part = request.param
    return part, Shown(tmp_path_factory.mktemp(part), model, extractor, {part})


def test_two_captures_on_the_user_side_verify_a_deployment(whole: Shown) -> None:
    standing = whole.deployed_at(INSURER)
    assert standing.label is Label.VERIFIED
    assert standing.rungs[Facet.EXISTENCE] is Rung.OPERATIONAL


def test_a_denial_by_the_named_customer_contradicts(whole: Shown) -> None:
    standing = whole.deployed_at(BANK)
    assert (standing.label, standing.status) == (Label.CONTRADICTED, Status.CONTRADICTED)
    assert whole.audit.score.refuters == (BANK,)


def test_what_nobody_else_says_stays_claimed(whole: Shown) -> None:
    labels = {signal.family: whole.audit.standing_of(signal).label for signal in whole.audit.signals}
    assert labels[Family.REVENUE] is Label.CLAIMED
    assert labels[Family.PARTNERSHIP] is Label.CLAIMED


def test_a_number_is_printed_from_two_organisations_and_enough_coverage(whole: Shown) -> None:
    score = whole.audit.score
    assert score.score is not None and score.low is not None and score.high is not None
    assert 0 < score.low < score.score <= score.high < score.hype
    assert whole.paid == {INSURER, PORT}
    assert score.coverage is not None and 0.6 <= score.coverage < 1


def test_what_could_not_be_read_says_so_and_why(whole: Shown) -> None:
    looked = {row.check: row for row in whole.audit.dossier.lookups_for(None)}
    assert looked["own_vendors"].looked is Looked.NOT_READ
    assert "robots.txt" in (looked["own_vendors"].reason or "")
    assert looked["certificates"].looked is Looked.NOT_READ
    assert looked["filings_naming_it"].looked is Looked.NOT_PUBLISHED


def test_the_copy_of_the_release_is_no_second_origin(whole: Shown) -> None:
    copied = [row for row in whole.audit.dossier.evidence if row.writer_org == "tidewire.example"]
    assert copied
    witnesses = {witness for standing in whole.audit.standings.values() for witness in standing.witnesses}
    assert not witnesses & {row.id for row in copied}


def test_every_claim_points_into_its_stored_text(whole: Shown) -> None:
    for claim in whole.audit.dossier.claims:
        assert whole.audit.dossier.document(claim.document_id).text[claim.start : claim.end] == claim.span


def test_only_what_came_of_the_crawl_is_kept(whole: Shown) -> None:
    with whole.store.session() as session:
        assert session.exec(select(func.count()).select_from(Job)).one() == 0
        company = find_company(session, DOMAIN)
        assert company is not None and company.origin == "demonstration"
        assert dossier(session, company, NOW.date()).digest == whole.audit.dossier.digest


def test_what_a_part_carries_goes_with_it(whole: Shown, lacking: tuple[Part, Shown]) -> None:
    part, other = lacking
    moved = {
        Part.DENIAL: _without_denial,
        Part.SUBPROCESSOR: _without_subprocessor,
        Part.ARCHIVE: _without_archive,
    }
    moved[part](whole, other)
    assert other.asked != whole.asked
    assert other.audit.dossier.digest != whole.audit.dossier.digest


def _without_denial(whole: Shown, other: Shown) -> None:
    assert other.deployed_at(BANK).label is Label.CLAIMED
    assert other.audit.score.refuters == ()
    assert (other.audit.score.score or 0) > (whole.audit.score.score or 0)
    assert other.deployed_at(INSURER).rungs == whole.deployed_at(INSURER).rungs


def _without_subprocessor(whole: Shown, other: Shown) -> None:
    assert other.deployed_at(INSURER).rungs[Facet.EXISTENCE] < whole.deployed_at(INSURER).rungs[Facet.EXISTENCE]
    assert other.deployed_at(INSURER).label is Label.PARTIAL
    assert other.deployed_at(INSURER).looked["subprocessor_list"] is Looked.NOT_PUBLISHED
    assert INSURER not in other.paid
    assert (other.audit.score.score or 0) < (whole.audit.score.score or 0)


def _without_archive(whole: Shown, other: Shown) -> None:
    looked = {row.check: row.looked for row in other.audit.dossier.lookups_for(None)}
    assert looked["site_history"] is Looked.NOT_READ
    assert (other.audit.score.coverage or 0) < (whole.audit.score.coverage or 0)
    listed = [row for row in other.audit.dossier.evidence if row.kind == "subprocessor_entry"]
    assert {row.known_at for row in listed} == {NOW.date()}, "nobody else proves an earlier day"
    assert min(row.known_at for row in whole.audit.dossier.evidence) < NOW.date()
    assert other.deployed_at(INSURER).rungs[Facet.EXISTENCE] is Rung.ACKNOWLEDGED
    assert (other.audit.score.score or 0) < (whole.audit.score.score or 0)


def test_the_denial_alone_refutes(whole: Shown) -> None:
    refuting = {row.writer_org for row in whole.audit.dossier.evidence if row.stance is Stance.REFUTES}
    assert refuting == {BANK}


def test_equal_on_replay_byte_by_byte_on_either_database(
    whole: Shown, store: Store, tmp_path: Path, model: FakeabilityModel, extractor: ClaimExtractor
) -> None:
    again = demonstrate(store, model, extractor=extractor)
    assert again.dossier.digest == whole.audit.dossier.digest
    first, second = (
        {path.name: path.read_bytes() for path in write_memo_files(tmp_path / name, [shown], version_of(model))}
        for name, shown in (("first", whole.audit), ("second", again))
    )
    assert first == second
    assert kept(store) == kept(whole.store)


def test_the_user_side_is_asked_first_about_what_would_move_the_verdict_most(
    whole: Shown, model: FakeabilityModel
) -> None:
    wanted = wanted_records(whole.audit.dossier, model)
    assert [want.claim_id for want in wanted] == [question.claim_id for question in whole.audit.questions]
    place = {want.claim_id: position for position, want in enumerate(wanted)}
    by_host: dict[str, list[int]] = {}
    rows = [row for row in planned(whole.audit.dossier.company, whole.store, model, NOW.date()) if row.claims]
    for row in rows:
        host = urlsplit(row.request.url).hostname or ""
        by_host.setdefault(host, []).append(place.get(row.claims[0], len(place)))
    assert max(map(len, map(set, by_host.values()))) > 1, "some host is asked about several claims"
    assert all(places == sorted(places) for places in by_host.values())
    questions = {want.question for want in wanted}
    assert any(row.request.purpose.endswith(question) for row in rows for question in questions)


def test_a_second_run_adds_no_row(whole: Shown, model: FakeabilityModel, extractor: ClaimExtractor) -> None:
    before = kept(whole.store)
    assert demonstrate(whole.store, model, extractor=extractor).dossier.digest == whole.audit.dossier.digest
    assert kept(whole.store) == before


def kept(store: Store) -> list[tuple[str, str]]:
    """Identity of every record about the company that a store holds."""
    with store.session() as session:
        nouns = (Identity, Document, Observation, Claim, Evidence, Lookup)
        return sorted((str(noun.__tablename__), row) for noun in nouns for row in session.exec(select(noun.id)))
