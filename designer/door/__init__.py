"""The door: who is let in to the page, its files and its pictures."""
