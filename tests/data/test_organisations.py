"""The table of organisations: what a row must hold, and how names, domains and words lead to it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.organisations import (
    Organisation,
    OrganisationKind,
    find,
    find_in,
    is_word,
    named_in,
    normalised,
    organisations,
    registrable,
)

ROWS = organisations()


def test_the_table_is_large_and_in_order() -> None:
    assert len(ROWS) >= 2000
    assert list(ROWS) == sorted(ROWS, key=lambda row: (normalised(row.name), row.domain or ""))
    assert set(Counter(row.kind for row in ROWS)) == set(OrganisationKind)


def test_names_domains_and_aliases_lead_to_one_organisation_each() -> None:
    domains = Counter(row.domain for row in ROWS if row.domain)
    keys = Counter(normalised(name) for row in ROWS for name in (row.name, *row.aliases))
    assert [key for key, count in (domains + keys).items() if count > 1] == []
    assert "" not in keys


def test_domains_are_registrable_and_years_are_plausible() -> None:
    assert [row.domain for row in ROWS if row.domain and registrable(row.domain) != row.domain] == []
    assert all(1000 <= year <= 2026 for row in ROWS for year in (row.founded, row.listed_since) if year is not None)
    assert [row.name for row in ROWS if row.listed_since and row.kind is not OrganisationKind.LISTED] == []
    assert [row.name for row in ROWS if not row.country or len(row.country) != 2] == []


@given(st.sampled_from(ROWS), st.sampled_from(["", " Inc.", ", Ltd.", " AG"]))
def test_a_row_is_found_by_each_of_its_keys(row: Organisation, form: str) -> None:
    for name in (row.name, *row.aliases):
        assert find(name) is row
        assert find(f"{name}{form}") is row
    if row.domain:
        assert find(f"https://www.{row.domain}/about") is row


@pytest.mark.parametrize(
    ("name", "text", "domain"),
    [
        ("Nate", "Nate told us that the order was late.", None),
        ("Nate", "The checkout by Nate (nate.tech) was filled in by hand.", "nate.tech"),
        ("Wiz", "He is a Wiz at spreadsheets.", None),
        ("Cursor", "Move the Cursor to the left.", None),
        ("Cursor", "Anysphere sells Cursor to engineers.", "cursor.com"),
        ("Glean", "Glean what you can.", None),
        ("Glean", "Glean Technologies, the maker of Glean, raised a round.", "glean.com"),
        ("Wiz", "Wiz, Inc. declined to comment.", "wiz.io"),
        ("Apple", "Apple pie is on the menu.", None),
        ("Apple", "Apple Computer was its first customer; Apple left later.", "apple.com"),
        ("Klarna", "Klarna uses it.", "klarna.com"),
    ],
)
def test_a_name_that_is_a_word_needs_evidence(name: str, text: str, domain: str | None) -> None:
    found = find_in(name, text)
    assert (found.domain if found else None) == domain


def test_running_text_names_organisations_and_not_words() -> None:
    assert [row.name for row in named_in("Capital One, Snowflake and the US Army signed in June.")] == [
        "Capital One",
        "Snowflake",
        "US Army",
    ]
    assert named_in("Target missed, and the Box was empty at the Gap.") == []
    assert all(is_word(name) for name in ("Nate", "Wiz", "Cursor", "Glean", "Apple", "Target", "Box", "Gap"))


def test_a_near_name_is_never_a_match() -> None:
    assert find("Klarna") is not None
    assert find("Klarma") is None
