"""One certificate in memory, for programs that serve one person at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from certgen.batch.job import job_of, worklist
from certgen.batch.rows import ALL, Rows
from certgen.compose import Plan, compose_varying, plan
from certgen.encode import Encoder, encoder_for
from certgen.marks import Finding
from certgen.output import Output
from certgen.project import Project
from certgen.records import table_from_rows


@dataclass(frozen=True, slots=True)
class Certificate:
    """A finished file: its name as a batch gives it, its bytes, and what deserves a look."""

    name: str
    data: bytes
    findings: tuple[Finding, ...] = ()


def make_one(project: Project, values: Mapping[str, str]) -> Certificate:
    """The certificate of somebody who need not be in the list, in the project's format.

    `values` are the person's texts by column.

    Raises:
        LayoutError: the layout asks for a column that is not among the values.
        CertgenError: it cannot be rendered.
    """
    table = table_from_rows(tuple(values), [tuple(values.values())])
    return first_certificate(replace(project, table=table, skipped=()), ALL)


def first_certificate(project: Project, rows: Rows) -> Certificate:
    """The certificate of the first of `rows`, as a batch would make it.

    Raises:
        CertgenError: there is no such record, or it cannot be rendered.
    """
    task, job = next(iter(worklist(project, rows))), job_of(project)
    ready = plan(job.layout, job.assets)
    page = compose_varying(ready, task.values)
    data = b"".join(_encoder(ready, job.output).encode(page))
    # The base was composed once for all; what was noticed there counts here too.
    artworks = (*ready.base, *page.artworks)
    findings = (*task.findings, *(f for artwork in artworks for f in artwork.findings))
    return Certificate(task.name.rpartition("/")[2], data, findings)


def _encoder(ready: Plan, output: Output) -> Encoder:
    """For a single file: what a batch prepares to be quick later would not pay."""
    if output.format in ("png", "jpeg"):
        from certgen.encode.whole_frame import WholeFrame

        return WholeFrame(ready, output)
    return encoder_for(ready, msgspec.structs.replace(output, format="pdf"))
