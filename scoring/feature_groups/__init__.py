"""Features by group, one file each; ``scoring.features`` lists them in order."""
