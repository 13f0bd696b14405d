"""Spanish. The same sections and keys as in English; a test compares them."""

from __future__ import annotations

# The page: top bar, steps, messages.
PAGE = {
    "page.title": "Certificados para toda una lista de personas",
    "page.undo": "Deshacer",
    "page.undo_what": "Deshacer: {label}",
    "page.redo": "Rehacer",
    "page.redo_what": "Rehacer: {label}",
    "page.nothing_to_undo": "No hay nada que deshacer",
    "page.nothing_to_redo": "No hay nada que rehacer",
    "page.language": "Idioma",
    "page.steps": "Pasos",
    "page.dismiss": "Cerrar",
    "page.next": "Siguiente: {step}",
    "step.template": "Plantilla",
    "step.people": "Personas",
    "step.design": "Diseño",
    "step.check": "Revisión",
    "step.make": "Crear",
}

# Step: design.
DESIGN = {
    "canvas.label": "Página con {count} campos. Las flechas mueven el campo elegido, Intro lo edita.",
    "canvas.new_text": "Texto",
    "edit.move": "Mover {what}",
    "edit.add": "Añadir {what}",
    "edit.delete": "Eliminar {what}",
    "edit.duplicate": "Duplicar {what}",
    "edit.write": "Cambiar el texto de {what}",
    "edit.fields": "{count} campos",
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
