"""Benchmark result: what it says, how it is measured, how it is faked, at what cost."""

from data.words import Family
from scoring.signals.family import CostRule, SignalFamily

FAMILY = SignalFamily(
    family=Family.BENCHMARK,
    title="Benchmark result",
    says="The product reached this score on this test.",
    measured=(
        "Who ran the test, whether its questions are public, how old the test was at the model's release, how "
        "many private variants were tried."
    ),
    faked=(
        "Training on the questions, picking the best of many private variants, running the test oneself with "
        "help that the user never gets."
    ),
    cost="Nothing to a few thousand dollars of compute; no penalty was found.",
    costs=(
        CostRule(cost_signal="arena_rank", words=r"arena|leaderboard|rank|elo"),
        CostRule(cost_signal="benchmark_contamination"),
    ),
)
