"""What a column's header says it holds, in the languages of most lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from certgen.records import folded

# In order of precedence: a "course name" is a course, a "participant's e-mail" an address.
# English, Spanish, German, French; a little Portuguese and Italian.
_WORDS_FOR = {
    "email": "email mail correo courriel emailadresse mailadresse",
    "link": "link url website web enlace lien webseite site",
    "date": "date fecha datum day dia tag jour data issued",
    "id": "id no nr num number numero nummer code codigo codice serial matricula dni "
    "matrikelnummer",
    "score": "score grade points point mark marks percent percentage result nota calificacion "
    "puntos resultado note punkte ergebnis resultat",
    "hours": "hours hour hrs duration horas duracion stunden dauer heures duree credits ects",
    "phone": "phone telephone mobile telefono movil celular telefon handy portable",
    "role": "role position job rol cargo puesto rolle funktion poste fonction",
    "organization": "organization organisation company school university institution team "
    "department club empresa escuela universidad colegio firma firmenname schule universitat "
    "hochschule unternehmen verein entreprise ecole universite societe institut",
    "place": "city town place location country ciudad lugar pais stadt ort land ville lieu pays",
    "teacher": "teacher instructor trainer tutor coach signatory profesor docente lehrer dozent "
    "enseignant professeur formateur",
    "course": "course event program programme training workshop class module subject title topic "
    "award category curso evento taller materia asignatura kurs kursname veranstaltung schulung "
    "lehrgang fach cours formation evenement atelier matiere titre",
    "last": "last family surname lastname familyname apellido apellidos nachname familienname "
    "sobrenome cognome",
    "first": "first given forename firstname givenname pila vor vorname prenom",
    "name": "name names fullname nombre nombres nom noms nome participant participants recipient "
    "recipients student students attendee attendees learner learners holder person people member "
    "members guest guests volunteer volunteers employee employees winner winners "
    "participante participantes alumno alumna estudiante asistente destinatario "
    "teilnehmer teilnehmerin teilnehmende schuler studierende empfanger "
    "eleve etudiant beneficiaire",
}
_MEANING = {word: kind for kind, words in _WORDS_FOR.items() for word in words.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _set("of the a an and s de del la el los las le les du des der die das y e et und")
# Words that say nothing by themselves.
_BESIDE = _set(
    "full complete completo completa vollstandiger address adresse direccion start end begin "
    "completion issue birth list lista liste your in"
)
_LONGEST_HEADER = 5
_PLAIN_NAME = _set("name names nombre nombres nom noms nome")
# Headers that are a first or last name in one word, so that "nom et prénom" is the full name.
_HALF_NAME = _set(
    "surname lastname familyname apellido apellidos nachname familienname sobrenome cognome "
    "forename firstname givenname vorname prenom"
)


@lru_cache(maxsize=1024)
def meaning(column: str) -> str | None:
    """What a header means: "name", "first", "email", "date" and so on; None if it says nothing."""
    words = header_words(column)
    found = {_MEANING[word] for word in {*words, squashed(column)} if word in _MEANING}
    if found <= {"first", "last", "name"} and is_full_name(words):
        return "name"
    return next((kind for kind in _WORDS_FOR if kind in found), None)


@lru_cache(maxsize=4096)
def is_label_word(text: str) -> bool:
    """Whether a text has only words for columns: “Full name” is a label, “Rust course” is not."""
    words = header_words(text)
    return len(words) <= _LONGEST_HEADER and (
        squashed(text) in _MEANING or (words <= _MEANING.keys() | _BESIDE and not words <= _BESIDE)
    )


def is_full_name(words: frozenset[str]) -> bool:
    """Whether a header's words ask for first and last name in one cell."""
    kinds = {_MEANING.get(word) for word in words}
    return {"first", "last"} <= kinds or bool(words & _PLAIN_NAME and words & _HALF_NAME)


@lru_cache(maxsize=1024)
def header_words(column: str) -> frozenset[str]:
    """The words of a header that carry meaning: `dateOfBirth` is date and birth."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return frozenset(re.findall(r"[^\W_]+", folded(spaced))) - _FILLERS


def squashed(column: str) -> str:
    """A header's letters and digits alone."""
    return re.sub(r"[\W_]+", "", folded(column))


def meanings(columns: Iterable[str]) -> dict[str, str | None]:
    """What the headers of one table mean: "Nom" beside "Prénom" is the last name."""
    columns = tuple(columns)
    found = {column: meaning(column) for column in columns}
    return found | dict(zip(name_parts(columns), ("first", "last"), strict=False))


def name_parts(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that make a name in two: first, then last; empty if there are no two such.

    "Nombre" beside "Apellidos" is the first name, "Nom" beside "Prénom" the last.
    """
    first = next((c for c in columns if meaning(c) == "first"), None)
    last = next((c for c in columns if meaning(c) == "last"), None)
    plain = next((c for c in columns if header_words(c) <= _PLAIN_NAME and header_words(c)), None)
    if first and last:
        return () if plain else (first, last)
    if plain and last:
        return (plain, last)
    if plain and first and header_words(first) & _HALF_NAME:
        return (first, plain)
    return ()
