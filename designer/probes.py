"""What else has to work besides rendering: tried for /readyz and for the diagnosis."""

from __future__ import annotations

from service.probe import Probe

# Everything that keeps something outside of this process has a line here.
PROBES: tuple[Probe, ...] = ()
