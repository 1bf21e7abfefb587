"""Visits: persons against cards (人卡对照) along today's drawers, and the small tasks that a door leaves open."""
