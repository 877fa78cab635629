"""Form D: what an issuer of unregistered securities says, under liability, that it offered and sold.

The amount *sold* is the check on a funding headline; the offering amount may be the word "Indefinite". Form D prints
the names and homes of officers, and signatures: none of that is kept, but a key that stands for a name, so that two
firms with an officer in common are known to be related.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import ClassVar
from xml.etree.ElementTree import Element

from crawlers.deployment.sec import PUBLISHER, RATE, ROBOTS, TERMS, refuse_sec_errors
from crawlers.deployment.xml_tree import children, leaf_paths, local, text_at
from crawlers.facts import known, person_key, said
from crawlers.plain_text import utc_date
from crawlers.replies import xml_of
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="sec_edgar_formd",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.REGULATOR,
    liable=Role.COMPANY,
    family="funding",
    hosts=("www.sec.gov",),
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="A headline mixes debt, secondary sales and tranches; vehicles file for themselves; or nobody files.",
    docs="https://www.sec.gov/files/formd.pdf",
    floors=Floors(items=1),
)

OFFICER = "officer"  #: fact: the person behind the key ``text`` is an executive, director or promoter of ``subject``

#: Persons and their addresses: out of scope by name, wherever they stand.
_DROPPED = (
    "relatedPersonsList/*/relatedPersonAddress/*",
    "relatedPersonsList/*/relatedPersonRelationshipList/relationship",
    "relatedPersonsList/*/relationshipClarification",
    "offeringData/salesCompensationList/*",
    "offeringData/signatureBlock/signature/signatureName",
    "offeringData/signatureBlock/signature/nameOfSigner",
    "offeringData/signatureBlock/signature/signatureTitle",
    "*/issuerAddress/street*",
    "*/issuerAddress/zipCode",
    "*/issuerAddress/stateOrCountryDescription",
    "*/issuerPhoneNumber",
)
_AMOUNTS = {
    "totalOfferingAmount": "offering_usd",
    "totalAmountSold": "offering_sold_usd",
    "totalRemaining": "offering_remaining_usd",
}
_COSTS = {
    "salesCommissionsFindersFees/salesCommissions": "sales_commissions_usd",
    "salesCommissionsFindersFees/findersFees": "finders_fees_usd",
    "useOfProceeds/grossProceedsUsed": "proceeds_to_insiders_usd",
}
_SECURITIES = {
    "isEquityType": "equity",
    "isDebtType": "debt",
    "isOptionToAcquireType": "options or warrants",
    "isSecurityToBeAcquiredType": "securities to be acquired on exercise",
    "isPooledInvestmentFundType": "pooled investment fund interests",
    "isTenantInCommonType": "tenant-in-common securities",
    "isMineralPropertyType": "mineral property securities",
    "isOtherType": "other",
}


class SecEdgarFormD:
    """One notice of an exempt offering."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """None of its own: the filer's submissions name the files."""
        return ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a notice, with its amounts as facts about the primary issuer."""
        refuse_sec_errors(response)
        root = xml_of(response)
        name = text_at(root, "primaryIssuer", "entityName")
        offering = next(children(root, "offeringData"), None)
        if local(root) != "edgarSubmission" or name is None or offering is None:
            raise ShapeChanged(f"{response.url} is no Form D: the issuer or its offering is missing")
        signed = utc_date(text_at(offering, "signatureBlock", "signature", "signatureDate"))
        facts = known(
            *_notice(root, name),
            *_issuers(root),
            *_amounts(offering, name),
            *_terms(offering, name),
            *_officers(root, name),
            said("offering_signed", name, signed.isoformat() if signed else None, signed),
        )
        yield ParsedDocument(
            url=response.url,
            title=f"Form {text_at(root, 'submissionType') or 'D'} of {name}",
            text="\n".join(_sentence(fact) for fact in facts if fact.metric != OFFICER),
            writer_org=name,
            published_at=signed,
            facts=facts,
            unhandled=tuple(sorted(path for path in leaf_paths(root) if not _handled(path))),
        )


def _notice(root: Element, name: str) -> Iterator[ObservedFact | None]:
    kind = text_at(root, "offeringData", "typeOfFiling", "newOrAmendment", "isAmendment")
    yield said("submission_type", name, text_at(root, "submissionType"))
    yield said("cik", name, text_at(root, "primaryIssuer", "cik"))
    yield _yes_no("is_amendment", name, kind)
    previous = text_at(root, "offeringData", "typeOfFiling", "newOrAmendment", "previousAccessionNumber")
    yield said("amends_accession", name, previous)


def _issuers(root: Element) -> Iterator[ObservedFact | None]:
    """The primary issuer and those that offer together with it, all organisations."""
    issuers = [*children(root, "primaryIssuer"), *children(root, "issuerList", "issuer")]
    for issuer in issuers:
        name = text_at(issuer, "entityName")
        yield said("issuer", name, text_at(issuer, "cik"))
        place = [text_at(issuer, "issuerAddress", part) for part in ("city", "stateOrCountry")]
        yield said("business_place", name, ", ".join(part for part in place if part))
        yield said("jurisdiction", name, text_at(issuer, "jurisdictionOfInc"))
        yield said("entity_type", name, text_at(issuer, "entityType") or text_at(issuer, "entityTypeOtherDesc"))
        yield said("year_of_incorporation", name, _year(issuer))
        for holder in ("issuerPreviousNameList", "edgarPreviousNameList"):
            for previous in next(children(issuer, holder), ()):
                former = (previous.text or "").strip()
                if former and former.lower() != "none":
                    yield ObservedFact(metric="former_name", subject=former, text=name)


def _officers(root: Element, name: str) -> Iterator[ObservedFact | None]:
    """A key for each executive, director and promoter: the same full name on another notice gives the same key."""
    for person in children(root, "relatedPersonsList", "relatedPersonInfo"):
        parts = (text_at(person, "relatedPersonName", part) for part in ("firstName", "middleName", "lastName"))
        yield said(OFFICER, name, person_key("sec form d", " ".join(part for part in parts if part)))


def _year(issuer: Element) -> str | None:
    for state, words in (("overFiveYears", "over five years ago"), ("yetToBeFormed", "yet to be formed")):
        if text_at(issuer, "yearOfInc", state) == "true":
            return words
    return text_at(issuer, "yearOfInc", "value")


def _amounts(offering: Element, name: str) -> Iterator[ObservedFact | None]:
    for tag, metric in _AMOUNTS.items():
        yield _money(metric, name, text_at(offering, "offeringSalesAmounts", tag))
    yield said("offering_clarification", name, text_at(offering, "offeringSalesAmounts", "clarificationOfResponse"))
    yield _money("minimum_investment_usd", name, text_at(offering, "minimumInvestmentAccepted"))
    investors = text_at(offering, "investors", "totalNumberAlreadyInvested")
    yield _number("investors_so_far", name, investors, "investors")
    yield _yes_no("has_non_accredited_investors", name, text_at(offering, "investors", "hasNonAccreditedInvestors"))
    outside = text_at(offering, "investors", "numberNonAccreditedInvestors")
    yield _number("non_accredited_investors", name, outside, "investors")
    for path, metric in _COSTS.items():
        *_, part = steps = path.split("/")
        estimate = text_at(offering, *steps, "isEstimate") == "true"
        yield _money(metric, name, text_at(offering, *steps, "dollarAmount"), "an estimate" if estimate else None)
        yield (
            said(f"{metric}_note", name, text_at(offering, steps[0], "clarificationOfResponse"))
            if part != "findersFees"
            else None
        )


def _terms(offering: Element, name: str) -> Iterator[ObservedFact | None]:
    yield said("industry", name, text_at(offering, "industryGroup", "industryGroupType"))
    fund = text_at(offering, "industryGroup", "investmentFundInfo", "investmentFundType")
    yield said("investment_fund_type", name, fund)
    yield _yes_no("is_40_act_fund", name, text_at(offering, "industryGroup", "investmentFundInfo", "is40Act"))
    yield said("revenue_range", name, text_at(offering, "issuerSize", "revenueRange"))
    yield said("net_asset_range", name, text_at(offering, "issuerSize", "aggregateNetAssetValueRange"))
    exemptions = [(item.text or "").strip() for item in children(offering, "federalExemptionsExclusions", "item")]
    yield said("exemptions", name, ", ".join(exemptions))
    first = text_at(offering, "typeOfFiling", "dateOfFirstSale", "value")
    not_yet = text_at(offering, "typeOfFiling", "dateOfFirstSale", "yetToOccur") == "true"
    yield said("date_of_first_sale", name, first or ("yet to occur" if not_yet else None), utc_date(first))
    yield _yes_no("lasts_over_a_year", name, text_at(offering, "durationOfOffering", "moreThanOneYear"))
    kinds = [
        words for tag, words in _SECURITIES.items() if text_at(offering, "typesOfSecuritiesOffered", tag) == "true"
    ]
    yield said("securities_offered", name, ", ".join(kinds))
    yield said("securities_note", name, text_at(offering, "typesOfSecuritiesOffered", "descriptionOfOtherType"))
    merger = "businessCombinationTransaction"
    yield _yes_no("is_business_combination", name, text_at(offering, merger, "isBusinessCombinationTransaction"))
    yield said("business_combination_note", name, text_at(offering, merger, "clarificationOfResponse"))


def _money(metric: str, name: str, written: str | None, note: str | None = None) -> ObservedFact | None:
    """Dollars; a word such as "Indefinite" is kept as text and is no number."""
    if written is None:
        return None
    digits = written.replace(",", "").removeprefix("$")
    if digits.replace(".", "", 1).isdigit():
        return ObservedFact(metric=metric, subject=name, value=float(digits), text=note, unit="USD")
    return ObservedFact(metric=metric, subject=name, text=written, unit="USD")


def _number(metric: str, name: str, written: str | None, unit: str) -> ObservedFact | None:
    if written is None or not written.isdigit():
        return said(metric, name, written)
    return ObservedFact(metric=metric, subject=name, value=int(written), unit=unit)


def _yes_no(metric: str, name: str, written: str | None) -> ObservedFact | None:
    if written not in ("true", "false", "1", "0"):
        return said(metric, name, written)
    yes = written in ("true", "1")
    return ObservedFact(metric=metric, subject=name, value=float(yes), text="yes" if yes else "no")


def _sentence(fact: ObservedFact) -> str:
    value = f"{fact.value:,.0f} {fact.unit or ''}".strip() if fact.value is not None and fact.unit else None
    return f"{fact.metric.replace('_', ' ')} ({fact.subject}): {value or fact.text}"


#: Leaves that the readers above take, and the form's own bookkeeping.
_READ = (
    "relatedPersonsList/*/relatedPersonName/*",
    "schemaVersion", "testOrLive", "submissionType", "*/cik", "*/entityName", "*/jurisdictionOfInc", "*/entityType*",
    "*/yearOfInc/*", "*/issuerAddress/city", "*/issuerAddress/stateOrCountry", "*PreviousNameList/*",
    "offeringData/industryGroup/*", "offeringData/issuerSize/*", "offeringData/federalExemptionsExclusions/item",
    "offeringData/typeOfFiling/*", "offeringData/durationOfOffering/moreThanOneYear",
    "offeringData/typesOfSecuritiesOffered/*", "offeringData/businessCombinationTransaction/*",
    "offeringData/minimumInvestmentAccepted", "offeringData/offeringSalesAmounts/*", "offeringData/investors/*",
    "offeringData/salesCommissionsFindersFees/*", "offeringData/useOfProceeds/*",
    "offeringData/signatureBlock/authorizedRepresentative", "offeringData/signatureBlock/signature/issuerName",
    "offeringData/signatureBlock/signature/signatureDate", "over100*Flag", "issuerList/over100*Flag",
)  # fmt: skip


def _handled(path: str) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in (*_READ, *_DROPPED))
