"""Every kind of store, empty and ready."""

from __future__ import annotations

import pytest

from service.store import open_store
from tests.servers import BUCKET, S3_KEYS, make_bucket, redis_server, s3_server

DAY = 86400.0


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="session")
def s3():
    with s3_server() as server:
        make_bucket(server)
        yield server


@pytest.fixture(scope="module")
def remember_s3(s3):
    """The keys and the endpoint are in the environment, and nowhere else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3.port}")
        for name, value in S3_KEYS.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(params=["local", "redis", "s3", "memory", "file"])
def store(request, tmp_path):
    kind = request.param
    if kind == "local":
        return open_store(str(tmp_path / "store"), keep_seconds=DAY)
    if kind == "redis":
        port = request.getfixturevalue("redis").port
        return open_store(f"redis://127.0.0.1:{port}/0", keep_seconds=DAY)
    if kind == "s3":
        request.getfixturevalue("remember_s3")
        return open_store(f"s3://{BUCKET}/{tmp_path.name}", keep_seconds=DAY)
    if kind == "memory":
        return open_store(f"memory://{tmp_path.name}", keep_seconds=DAY)
    return open_store(f"file://{tmp_path}/store", keep_seconds=DAY)
