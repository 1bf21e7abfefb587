"""Workbooks: read when they come from outside, in a process of their own; written as a stream; templates to fill in."""
