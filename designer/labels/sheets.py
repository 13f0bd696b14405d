"""What is said of several pages on a sheet, in all languages."""

from __future__ import annotations

ENGLISH = {
    "sheet.on": "Several on a sheet, to cut apart",
    "sheet.on_help": "For name badges, cards and tickets: the pages are laid side by side on "
    "larger paper.",
    "sheet.edit": "Change the sheets",
    "sheet.paper": "Paper",
    "sheet.gap": "Between them (mm)",
    "sheet.gap_help": "The space from one page to the next.",
    "sheet.margin": "Edge (mm)",
    "sheet.margin_help": "What stays free at the edges; most printers need 5 mm, cut marks 10.",
    "sheet.bleed": "Cut off (mm)",
    "sheet.bleed_help": "How much of each page's own edge is cut away (bleed), so that a color "
    "runs to the very edge. Leave it at 0 if your template has no such edge.",
    "sheet.marks": "Cut marks",
    "sheet.back": "On the back",
    "sheet.back_help": "Print double-sided and turn over at the long edge of an upright sheet, "
    "the short edge of one that lies across.",
    "sheet.back_none": "Nothing",
    "sheet.back_front": "The same",
    "sheet.back_own": "A picture or PDF",
    "sheet.back_choose": "Choose what is on the back",
    "sheet.back_replace": "On the back: {name}. Choose another",
    "sheet.back_edit": "Back {name}",
    "sheet.outcome": "{count} on a sheet: {columns} × {rows}.",
    "sheet.first": "The first sheet",
    "sheet.alt": "The first sheet as it will be printed",
}

SPANISH = {
    "sheet.on": "Varios por hoja, para recortar",
    "sheet.on_help": "Para credenciales, tarjetas y entradas: las páginas se colocan una junto a "
    "otra en un papel más grande.",
    "sheet.edit": "Cambiar las hojas",
    "sheet.paper": "Papel",
    "sheet.gap": "Entre ellas (mm)",
    "sheet.gap_help": "El espacio de una página a la siguiente.",
    "sheet.margin": "Borde (mm)",
    "sheet.margin_help": "Lo que queda libre en los bordes; casi todas las impresoras necesitan "
    "5 mm; las marcas de corte, 10.",
    "sheet.bleed": "Se corta (mm)",
    "sheet.bleed_help": "Cuánto se corta del borde de cada página (sangrado), para que un color "
    "llegue hasta el mismo borde. Déjelo en 0 si su plantilla no tiene ese borde.",
    "sheet.marks": "Marcas de corte",
    "sheet.back": "En el reverso",
    "sheet.back_help": "Imprima a doble cara y gire por el lado largo de una hoja vertical, por el "
    "corto de una apaisada.",
    "sheet.back_none": "Nada",
    "sheet.back_front": "Lo mismo",
    "sheet.back_own": "Una imagen o un PDF",
    "sheet.back_choose": "Elija lo que va en el reverso",
    "sheet.back_replace": "En el reverso: {name}. Elegir otro",
    "sheet.back_edit": "Reverso {name}",
    "sheet.outcome": "{count} por hoja: {columns} × {rows}.",
    "sheet.first": "La primera hoja",
    "sheet.alt": "La primera hoja tal como se imprimirá",
}
