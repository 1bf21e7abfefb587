"""What Piccolo asks for: the engine, and the two apps, one per floor that stores something."""

from piccolo.conf.apps import AppRegistry

from supervision.storage.engine import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(apps=["supervision.piccolo_app", "devices.piccolo_app"])
