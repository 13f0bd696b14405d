"""The journal of a design's mail, kept in the store: in pieces, for stores that cannot append."""

from __future__ import annotations

import re
from itertools import count

from certgen.mail.journal import Journal, Line, dump_line, lines_in
from service.store import MissingError, Store

# Each note writes its piece anew: small enough to be quick, large enough to be few.
LINES_IN_A_PIECE = 200
NAMES = re.compile(r"[A-Za-z0-9_-]{22}\.sent[0-9]{1,6}")


class StoredJournal(Journal):
    """What was sent of one design. It holds no addresses and no names, only digests of them."""

    def __init__(self, store: Store, owner: str) -> None:
        """Reads what there is.

        Raises:
            StoreError: the store does not tell now.
        """
        self._store = store
        self._owner = owner
        pieces = []
        for number in count():
            try:
                pieces.append(lines_in(store.read(self._name(number))))
            except MissingError:
                break
        self._last_piece = pieces.pop() if pieces else []
        self._full_pieces = len(pieces)
        super().__init__(line for piece in (*pieces, self._last_piece) for line in piece)

    def _keep(self, line: Line) -> None:
        if len(self._last_piece) >= LINES_IN_A_PIECE:
            self._last_piece = []
            self._full_pieces += 1
        piece = [*self._last_piece, line]
        self._store.write(self._name(self._full_pieces), b"".join(map(dump_line, piece)))
        self._last_piece = piece

    def _name(self, number: int) -> str:
        return f"{self._owner}.sent{number}"
