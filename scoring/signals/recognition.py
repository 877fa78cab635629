"""Recognition: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.RECOGNITION,
    title="Recognition",
    says="A third party gave a prize, rank, certificate, licence or audit.",
    measured="The giver's own list; what it takes to be on it; whether it can be bought.",
    faked="Pay-to-enter prizes, contributor articles, expired badges, an audit by a firm that was never engaged.",
    cost="Two hundred to eight and a half thousand dollars for an article; licences need the public body.",
    costs=(
        CostRule(cost_signal="audit_letter_forged", words=r"\baudit(ed|or)?\b"),
        CostRule(cost_signal="government_contract", words=r"licen[cs]e|clearance|\bFDA\b|regulator|approved|charter"),
        CostRule(cost_signal="as_seen_in_article"),
    ),
)
