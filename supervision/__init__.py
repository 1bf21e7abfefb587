"""The domain of Supervision: files, orders, judgement and alerts, with neither HTTP nor MQTT in it."""

__version__ = "0.1.0"
