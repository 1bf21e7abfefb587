"""Litestar's generic types with our choice of parameters, so that signatures stay readable."""

from typing import Any, TypeAlias

from litestar import Request, Response
from litestar.connection import ASGIConnection

HttpConnection: TypeAlias = ASGIConnection[Any, Any, Any, Any]
"""A connection as guards are given it."""

HttpRequest: TypeAlias = Request[Any, Any, Any]
"""A request as handlers are given it; who sent it is said by `api.signed_in`, not by its `user`."""

HttpResponse: TypeAlias = Response[Any]
"""An answer of any content."""
