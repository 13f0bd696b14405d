"""Certificates for a whole list of people."""
