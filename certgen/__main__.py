"""`python -m certgen`, and the command `certgen` once installed."""

from certgen.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
