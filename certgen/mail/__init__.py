"""Sending everybody their certificate by e-mail: who gets it, what they are written, the server."""
