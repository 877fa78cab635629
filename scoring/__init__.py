"""evidence -> memo, one module per arrow. Scoring reads stored records only."""
