"""Where this runs. A host only chooses defaults; every one of them can be set otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_EVERYWHERE = "0.0.0.0"


@dataclass(frozen=True, slots=True)
class Host:
    """A kind of host.

    `exposed` says that others can reach it, so that secrets are required. `framed_by` are the
    sites that show what runs there in a frame. `defaults` are values of `Configuration` that differ
    here from those of a laptop.
    """

    name: str
    title: str
    exposed: bool = True
    framed_by: tuple[str, ...] = ()
    defaults: Mapping[str, object] = field(default_factory=dict, compare=False)


PLAIN = Host("plain", "a computer of one's own", exposed=False)
# 4.5 MB is what Vercel lets in and out of a function.
VERCEL = Host(
    "vercel",
    "Vercel",
    defaults={
        "address": _EVERYWHERE,
        "workers": 1,
        "max_records": 5_000,
        "max_upload": 4,
        "max_response": 4,
        "time_limit": 10.0,
    },
)
RENDER = Host(
    "render", "Render", defaults={"address": _EVERYWHERE, "proxies": 1, "max_upload": 100}
)
# Heroku's router gives up on an answer that has not begun after 30 seconds.
HEROKU = Host(
    "heroku",
    "Heroku",
    defaults={"address": _EVERYWHERE, "proxies": 1, "max_upload": 100, "time_limit": 30.0},
)
STREAMLIT_CLOUD = Host(
    "streamlit-cloud",
    "Streamlit Community Cloud",
    defaults={
        "address": _EVERYWHERE,
        "proxies": 1,
        "workers": 1,
        "max_records": 20_000,
        "max_batch_time": 3600.0,
        "memory": 700,
        "max_upload": 100,
        "max_response": 32,
    },
)
HUGGING_FACE = Host(
    "hugging-face",
    "Hugging Face Spaces",
    framed_by=("https://huggingface.co",),
    defaults={"address": _EVERYWHERE, "proxies": 1, "port": 7860},
)
DOCKER = Host("docker", "a container", defaults={"address": _EVERYWHERE})

HOSTS = {
    host.name: host
    for host in (PLAIN, DOCKER, RENDER, HEROKU, STREAMLIT_CLOUD, HUGGING_FACE, VERCEL)
}
# The variables that the hosts set themselves; those of containers come last, as some are both.
_SIGNS = (
    ("VERCEL", VERCEL),
    ("SPACE_ID", HUGGING_FACE),
    ("RENDER", RENDER),
    ("DYNO", HEROKU),
    ("STREAMLIT_SHARING_MODE", STREAMLIT_CLOUD),
)
_MEMORY_LIMITS = ("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes")
_NO_LIMIT = 2**50
_CONTAINER_FILES = (".dockerenv", "run/.containerenv")


def memory_limit(root: Path = Path("/")) -> int | None:
    """What the container may use, in megabytes; None where nothing limits it (Linux, cgroups)."""
    for name in _MEMORY_LIMITS:
        try:
            text = (root / name).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdecimal() and int(text) < _NO_LIMIT:
            return int(text) // 2**20
    return None


def detect(environment: Mapping[str, str], root: Path = Path("/")) -> Host:
    """The host by its own signs, `PLAIN` if there are none; `root` is that of the file system."""
    for name, host in _SIGNS:
        if environment.get(name):
            return host
    # Community Cloud sets no variable of its own: it checks repositories out here.
    if (root / "mount/src").is_dir() and environment.get("HOME", "").endswith("user"):
        return STREAMLIT_CLOUD
    if environment.get("KUBERNETES_SERVICE_HOST") or any(
        (root / name).exists() for name in _CONTAINER_FILES
    ):
        return DOCKER
    return PLAIN
