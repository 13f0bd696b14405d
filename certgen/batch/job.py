"""What a batch makes: a job (the same for all records), and tasks (one for each)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from certgen.batch.rows import ALL, Rows, chosen
from certgen.columns import columns_missing
from certgen.compose import Assets
from certgen.elements.text.model import TextElement
from certgen.errors import LayoutError
from certgen.file_names import FileNames, file_names, numbered_values
from certgen.layout import Layout
from certgen.layout_file import dump_layout
from certgen.mapping import name_columns
from certgen.marks import Finding
from certgen.output import Output
from certgen.project import Project
from certgen.records import Record
from certgen.template import Template


@dataclass(frozen=True, slots=True)
class Job:
    """Everything but the records. Picklable, so that a worker elsewhere can do its part."""

    layout: Layout
    assets: Assets
    output: Output
    back: Template | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One record to be made, with what is known about it before."""

    row: int
    person: str
    name: str
    values: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Worklist:
    """The tasks of a batch, made when they are asked for: a list may have 100,000 people.

    Numbers and names are those the whole list gives, so that a person's file has the same name
    whether everybody's is made or only this one's.
    """

    records: tuple[Record, ...]
    places: tuple[int, ...]
    names: FileNames
    people: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Task]:
        return self.since(0)

    def since(self, done: int) -> Iterator[Task]:
        """The tasks after the first `done`."""
        return (self._task(place) for place in self.places[done:])

    def _task(self, place: int) -> Task:
        record = self.records[place]
        return Task(
            record.row,
            person_of(record, self.people),
            self.names.names[place],
            numbered_values(self.records, place),
            self._known.get(place, ()),
        )

    @cached_property
    def _known(self) -> dict[int, tuple[Finding, ...]]:
        known: dict[int, tuple[Finding, ...]] = {}
        for place, finding in self.names.findings:
            known[place] = (*known.get(place, ()), finding)
        return known


def job_of(project: Project) -> Job:
    """The job of a project.

    Raises:
        FontError: one of its fonts is not usable, or the layout names one that is not there.
    """
    job = Job(project.layout, project.assets, project.output, project.back)
    for element in job.layout.elements:
        if isinstance(element, TextElement) and not element.hidden:
            job.assets.fonts.family(element.style.font)
    return job


def worklist(project: Project, rows: Rows = ALL) -> Worklist:
    """The tasks of a project: those switched on and among `rows`.

    Raises:
        LayoutError: the layout asks for columns that the list does not have.
        DataError: nobody is left to be made.
    """
    layout, records = project.layout, project.chosen
    places = places_of(project, rows)
    names = file_names(
        layout.file_name, records, project.output.extension, language=layout.language
    )
    return Worklist(records, places, names, name_columns(project.table.columns, records))


def places_of(project: Project, rows: Rows) -> tuple[int, ...]:
    """Which of the project's chosen records are to be made, from 0. Raises as `worklist`."""
    places = chosen(rows, project.chosen)
    missing = columns_missing(project.layout, project.table.columns)
    if missing:
        raise LayoutError(
            f"The list has no column {_listed(missing)}, which the layout asks for.",
            f"Its columns are {_listed(project.table.columns)}.",
        )
    return places


def person_of(record: Record, name: Sequence[str]) -> str:
    """Who a record is about: what stands in the name's columns, else the first filled cell."""
    joined = " ".join(filter(None, (record.values.get(column, "").strip() for column in name)))
    person = joined or next((v.strip() for v in record.values.values() if v.strip()), "")
    return person.encode("utf-8", "replace").decode()


def digest(job: Job, work: Worklist) -> str:
    """What tells one run from another: equal runs make equal bytes."""
    seal = hashlib.sha256()
    template = job.assets.template
    known = [
        dump_layout(job.layout),
        msgspec.json.encode(job.output),
        repr(template and (template.digest, template.page, template.size)).encode(),
        repr(sorted((p.name, p.digest) for p in job.assets.pictures.values())).encode(),
        repr([face.key for face in job.assets.fonts.added]).encode(),
    ]
    for part in known:
        seal.update(hashlib.sha256(part).digest())
    for task in work:
        seal.update(
            repr((task.row, task.name, sorted(task.values.items()))).encode("utf-8", "replace")
        )
    return seal.hexdigest()


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f"“{column}”" for column in columns)
