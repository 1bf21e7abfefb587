"""Tests of supervision.corrections.applications."""
