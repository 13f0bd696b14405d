"""A whole list, slice by slice."""

from __future__ import annotations

import io
from collections.abc import Iterable

from starlette.responses import Response

from certgen.errors import DataError
from service.archive import MemoryZip
from service.http.answer import download, json_answer
from service.http.asked import PlanRequest, SliceRequest, asked, project_of, with_list
from service.http.endpoint import Call
from service.http.problem import RequestError
from service.join import join as joined
from service.slices import SlicePlan, make_slice, plan_slices

__all__ = ["PlanRequest", "SlicePlan", "SliceRequest"]


def plan(call: Call) -> Response:
    """The slices that a list is best made in."""
    request = asked(call.received, PlanRequest)
    project, rows = with_list(project_of(request), request, call.configuration.max_records)
    return json_answer(plan_slices(project, rows, call.limits))


def slice(call: Call) -> Response:
    """Some certificates of a list in a ZIP, and in the headers where to go on."""
    request = asked(call.received, SliceRequest)
    project, rows = with_list(project_of(request), request, call.configuration.max_records)
    made = make_slice(project, rows, request.first, request.count, call.limits, job=request.job)
    headers = {
        "certgen-first": str(made.note.first),
        "certgen-count": str(made.note.count),
        "certgen-total": str(made.note.total),
        "certgen-failed": str(made.failed),
        **({} if made.next is None else {"certgen-next": str(made.next)}),
    }
    return download(made.data, f"slice-{made.note.first}.zip", "application/zip", headers)


def join(call: Call) -> Response:
    """The slices of a batch as the one ZIP that the batch would have given."""
    if set(call.received.files) - {"slices"}:
        raise RequestError(422, "request", "Only parts of the name “slices” belong here.")
    files = call.received.files.get("slices", [])
    if not files:
        raise DataError("There are no slices to join.", "Send each as a part named “slices”.")
    archive = MemoryZip()

    def add(name: str, pieces: Iterable[bytes]) -> None:
        archive.add(name, pieces)
        if archive.size > call.limits.bytes:
            raise RequestError(
                413,
                "limit",
                f"The joined file is larger than {call.limits.bytes / 2**20:.0f} MB.",
                "Join the slices where they are: python -m service.join OUT SLICE…",
            )

    report = joined([(file.name, io.BytesIO(file.data)) for file in files], add)
    return download(archive.finish(report), "certificates.zip", "application/zip", {})
