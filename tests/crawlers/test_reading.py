"""Whatever a parser does, a reading ends in documents or in a typed error; floors are held."""

import pytest

from crawlers.reading import read, remarks
from crawlers.spec import Floors
from crawlers.spider import EmptyBoard, ObservedFact, ParsedDocument, ParserFault, ShapeChanged, StoredResponse
from tests.crawlers.toy import NOW, Toy

FLOORS = Floors(items=2, each="job", filled={"job_location": 0.5})


def response(body: bytes) -> StoredResponse:
    return StoredResponse(url="https://site.example/", status=200, headers={}, body=body, retrieved_at=NOW)


def jobs(*titles: str, placed: int) -> tuple[ParsedDocument, ...]:
    facts = [ObservedFact(metric="job", subject=title) for title in titles]
    places = [ObservedFact(metric="job_location", subject=title, text="Oslo") for title in titles[:placed]]
    return (ParsedDocument(url="https://site.example/", facts=(*facts, *places)),)


def test_a_fault_of_the_parser_is_no_answer_of_the_publisher() -> None:
    with pytest.raises(ParserFault, match=r"toy could not read .* ZeroDivisionError"):
        read(Toy(), response(b'{"stars": 1, "crash": true}'))


def test_a_parser_that_finds_nothing_must_say_why() -> None:
    class Silent(Toy):
        def parse(self, response: StoredResponse):  # type: ignore[no-untyped-def]
            return iter(())

    with pytest.raises(ShapeChanged, match="no document"):
        read(Silent(), response(b"{}"))


def test_fewer_facts_than_the_floor_are_an_empty_board() -> None:
    with pytest.raises(EmptyBoard, match="1 facts where 2"):
        read(Toy(floors=FLOORS), response(b'{"stars": 1}'))
    assert read(Toy(floors=Floors(items=1)), response(b'{"stars": 1}'))


def test_items_that_lack_what_most_carry_are_remarked_on() -> None:
    source = Toy(floors=FLOORS)
    assert remarks(source, jobs("a", "b", "c", "d", placed=2)) == ""
    assert "job_location stands in 25% of the items" in remarks(source, jobs("a", "b", "c", "d", placed=1))
    assert remarks(source, jobs(placed=0)) == "", "no item, no share"


def test_unknown_leaves_are_named() -> None:
    documents = read(Toy(), response(b'{"stars": 1, "forks": 2}'))
    assert remarks(Toy(), documents) == "1 unknown leaves: forks"
