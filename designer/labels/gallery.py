"""What the gallery's designs and colors are called in other languages than their own, English."""

from __future__ import annotations

from collections.abc import Mapping

SPANISH: Mapping[str, str] = {
    # Designs.
    "Completion": "Finalización",
    "Attendance": "Asistencia",
    "Award": "Premio",
    "Diploma": "Diploma",
    "Workshop": "Taller",
    "Membership": "Membresía",
    "Appreciation": "Agradecimiento",
    "Superstar": "Superestrella",
    "Blank with border": "En blanco con marco",
    "Name badge": "Credencial",
    # What they are for.
    "A classic with engraved lines and a seal, for courses and trainings.": "Un clásico con "
    "líneas grabadas y un sello, para cursos y formaciones.",
    "Calm and modern, with much white, for conferences and events.": "Sereno y moderno, con mucho "
    "blanco, para congresos y eventos.",
    "A golden laurel on a deep ground, for prizes and honors.": "Un laurel dorado sobre fondo "
    "oscuro, para premios y honores.",
    "Scrolled corners, blackletter and a ribboned seal, for schools and degrees.": "Esquinas con "
    "volutas, letra gótica y un sello con cintas, para escuelas y títulos.",
    "Bold geometric tiles, friendly and clear, for workshops and classes.": "Mosaicos geométricos "
    "vivos, amables y claros, para talleres y clases.",
    "Art deco, with a fan of rays, for clubs and societies.": "Art déco, con un abanico de rayos, "
    "para clubes y asociaciones.",
    "Leafy twigs and a brush script, to say thank you.": "Ramas con hojas y letra de pincel, para "
    "dar las gracias.",
    "Bunting, confetti and a medal, for children.": "Banderines, confeti y una medalla, para "
    "niños.",
    "An engraved frame around an empty sheet, for words of your own.": "Un marco grabado en torno "
    "a una hoja vacía, para sus propias palabras.",
    "A name to be read across a room, with the event above it.": "Un nombre que se lee de lejos, "
    "con el evento encima.",
    # Colors.
    "Navy and gold": "Azul marino y oro",
    "Burgundy and gold": "Burdeos y oro",
    "Forest and bronze": "Bosque y bronce",
    "Charcoal and silver": "Carbón y plata",
    "Plum and rose gold": "Ciruela y oro rosa",
    "Lagoon": "Laguna",
    "Dusk": "Crepúsculo",
    "Ember": "Brasa",
    "Meadow": "Pradera",
    "Graphite": "Grafito",
    "Midnight": "Medianoche",
    "Burgundy": "Borgoña",
    "Emerald": "Esmeralda",
    "Onyx": "Ónix",
    "Ivory": "Marfil",
    "Sepia": "Sepia",
    "Oxford blue": "Azul Oxford",
    "Crimson": "Carmesí",
    "Pine": "Pino",
    "Black ink": "Tinta negra",
    "Primary": "Primarios",
    "Ocean": "Océano",
    "Orchard": "Huerto",
    "Berry": "Frutos rojos",
    "Black and white": "Blanco y negro",
    "Emerald and gold": "Esmeralda y oro",
    "Sapphire and gold": "Zafiro y oro",
    "Noir": "Noche",
    "Rose and copper": "Rosa y cobre",
    "Slate and silver": "Pizarra y plata",
    "Sage": "Salvia",
    "Eucalyptus": "Eucalipto",
    "Autumn": "Otoño",
    "Lavender": "Lavanda",
    "Blush": "Rubor",
    "Party": "Fiesta",
    "Sky": "Cielo",
    "Jungle": "Selva",
    "Candy": "Caramelo",
    "Coral": "Coral",
    "Ink": "Tinta",
    "Royal blue": "Azul real",
    "Bordeaux": "Burdeos",
    "Moss": "Musgo",
    "Copper": "Cobre",
    "Indigo": "Índigo",
    "Teal": "Verde azulado",
    "Tomato": "Tomate",
    "Violet": "Violeta",
    "Black": "Negro",
}
_WORDS: Mapping[str, Mapping[str, str]] = {"es": SPANISH}


def named(language: str, english: str) -> str:
    """A design's or a color's words in a language; the English ones where there are none."""
    return _WORDS.get(language, {}).get(english, english)
