"""An attacker with a budget and the cost table: what money buys of a score, and what it cannot touch."""
