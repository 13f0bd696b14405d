"""One certificate: as a file, or as a picture of some width."""

from __future__ import annotations

import io
from dataclasses import dataclass

from certgen.batch.job import job_of, worklist
from certgen.batch.one import first_certificate
from certgen.batch.rows import Rows
from certgen.compose import compose
from certgen.marks import Finding
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
    made = first_certificate(project, rows)
    kind = project.output.format.removesuffix("-combined")
    return Made(made.data, made.name, MEDIA_TYPES[kind], made.findings)


def preview_one(project: Project, rows: Rows, width: int, kind: str) -> Made:
    """The first of `rows` as a PNG or JPEG picture `width` pixels wide. Raises as `render_one`."""
    from certgen.render.preview import preview, preview_jpeg

    task, job = next(iter(worklist(project, rows))), job_of(project)
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
