"""Finished files -> a ZIP, a folder, or one PDF; whole under its final name, or not there."""
