"""What can go wrong for the person using certgen, and what they can do about it.

    CertgenError            message, hint, exit_code
      TemplateError         not a picture or PDF page, damaged, too large
      DataError             the list of people: unreadable, empty, ambiguous   + row, column
      LayoutError           the layout file or a value in it                   + path
      FontError             unknown family, unusable font file
      RenderError           this record cannot be rendered
      ProjectError          the project file is damaged or not one
      ExportError           the output cannot be written
      MailError             nothing can be sent: the account, the server, the message
      Cancelled             the person asked to stop

Anything else that is raised is a bug and should be seen as one.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; 2 is argparse's own for wrong usage."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    TEMPLATE = 3
    DATA = 4
    LAYOUT = 5
    FONT = 6
    RENDER = 7
    PROJECT = 8
    EXPORT = 9
    MAIL = 10
    CANCELLED = 130


class CertgenError(Exception):
    """An error the user can act on.

    Args:
        message: what is wrong and where, quoting the offending value.
        hint: what to do now; may be empty when the message says it all.
    """

    exit_code = ExitCode.FINDINGS

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel back from worker processes; the default would lose keyword arguments.
        return (_rebuild, (type(self), dict(self.__dict__)))


def _rebuild(kind: type[CertgenError], state: dict[str, object]) -> CertgenError:
    error = kind.__new__(kind)
    Exception.__init__(error, state.get("message", ""))
    error.__dict__.update(state)
    return error


class TemplateError(CertgenError):
    """The template or a picture is not usable."""

    exit_code = ExitCode.TEMPLATE


class DataError(CertgenError):
    """The list of people is not usable; `row` is counted as the person sees it, from 1."""

    exit_code = ExitCode.DATA

    def __init__(
        self, message: str, hint: str = "", *, row: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(message, hint)
        self.row = row
        self.column = column


class LayoutError(CertgenError):
    """A layout is not valid; `path` says where in the file, as in `elements[2].box.width`."""

    exit_code = ExitCode.LAYOUT

    def __init__(self, message: str, hint: str = "", *, path: str = "") -> None:
        super().__init__(message, hint)
        self.path = path


class FontError(CertgenError):
    """A font is unknown or unusable."""

    exit_code = ExitCode.FONT


class RenderError(CertgenError):
    """One record cannot be rendered."""

    exit_code = ExitCode.RENDER


class ProjectError(CertgenError):
    """A project file cannot be read."""

    exit_code = ExitCode.PROJECT


class ExportError(CertgenError):
    """The output cannot be written."""

    exit_code = ExitCode.EXPORT


class MailError(CertgenError):
    """Nothing can be sent, or nothing more for now."""

    exit_code = ExitCode.MAIL


class Cancelled(CertgenError):  # noqa: N818 - not an error in what was given
    """The person asked to stop."""

    exit_code = ExitCode.CANCELLED
