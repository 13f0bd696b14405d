"""The designs' words in other languages; English is what the designs themselves say."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from certgen.elements.text.model import TextElement
from certgen.layout import Element

SPANISH: Mapping[str, str] = {
    # What fields are called.
    "Title": "Título",
    "Subtitle": "Subtítulo",
    "Presented to": "Otorgado a",
    "Name": "Nombre",
    "Reason": "Motivo",
    "Course": "Curso",
    "Date": "Fecha",
    "QR code": "Código QR",
    "Institution": "Institución",
    "Organization": "Organización",
    "Event": "Evento",
    "Role": "Función",
    "Text": "Texto",
    "rule": "línea",
    "caption": "pie",
    # Who signs.
    "Signature": "Firma",
    "Instructor": "Docente",
    "Director": "Dirección",
    "Organizer": "Organización del evento",
    "President": "Presidencia",
    "Dean": "Decanato",
    "Trainer": "Docente del taller",
    "Member since": "Miembro desde",
    "Teacher": "Docente de la clase",
    # What the certificates say.
    "CERTIFICATE": "CERTIFICADO",
    "OF COMPLETION": "DE FINALIZACIÓN",
    "This is to certify that": "Se certifica que",
    "has successfully completed the course": "ha completado con éxito el curso",
    "on {{Date}}": "el {{Date}}",
    "CERTIFICATE OF ATTENDANCE": "CERTIFICADO DE ASISTENCIA",
    "Awarded to": "Otorgado a",
    "for taking part in": "por su participación en",
    "AWARD OF EXCELLENCE": "PREMIO A LA EXCELENCIA",
    "proudly presented to": "se otorga con orgullo a",
    "for an outstanding contribution to\n{{Course}}": (
        "por su extraordinaria contribución a\n{{Course}}"
    ),
    "NAME OF THE INSTITUTION": "NOMBRE DE LA INSTITUCIÓN",
    "Diploma": "Diploma",
    "Be it known that": "Se hace saber que",
    "having fulfilled all requirements, is awarded this diploma in": (
        "ha cumplido todos los requisitos y recibe este diploma en"
    ),
    "given on {{Date}}": "expedido el {{Date}}",
    "Workshop\nCertificate": "Certificado\nde taller",
    "This certificate goes to": "Este certificado es para",
    "who completed the workshop": "por completar el taller",
    "MEMBERSHIP": "MEMBRESÍA",
    "WE WELCOME": "DAMOS LA BIENVENIDA A",
    "as a full member with all rights and privileges of": (
        "como miembro de pleno derecho, con todos sus privilegios, de"
    ),
    "THE NAME OF YOUR SOCIETY": "EL NOMBRE DE SU SOCIEDAD",
    "With Gratitude": "Con gratitud",
    "this certificate of appreciation is given to": "este reconocimiento se entrega a",
    "for kindness, time and care given to\n{{Course}}": (
        "por la amabilidad, el tiempo y el cuidado dedicados a\n{{Course}}"
    ),
    "Superstar Award": "Premio Superestrella",
    "Three cheers for": "Un gran aplauso para",
    "who did a wonderful job in": "por su magnífico trabajo en",
    "Your title": "Su título",
    "Your words go here.": "Aquí van sus palabras.",
    "Name of the event": "Nombre del evento",
    "PARTICIPANT": "PARTICIPANTE",
}
WORDINGS: Mapping[str, Mapping[str, str]] = {"es": SPANISH}


def worded(elements: tuple[Element, ...], language: str) -> tuple[Element, ...]:
    """The elements in a language (BCP 47), as they are where it has no wording here.

    Ids and placeholders stay.
    """
    words = WORDINGS.get(language.partition("-")[0].casefold())
    if words is None:
        return elements
    return tuple(_worded(element, words) for element in elements)


def _worded(element: Element, words: Mapping[str, str]) -> Element:
    name = ": ".join(words.get(part, part) for part in element.name.split(": "))
    named = structs.replace(element, name=name)
    if isinstance(named, TextElement):
        return structs.replace(named, content=words.get(named.content, named.content))
    return named
