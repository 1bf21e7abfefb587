"""Positions, judgement and alerts."""
