"""Where an output goes: a path of this machine, or an address that it is sent to when it is whole.

What goes to an address is made in a folder of this user's in the temporary one (CERTGEN_TEMP, or
the system's: TMPDIR). It is the same folder each time, so that `--resume` finds what is there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from certgen.batch.files import reopen
from certgen.cli.screen import Screen
from certgen.cli.settings import destination_of
from certgen.errors import Cancelled, CertgenError, ExportError
from certgen.export import remote

_TOGETHER = 8
_ONE_FILE = (".zip", ".pdf")
_NOT_WRITTEN = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Destination:
    """`path` is where the output is made, `name` how the person calls where it goes."""

    path: Path
    name: str
    send: Callable[[], None] = lambda: None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is only made at the path, and sent to an address then."""
        return remote.is_address(self.name)


@contextmanager
def destination(
    out: str,
    screen: Screen,
    *,
    resume: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Destination]:
    """The destination that `--out` names; looks first whether an address can be written to.

    What was made for an address is deleted once it was sent; after an error it stays for `resume`.

    Raises:
        ExportError: it names a kind of file that is not made by itself, or nothing can be sent.
    """
    local = destination_of(out)
    if not remote.is_address(out):
        yield Destination(local, out)
        return
    files, root = _opened(out)
    folder = _folder(out)
    path = folder / f"certificates{_ending(local)}"
    if resume:
        reopen(path)
    else:
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    try:
        yield Destination(path, out, lambda: _send(path, out, files, root, screen, cancelled))
    finally:
        with suppress(OSError):
            folder.rmdir()  # unless something is in it to go on with


def _opened(address: str) -> tuple[Any, str]:
    """The file system and the path in it, once it is likely that it can be written to.

    To know for sure, something would have to be written there.
    """
    scheme = remote.scheme_of(address)
    if scheme in _NOT_WRITTEN:
        raise ExportError(
            f"Nothing can be sent to “{scheme}://…”.", "Give a store, as s3://bucket/name.zip."
        )
    remote.check_address(address)
    with remote.telling(address):
        files, root = remote.open_files(address)
    bucket = f"{scheme}://{root.partition('/')[0]}"
    with remote.telling(bucket), suppress(PermissionError):
        # Who may write there need not be allowed to look.
        remote.look_for_bucket(files, root)
    return files, root


def _ending(local: Path) -> str:
    """What tells the kind of output; a folder has nothing of the sort."""
    ending = local.suffix.lower()
    return ending if ending in _ONE_FILE else ""


def _folder(address: str) -> Path:
    """The folder in which the output for an address is made; nobody else can look into it."""
    user = os.getuid() if hasattr(os, "getuid") else ""
    try:
        above = Path(os.environ.get("CERTGEN_TEMP") or tempfile.gettempdir())
        ours = above / f"certgen-out-{user}"
        ours.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Temporary folders are everybody's: it might be there already, as somebody else's.
        if ours.is_symlink() or (user != "" and ours.stat().st_uid != user):
            raise PermissionError
        folder = ours / hashlib.sha256(address.encode()).hexdigest()[:16]
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"There is no temporary folder to make “{address}” in: {type(error).__name__}.",
            "Name one that can be written to in the environment: TMPDIR.",
        ) from None
    return folder


def _send(
    path: Path,
    address: str,
    files: Any,
    root: str,
    screen: Screen,
    cancelled: Callable[[], bool],
) -> None:
    """Sends what was made and deletes it here; says where it is if that fails."""
    whole = _files_of(path)
    sizes = sum(file.stat().st_size for file in whole)
    try:
        with screen.bytes_progress("Sending", sizes) as sent, remote.telling(address):

            def told(size: int) -> None:
                sent(size)
                if cancelled():
                    raise Cancelled("Stopped.")

            _put_all(files, root, path, whole, told)
    except CertgenError as error:
        # One PDF is quicker made again than compared with what was asked for before.
        again = "" if path.suffix == ".pdf" else "With --resume it is sent without being made anew."
        raise type(error)(
            f"{error.message} What was made is in “{path}”.", f"{error.hint} {again}".strip()
        ) from error
    shutil.rmtree(path.parent, ignore_errors=True)


def _put_all(
    files: Any, root: str, path: Path, whole: Sequence[Path], told: Callable[[int], None]
) -> None:
    def put(source: Path) -> None:
        told(0)
        target = root if source == path else f"{root}/{source.relative_to(path).as_posix()}"
        remote.put_file(files, source, target, told)

    # A small file takes as long as the way there and back, so several go at the same time.
    together = ThreadPoolExecutor(_TOGETHER if files.async_impl else 1)
    try:
        for _ in together.map(put, whole[:-1]):
            pass
        put(whole[-1])
    finally:
        together.shutdown(cancel_futures=True)


def _files_of(path: Path) -> list[Path]:
    """The file, or those in the folder, the report last: where it is, all is."""
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(found, key=lambda file: (file == path / "report.csv", file))
