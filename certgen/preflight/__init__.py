"""Preflight: every problem of every record, found before a single file is made."""

from certgen.preflight.check import check
from certgen.preflight.problem import Problem, problems_csv, problems_json

__all__ = ["Problem", "check", "problems_csv", "problems_json"]
