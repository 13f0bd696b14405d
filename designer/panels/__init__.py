"""The steps of the page other than the canvas, a module for each."""
