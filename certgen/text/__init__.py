"""Text -> glyphs at their places: levels, scripts, fonts, shaping, lines and fit."""
