"""Ornaments as paths: engraved lines, leaves, scrolls, seals, frames."""
