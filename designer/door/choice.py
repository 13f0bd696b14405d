"""Which door this server has, by its configuration."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from streamlit import config

from certgen.errors import CertgenError
from designer.door.closed import ThisMachineOnly
from designer.door.gate import Keeper
from designer.door.provider import Provider, provider_of
from designer.door.sign_in import SignIn
from service.configuration import Configuration, is_loopback
from service.hosts import HOSTS
from service.probe import Probe

_log = logging.getLogger(__name__)


class DoorError(CertgenError):
    """Others can reach the page, and nobody has chosen who may use it."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who is let in. `keeper` is None where everybody is, on purpose."""

    keeper: Keeper | None
    told: str
    open_paths: tuple[str, ...] = ()
    missing: bool = False

    @property
    def probe(self) -> Probe:
        """Whether those can come in for whom the page is."""
        return Probe("door", self._attempt, needed=True)

    def _attempt(self) -> str:
        if self.missing:
            raise DoorError(self.told, HINT)
        return self.told


HINT = (
    "Set CERTGEN_PASSWORD to a password of at least 8 characters, or sign people in by OpenID "
    "Connect. To let everybody in on purpose, set CERTGEN_OPEN=yes."
)


def door_of(configuration: Configuration) -> Door:
    """The door that the settings ask for; without any, only this machine is let in.

    Raises:
        ConfigurationError: signing in by OpenID Connect lacks something.
    """
    provider = provider_of(configuration)
    if configuration.open and provider is None:
        return Door(None, "open to everybody, as CERTGEN_OPEN says")
    if configuration.password or provider is not None:
        return Door(
            SignIn(configuration, provider), _ways(configuration, provider), _paths(provider)
        )
    exposed = configuration.exposed or _listens_to_others()
    keeper = ThisMachineOnly(exposed, HOSTS[configuration.host].framed_by)
    if not exposed:
        return Door(keeper, "only this machine is let in")
    told = "Others are to reach this page, but nobody has chosen who may use it."
    _log.warning("%s Only this machine is let in. %s", told, HINT)
    return Door(keeper, told, missing=True)


def _listens_to_others() -> bool:
    """Whether `streamlit run` was told to; untold it listens to all, which says nothing."""
    address = config.get_option("server.address")
    return bool(address) and not is_loopback(str(address))


def _ways(configuration: Configuration, provider: Provider | None) -> str:
    ways = ["a password"] if configuration.password else []
    return " or ".join([*ways, *(["OpenID Connect"] if provider is not None else [])])


def _paths(provider: Provider | None) -> tuple[str, ...]:
    return provider.paths if provider is not None else ()
