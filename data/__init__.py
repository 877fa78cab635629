"""The nouns of Unfakeable: records, the store that keeps them, and the reference tables that every judgement cites."""
