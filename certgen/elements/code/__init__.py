"""The code element."""
