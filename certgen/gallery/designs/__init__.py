"""The designs of the gallery, one per file."""
