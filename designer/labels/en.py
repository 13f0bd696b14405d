"""English. One section for each part of the screen; a key starts with its section's name."""

from __future__ import annotations

# The page: top bar, steps, messages.
PAGE = {
    "page.title": "Certificates for a whole list of people",
    "page.undo": "Undo",
    "page.undo_what": "Undo: {label}",
    "page.redo": "Redo",
    "page.redo_what": "Redo: {label}",
    "page.nothing_to_undo": "Nothing to undo",
    "page.nothing_to_redo": "Nothing to redo",
    "page.language": "Language",
    "page.steps": "Steps",
    "page.dismiss": "Close",
    "page.next": "Next: {step}",
    "step.template": "Template",
    "step.people": "People",
    "step.design": "Design",
    "step.check": "Check",
    "step.make": "Make",
}

# Step: design.
DESIGN = {
    "canvas.label": "Page with {count} fields. Arrow keys move the selected field, Enter edits it.",
    "canvas.new_text": "Text",
    "edit.move": "Move {what}",
    "edit.add": "Add {what}",
    "edit.delete": "Delete {what}",
    "edit.duplicate": "Duplicate {what}",
    "edit.write": "Change the text of {what}",
    "edit.fields": "{count} fields",
}

# Panel: template and gallery.
TEMPLATE: dict[str, str] = {}

# Panel: people.
PEOPLE: dict[str, str] = {}

# Panel: check.
CHECK: dict[str, str] = {}

# Panel: make.
MAKE: dict[str, str] = {}

# Panel: project menu.
PROJECT: dict[str, str] = {}

TEXTS: dict[str, str] = PAGE | DESIGN | TEMPLATE | PEOPLE | CHECK | MAKE | PROJECT
