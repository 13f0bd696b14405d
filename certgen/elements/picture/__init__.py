"""The picture element."""
