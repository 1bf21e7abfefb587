"""Keeping no longer than the law lets: holds, the list of what is past its period, and destruction by two officers."""
