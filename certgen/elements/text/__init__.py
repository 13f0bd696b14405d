"""The text element."""
