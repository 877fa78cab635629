"""Form D: an amendment with amounts, a fund of indefinite size with a second issuer; the leading newline is real."""

from tests.refusing import HTML, XML, refusing
from tests.replica import Reply
from tests.replica.sec_pages import DENIED, THRESHOLD, UNDECLARED

_ISSUER = """<cik>%s</cik><entityName>%s</entityName><issuerAddress><street1>1 QUAY</street1><city>BOSTON</city>
<stateOrCountry>MA</stateOrCountry><stateOrCountryDescription>MASSACHUSETTS</stateOrCountryDescription>
<zipCode>02110</zipCode></issuerAddress><issuerPhoneNumber>000-000-0000</issuerPhoneNumber>
<jurisdictionOfInc>DELAWARE</jurisdictionOfInc>
<issuerPreviousNameList><previousName>%s</previousName></issuerPreviousNameList>
<edgarPreviousNameList><value>None</value></edgarPreviousNameList><entityType>Corporation</entityType>"""
_PERSONS = """<relatedPersonsList><relatedPersonInfo><relatedPersonName><firstName>Anna</firstName>
<lastName>Invented</lastName></relatedPersonName><relatedPersonAddress><street1>2 Home Road</street1><city>Boston</city>
<stateOrCountry>MA</stateOrCountry></relatedPersonAddress><relatedPersonRelationshipList>
<relationship>Director</relationship></relatedPersonRelationshipList></relatedPersonInfo></relatedPersonsList>"""
_SIGNED = """<signatureBlock><authorizedRepresentative>false</authorizedRepresentative><signature>
<issuerName>VELORIG INC</issuerName><signatureName>/s/ Anna Invented</signatureName>
<nameOfSigner>Anna Invented</nameOfSigner>
<signatureTitle>CEO</signatureTitle><signatureDate>2026-02-02</signatureDate></signature></signatureBlock>"""

_AMENDED = f"""
<?xml version="1.0"?>
<edgarSubmission><schemaVersion>X0708</schemaVersion><submissionType>D/A</submissionType>
<testOrLive>LIVE</testOrLive>
<primaryIssuer>{_ISSUER % ("0009990001", "VELORIG INC", "QUEUELY INC")}
<yearOfInc><withinFiveYears>true</withinFiveYears>
<value>2021</value></yearOfInc></primaryIssuer>{_PERSONS}<offeringData>
<industryGroup><industryGroupType>Other Technology</industryGroupType></industryGroup>
<issuerSize><revenueRange>$1 - $1,000,000</revenueRange></issuerSize>
<federalExemptionsExclusions><item>06b</item></federalExemptionsExclusions>
<typeOfFiling><newOrAmendment><isAmendment>true</isAmendment>
<previousAccessionNumber>0009990001-24-000001</previousAccessionNumber></newOrAmendment>
<dateOfFirstSale><value>2024-02-20</value></dateOfFirstSale></typeOfFiling>
<durationOfOffering><moreThanOneYear>false</moreThanOneYear></durationOfOffering>
<typesOfSecuritiesOffered><isEquityType>true</isEquityType><isOtherType>true</isOtherType>
<descriptionOfOtherType>SAFEs</descriptionOfOtherType></typesOfSecuritiesOffered>
<businessCombinationTransaction><isBusinessCombinationTransaction>false</isBusinessCombinationTransaction>
<clarificationOfResponse></clarificationOfResponse></businessCombinationTransaction>
<minimumInvestmentAccepted>25000</minimumInvestmentAccepted>
<salesCompensationList><recipient><recipientName>Bertil Invented</recipientName></recipient></salesCompensationList>
<offeringSalesAmounts><totalOfferingAmount>12000000</totalOfferingAmount><totalAmountSold>4500000</totalAmountSold>
<totalRemaining>7500000</totalRemaining><clarificationOfResponse>In tranches.</clarificationOfResponse>
</offeringSalesAmounts><investors><hasNonAccreditedInvestors>true</hasNonAccreditedInvestors>
<numberNonAccreditedInvestors>2</numberNonAccreditedInvestors>
<totalNumberAlreadyInvested>9</totalNumberAlreadyInvested></investors>
<salesCommissionsFindersFees><salesCommissions><dollarAmount>90000</dollarAmount><isEstimate>true</isEstimate>
</salesCommissions><findersFees><dollarAmount>0</dollarAmount></findersFees>
<clarificationOfResponse>To a broker.</clarificationOfResponse></salesCommissionsFindersFees>
<useOfProceeds><grossProceedsUsed><dollarAmount>150000</dollarAmount></grossProceedsUsed>
<clarificationOfResponse>Salaries.</clarificationOfResponse></useOfProceeds>{_SIGNED}</offeringData></edgarSubmission>"""

_FUND = f"""<?xml version="1.0"?><edgarSubmission><submissionType>D</submissionType>
<primaryIssuer>{_ISSUER % ("0009990005", "HARBOUR FUND I LP", "None")}
<yearOfInc><yetToBeFormed>true</yetToBeFormed>
</yearOfInc></primaryIssuer><issuerList><over100IssuersFlag>false</over100IssuersFlag>
<issuer>{_ISSUER % ("0009990006", "HARBOUR FUND II LP", "None")}
<yearOfInc><overFiveYears>true</overFiveYears></yearOfInc>
</issuer></issuerList>{_PERSONS}<offeringData><industryGroup>
<industryGroupType>Pooled Investment Fund</industryGroupType>
<investmentFundInfo><investmentFundType>Venture Capital Fund</investmentFundType><is40Act>false</is40Act>
</investmentFundInfo></industryGroup><issuerSize>
<aggregateNetAssetValueRange>Not Applicable</aggregateNetAssetValueRange>
</issuerSize><typeOfFiling><newOrAmendment><isAmendment>false</isAmendment></newOrAmendment>
<dateOfFirstSale><yetToOccur>true</yetToOccur></dateOfFirstSale></typeOfFiling>
<typesOfSecuritiesOffered><isPooledInvestmentFundType>true</isPooledInvestmentFundType></typesOfSecuritiesOffered>
<offeringSalesAmounts><totalOfferingAmount>Indefinite</totalOfferingAmount><totalAmountSold>0</totalAmountSold>
<totalRemaining>Indefinite</totalRemaining></offeringSalesAmounts></offeringData></edgarSubmission>"""

_EMPTY = "<?xml version='1.0'?><edgarSubmission><submissionType>D</submissionType></edgarSubmission>"
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><edgarSubmission>&b;</edgarSubmission>'
)


def _at(case: str) -> str:
    return f"https://www.sec.gov/Archives/edgar/data/9990001/{case.replace('_', '-')}/primary_doc.xml"


REPLIES = (
    Reply(case="happy", url=_at("000999000126000002"), body=_AMENDED, headers=XML),
    Reply(case="indefinite", url=_at("000999000524000001"), body=_FUND, headers=XML),
    Reply(case="entities", url=_at("entities"), body=_BOMB, headers=XML, error="shape_changed"),
    Reply(case="threshold", url=_at("threshold"), status=403, body=THRESHOLD, headers=HTML, error="rate_limited"),
    *refusing(
        _at,
        happy=_AMENDED,
        refused=(403, UNDECLARED),
        not_found=(403, DENIED),
        rate_limited=(429, THRESHOLD),
        empty=(200, _EMPTY, "shape_changed"),
        headers=XML,
    ),
)
