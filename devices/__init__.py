"""Trackers: dialects, the MQTT inbox, ingest, the registry, the private broker and the simulator."""
