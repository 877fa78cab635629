"""Measures of the claims pipeline: gold passages, hard negatives, CORE, throughput."""
