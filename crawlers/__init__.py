"""source -> evidence. Crawlers store what happened; they never say what it means."""
