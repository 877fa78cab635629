"""The faces: HTTP, pages and the command line."""
