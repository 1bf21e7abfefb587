"""Tests of supervision.approvals."""
