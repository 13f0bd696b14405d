"""What an encoder is, and which one makes which format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from certgen.compose import Page, Plan, Values, compose_varying
from certgen.output import Output


class Encoder(Protocol):
    """Makes one file for each page. Threads may share it; a process makes its own."""

    def encode(self, page: Page) -> list[bytes]:
        """The file in pieces, to be written one after another.

        `page` comes from `compose_varying` with the plan the encoder was made for.

        Raises:
            CertgenError: this record cannot be rendered.
        """


def beginning_of(encoder: Encoder) -> bytes:
    """The first piece of each of its files, where that is the same for all; else nothing."""
    beginning: bytes = getattr(encoder, "beginning", b"")
    return beginning


def encoder_for(plan: Plan, output: Output) -> Encoder:
    """The encoder of a format, with everything done that is the same for all records.

    Raises:
        CertgenError: the template cannot be drawn, or not at that resolution.
        ValueError: the format is not one file for each record.
    """
    if output.format not in _MAKERS:
        raise ValueError(f"“{output.format}” does not make a file for each record")
    return _MAKERS[output.format](plan, output)


def estimate(plan: Plan, output: Output, samples: Iterable[Values]) -> float:
    """Bytes of one certificate, averaged over some records; 0 if there are none."""
    encoder = encoder_for(plan, output)
    sizes = [sum(map(len, encoder.encode(compose_varying(plan, values)))) for values in samples]
    return sum(sizes) / len(sizes) if sizes else 0.0


def _png(plan: Plan, output: Output) -> Encoder:
    from certgen.encode.png_bands import png_encoder

    return png_encoder(plan, output)


def _jpeg(plan: Plan, output: Output) -> Encoder:
    from certgen.encode.jpeg_strips import jpeg_encoder

    return jpeg_encoder(plan, output)


def _pdf(plan: Plan, output: Output) -> Encoder:
    from certgen.pdf import PdfSingles

    return PdfSingles(plan)


# Imported when asked for: making PDFs needs neither numpy nor Pillow's encoders.
_MAKERS: dict[str, Callable[[Plan, Output], Encoder]] = {"png": _png, "jpeg": _jpeg, "pdf": _pdf}
