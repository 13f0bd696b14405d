"""The list of people, from whatever file it comes in, without guessing silently."""
