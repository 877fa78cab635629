"""Bodies kept as evidence: found again byte for byte, each once, in files that any WARC reader opens."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel import select
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import Archive, NotArchived
from crawlers.crawl import crawl
from crawlers.plan import save_plan, wave_one
from crawlers.spider import StoredResponse
from data.ids import sha256_hex
from data.records import Document
from data.store import Store
from tests.crawlers.toy import NOW, TARGET, Toy, settings
from tests.replica import Reply
from tests.replica.server import Replica, serving


def response(body: bytes, url: str = "https://site.example/a") -> StoredResponse:
    return StoredResponse(url=url, status=200, headers={"content-type": "text/plain"}, body=body, retrieved_at=NOW)


def kept(archive: Archive, *bodies: bytes) -> list[str]:
    places = [archive.put(response(body), sha256_hex(body)) for body in bodies]
    archive.close()
    return places


@examples(max_examples=20)
@given(bodies=st.lists(st.binary(max_size=2_000), min_size=1, max_size=6))
def test_every_body_comes_back(tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("archive")
    places = kept(Archive(folder), *bodies)
    assert [Archive(folder).get(place) for place in places] == bodies


def test_any_warc_reader_opens_the_files(tmp_path: Path) -> None:
    kept(Archive(tmp_path), b"first", b"second" * 1_000)
    (file,) = Archive(tmp_path).files()
    with file.open("rb") as stream:
        read = [
            (
                record.rec_type,
                record.rec_headers["WARC-Target-URI"],
                record.rec_headers["WARC-Date"],
                record.http_headers.get_statuscode(),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(stream)
        ]
    about = ("response", "https://site.example/a", "2026-06-01T12:00:00Z", "200")
    assert read == [(*about, b"first"), (*about, b"second" * 1_000)]
    assert file.stat().st_size < 3_000, "records are compressed"


def test_a_body_that_was_changed_is_not_given_out(tmp_path: Path) -> None:
    (place,) = kept(Archive(tmp_path), b"five customers")
    (file,) = Archive(tmp_path).files()
    plain = gzip.decompress(file.read_bytes())
    file.write_bytes(gzip.compress(plain.replace(b"five", b"nine")))
    with pytest.raises(NotArchived, match="not the one"):
        Archive(tmp_path).get(place)


@pytest.mark.parametrize("place", ["evidence-000009.warc.gz#0", "../secrets#0", "", "evidence-000001.warc.gz#999999"])
def test_a_place_that_holds_nothing_says_so(tmp_path: Path, place: str) -> None:
    kept(Archive(tmp_path), b"one")
    with pytest.raises(NotArchived):
        Archive(tmp_path).get(place)


def test_a_cut_last_record_costs_no_other(tmp_path: Path) -> None:
    first, second = kept(Archive(tmp_path), b"one", b"two" * 500)
    (file,) = Archive(tmp_path).files()
    file.write_bytes(file.read_bytes()[:-20])  # as a kill leaves it
    assert Archive(tmp_path).get(first) == b"one"
    with pytest.raises((NotArchived, EOFError)):
        Archive(tmp_path).get(second)
    assert kept(Archive(tmp_path), b"three")[0].startswith("evidence-000002"), "a killed run's file is left alone"


def test_two_runs_at_once_write_two_files(tmp_path: Path) -> None:
    one, two = Archive(tmp_path), Archive(tmp_path)
    places = {one.put(response(b"1"), sha256_hex(b"1")), two.put(response(b"2"), sha256_hex(b"2"))}
    one.close()
    two.close()
    assert {place.partition("#")[0] for place in places} == {"evidence-000001.warc.gz", "evidence-000002.warc.gz"}


def test_the_same_body_is_kept_once(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.sqlite")
    pages = [f"https://site.example/{number}" for number in range(4)]
    source, replica = Toy(pages), Replica(Reply(case=url, url=url, body='{"stars": 1}') for url in pages)
    with serving(replica):
        job = save_plan(store, [TARGET], wave_one(TARGET, [source]), NOW)
        crawl(job, store, settings(replica, tmp_path), sources=[source])
    with store.session() as session:
        places = list(session.exec(select(Document.archived)))
    assert len(places) == 4 and len(set(places)) == 1
    (file,) = Archive(tmp_path / "archive").files()
    with file.open("rb") as stream:
        assert sum(1 for _ in ArchiveIterator(stream)) == 1
