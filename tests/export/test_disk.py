"""What the operating system refuses, in words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from certgen.errors import ExportError
from certgen.export.disk import writing


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EFBIG, "The disk is full"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "no permission"),
        (errno.ENOENT, "There is no folder “out”"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_refusals_are_told_with_the_file(number, said):
    with pytest.raises(ExportError, match=said) as told, writing(Path("out/a.zip")):
        raise OSError(number, "Input/output error")
    assert "out" in told.value.message
    assert told.value.hint
