"""Family detectors: small models and ratios that fill columns beside a claim. A feature, never a verdict on its own."""
