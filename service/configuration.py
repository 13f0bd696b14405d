"""Everything that can be set from outside, in one place, typed and documented.

Values come from environment variables and from `.streamlit/secrets.toml`, by the same names; the
environment goes first. `python -m service.configuration` prints what there is.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from certgen.errors import CertgenError, ExitCode
from certgen.mail.account import mailbox, server_at
from service.hosts import HOSTS, PLAIN, detect, memory_limit
from service.setting import MEGABYTE, Secret, duration_text, without_secrets
from service.settings import SETTINGS

PREFIX = "CERTGEN_"
SECRETS = Path(".streamlit") / "secrets.toml"
# Where Streamlit looks too; what lies beside the program goes first.
_HOME_SECRETS = Path(os.environ.get("HOME") or "/") / SECRETS
# A socket for both kinds of address shows those of the older kind as the last one here.
_LOOPBACK = re.compile(r"localhost|::1|\[::1\]|(::ffff:)?127(\.\d{1,3}){3}", re.IGNORECASE)
_DAY = 86400.0


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach an address."""
    return _LOOPBACK.fullmatch(address) is not None


class ConfigurationError(CertgenError):
    """A setting is wrong or missing; `name` is its variable."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "", *, name: str = "") -> None:
        super().__init__(message, hint)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The settings of a running server. Sizes are in megabytes, times in seconds."""

    host: str = PLAIN.name
    address: str = "127.0.0.1"
    port: int = 8600
    temp: str = ""
    store: str = field(default="", repr=False)
    keep_files: float = 3600.0
    keep_designs: float = 60 * _DAY
    workers: int = 2
    max_records: int = 100_000
    max_batch_time: float = 6 * 3600.0
    memory: int = 0
    max_upload: int = 200
    max_response: int = 64
    time_limit: float = 60.0
    api_key: Secret = field(default=Secret(), repr=False)
    password: Secret = field(default=Secret(), repr=False)
    open: bool = False
    members: tuple[str, ...] = ()
    remember: float = 7 * _DAY
    proxies: int = 0
    sessions: str = field(default="", repr=False)
    scheduler: str = ""
    smtp: Secret = field(default=Secret(), repr=False)
    mail_from: str = ""
    mail_reply_to: str = ""
    mail_a_minute: int = 0

    @property
    def exposed(self) -> bool:
        """Whether others can reach the server, so that secrets are required."""
        return HOSTS[self.host].exposed or not is_loopback(self.address)

    @property
    def temp_folder(self) -> Path:
        """The folder for files that need not last; it may turn out not to be writable."""
        if self.temp:
            return Path(self.temp)
        try:
            return Path(tempfile.gettempdir())
        except FileNotFoundError:  # nothing is writable: whoever writes there will say so
            return Path("/tmp")

    @property
    def max_upload_bytes(self) -> int:
        """How much one request may bring, in bytes."""
        return self.max_upload * MEGABYTE

    @property
    def max_response_bytes(self) -> int:
        """How much one answer may hold, in bytes."""
        return self.max_response * MEGABYTE


def read_configuration(
    environment: Mapping[str, str] | None = None,
    *,
    secrets: Path | None = None,
    root: Path = Path("/"),
) -> Configuration:
    """The configuration of this process; `root` is that of the file system, to know the host by.

    Raises:
        ConfigurationError: a value is not what it should be, or no setting has that name.
    """
    environment = os.environ if environment is None else environment
    files = (_HOME_SECRETS, SECRETS) if secrets is None else (secrets,)
    given = {n: v for file in files for n, v in _secrets(file).items()} | _of_ours(environment)
    _refuse_unknown(given)
    wished = _given("host", given)
    host = detect(environment, root) if wished is None else HOSTS[str(wished)]
    values: dict[str, Any] = {**host.defaults, "host": host.name}
    if limit := memory_limit(root):
        # The rest is for the pages of the designer.
        values.setdefault("memory", limit * 3 // 4)
    for name, setting in SETTINGS.items():
        if setting.also and setting.name not in given and environment.get(setting.also):
            given[setting.name] = environment[setting.also]
        value = _given(name, given)
        if value is not None:
            values[name] = value
    return _consistent(Configuration(**values))


def _consistent(read: Configuration) -> Configuration:
    if read.open and read.password:
        raise ConfigurationError(
            "CERTGEN_OPEN is yes, but CERTGEN_PASSWORD is set too.",
            "Take one of them away: either everybody gets in, or who knows the password.",
            name="CERTGEN_OPEN",
        )
    if read.open and read.smtp:
        raise ConfigurationError(
            "CERTGEN_OPEN is yes, and CERTGEN_SMTP would let everybody send mail in your name.",
            "Let in who knows CERTGEN_PASSWORD, or take CERTGEN_SMTP away.",
            name="CERTGEN_OPEN",
        )
    if read.smtp and not _has_sender(read):
        raise ConfigurationError(
            "CERTGEN_SMTP is set, but nobody is named as the sender.",
            "Set CERTGEN_MAIL_FROM to an e-mail address.",
            name="CERTGEN_MAIL_FROM",
        )
    return read


def _has_sender(read: Configuration) -> bool:
    return bool(read.mail_from or mailbox(server_at(read.smtp.value).user)[1])


def _of_ours(environment: Mapping[str, str]) -> dict[str, str]:
    # An empty variable is how compose files and hosts say "not set".
    return {n: v.strip() for n, v in environment.items() if n.startswith(PREFIX) and v.strip()}


def _secrets(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        # The complaint of a parser may quote the line, which may be a secret.
        raise ConfigurationError(
            f"“{path}” cannot be read: {type(error).__name__}.",
            'Write lines such as CERTGEN_API_KEY = "…" into it.',
        ) from None
    return _of_ours({n: _as_text(n, v) for n, v in found.items() if n.startswith(PREFIX)})


def _as_text(name: str, value: object) -> str:
    if isinstance(value, (str, int, float)):
        return str(value)
    raise ConfigurationError(f"{name} in secrets.toml is not a text or a number.", name=name)


def _refuse_unknown(given: Mapping[str, str]) -> None:
    names = [setting.name for setting in SETTINGS.values()]
    for name in given:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(names)}."
            raise ConfigurationError(f"There is no setting {name}.", hint, name=name)


def _given(name: str, given: Mapping[str, str]) -> object | None:
    setting = SETTINGS[name]
    text = given.get(setting.name)
    if text is None:
        return None
    try:
        return setting.read(text)
    except ValueError:
        hidden = isinstance(getattr(Configuration(), name), Secret)
        said = f"{len(text)} characters" if hidden else f"“{without_secrets(text)}”"
        raise ConfigurationError(
            f"{setting.name} is {said}, but has to be {setting.expected}.",
            f"For example: {setting.name}={setting.example}" if not hidden else "",
            name=setting.name,
        ) from None


def shown(configuration: Configuration) -> dict[str, str]:
    """Every setting as it is now, by the name of its variable; no secret is among them."""
    return {
        setting.name: _text(name, getattr(configuration, name))
        for name, setting in SETTINGS.items()
    }


def markdown_table() -> str:
    """All settings as a table for the documentation."""
    lines = ["| Variable | Meaning | Default | Example |", "| --- | --- | --- | --- |"]
    for name, setting in SETTINGS.items():
        default = setting.default or f"`{_text(name, getattr(Configuration(), name))}`"
        example = setting.example if "`" in setting.example else f"`{setting.example}`"
        lines.append(f"| `{setting.name}` | {setting.meaning} | {default} | {example} |")
    return "\n".join(lines) + "\n"


def _text(name: str, value: object) -> str:
    if isinstance(value, float):
        return duration_text(value)
    return without_secrets(value)


def main() -> int:
    """Prints all settings, and as what they are read here."""
    sys.stdout.write(markdown_table())
    try:
        now = shown(read_configuration())
    except ConfigurationError as error:
        sys.stderr.write(f"\n{error}\n")
        return int(error.exit_code)
    sys.stdout.write("\nHere and now:\n\n")
    sys.stdout.writelines(f"    {name}={value}\n" for name, value in now.items() if value)
    return int(ExitCode.OK)


if __name__ == "__main__":
    raise SystemExit(main())
