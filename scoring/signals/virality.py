"""Virality: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.VIRALITY,
    title="Virality",
    says="So many people watched, followed, starred or voted.",
    measured=(
        "The platform's counter, its shape by day, comments and forks beside it; reach among the core peer "
        "group apart from raw reach."
    ),
    faked="Views, followers, stars and votes are for sale in bulk.",
    cost="A thousandth of a dollar for a view to ninety cents for an aged account's star.",
    costs=(
        CostRule(cost_signal="github_star", words=r"\bstars?\b|github|repositor"),
        CostRule(cost_signal="upvote", words=r"upvote|product hunt|hacker news|\bvotes?\b"),
        CostRule(cost_signal="social_follower", words=r"follower|subscriber"),
        CostRule(cost_signal="review", words=r"review|testimonial|endorse"),
        CostRule(cost_signal="video_view"),
    ),
)
