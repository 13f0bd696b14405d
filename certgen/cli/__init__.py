"""The command line: each command reads its arguments, calls the library once, says what came of it.

Commands import what they need when they run, so that `certgen --help` is there at once.
"""
