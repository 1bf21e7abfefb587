"""`supervision api`: the HTTP server; plain on loopback only, TLS everywhere else."""

import uvicorn

from api.app import create_app
from api.commands.children import die_with_parent
from devices.tls import ensure_certificate
from supervision import legal_time
from supervision.settings import Settings

_GRACE_SECONDS = 3
_IDLE_SECONDS = 75
"""As long as browsers keep a connection: who acts every ten seconds should not shake hands each time."""


def serve(settings: Settings) -> None:
    """Serve the JSON API and the console until told to end."""
    die_with_parent()
    certificate = None if settings.is_loopback else ensure_certificate(settings, legal_time.now())
    uvicorn.run(
        create_app(settings),
        http="h11",  # which bounds what a request's head may take; httptools, where it is installed, does not
        host=settings.listen,
        port=settings.http_port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=_IDLE_SECONDS,
        ssl_certfile=None if certificate is None else certificate.cert_file,
        ssl_keyfile=None if certificate is None else certificate.key_file,
    )
