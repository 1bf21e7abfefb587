"""The demo: an invented county with people, orders, trackers and a past, raised by the product's own acts."""

from api.demo.announcing import announce_town, demo_accounts_text, demo_file
from api.demo.map_lines import town_geojson
from api.demo.raising import raise_town

__all__ = ["announce_town", "demo_accounts_text", "demo_file", "raise_town", "town_geojson"]
