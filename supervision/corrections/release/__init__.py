"""The end of a correction: what is done before it, the certificate, what holds it back, the notices after it."""
