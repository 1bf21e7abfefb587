"""The police's part of the town: cabinets with drawers, homes, households and the work of these days."""

from api.demo.drawers.raising import fill_cabinets

__all__ = ["fill_cabinets"]
