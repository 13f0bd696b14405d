"""One certificate: as a file, or as a picture of some width."""

from __future__ import annotations

import io
from dataclasses import dataclass

import msgspec

from certgen.batch.job import Task, job_of, worklist
from certgen.batch.rows import Rows
from certgen.compose import Plan, compose, compose_varying, plan
from certgen.encode import Encoder, encoder_for
from certgen.marks import Finding
from certgen.output import Output
from certgen.project import Project

MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, its name, its media type, and what was noticed."""

    data: bytes
    name: str
    media_type: str
    findings: tuple[Finding, ...]


def render_one(project: Project, rows: Rows) -> Made:
    """The certificate of the first of `rows`.

    Raises:
        CertgenError: there is no such record, or it cannot be rendered.
    """
    task, job = _task(project, rows), job_of(project)
    kind = project.output.format.removesuffix("-combined")
    ready = plan(job.layout, job.assets)
    page = compose_varying(ready, task.values)
    data = b"".join(_encoder(ready, job.output).encode(page))
    # The base was composed once for all; what was noticed there counts here too.
    artworks = (*ready.base, *page.artworks)
    findings = (*task.findings, *(f for artwork in artworks for f in artwork.findings))
    return Made(data, task.name.rpartition("/")[2], MEDIA_TYPES[kind], findings)


def preview_one(project: Project, rows: Rows, width: int, kind: str) -> Made:
    """The first of `rows` as a PNG or JPEG picture `width` pixels wide. Raises as `render_one`."""
    from certgen.render.preview import preview, preview_jpeg

    task, job = _task(project, rows), job_of(project)
    page = compose(job.layout, task.values, job.assets)
    if kind == "jpeg":
        data = preview_jpeg(page, job.assets, width)
    else:
        out = io.BytesIO()
        preview(page, job.assets, width).save(out, "PNG", compress_level=3)
        data = out.getvalue()
    findings = tuple(f for artwork in page.artworks for f in artwork.findings)
    name = task.name.rpartition("/")[2].rpartition(".")[0]
    return Made(data, f"{name}.{'jpg' if kind == 'jpeg' else kind}", MEDIA_TYPES[kind], findings)


def _task(project: Project, rows: Rows) -> Task:
    return next(iter(worklist(project, rows)))


def _encoder(ready: Plan, output: Output) -> Encoder:
    """For a single file: what a batch prepares to be quick later would not pay."""
    if output.format in ("png", "jpeg"):
        from certgen.encode.whole_frame import WholeFrame

        return WholeFrame(ready, output)
    return encoder_for(ready, msgspec.structs.replace(output, format="pdf"))
