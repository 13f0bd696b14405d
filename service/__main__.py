"""`python -m service`: serves the HTTP interface with uvicorn."""

from __future__ import annotations

import sys

from certgen.errors import ExitCode
from service.configuration import ConfigurationError, read_configuration
from service.log import log_settings


def main() -> int:
    """Serves until it is stopped; a wrong configuration is told and nothing is served."""
    try:
        configuration = read_configuration()
        from service.http.routes import app

        application = app(configuration)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        return int(error.exit_code)
    import uvicorn

    uvicorn.run(
        application,
        host=configuration.address,
        port=configuration.port,
        server_header=False,
        date_header=True,
        limit_concurrency=100,
        timeout_keep_alive=30,
        log_config=log_settings(as_json=configuration.exposed),
        # The endpoints tell their requests themselves, with the time they took.
        access_log=False,
    )
    return int(ExitCode.OK)


if __name__ == "__main__":
    raise SystemExit(main())
