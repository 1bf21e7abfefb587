"""How the embedded server is set up: two cores, a solid-state disk, and no personal data in its log."""

from pathlib import Path

_TUNING = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_locks_per_transaction": "256",  # a query over a long track locks every daily partition
    "random_page_cost": "1.1",
    "jit": "off",
    "synchronous_commit": "on",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "timezone": "UTC",
}

_LOG = {
    "logging_collector": "on",
    "log_directory": "../log",
    "log_filename": "postgresql-%a.log",  # a week, each day overwriting its namesake
    "log_file_mode": "0600",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_min_duration_statement": "1s",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",  # the detail of an error quotes rows
}


def server_settings(socket_folder: Path) -> dict[str, str]:
    """The settings given to the postmaster at its start; they win over its configuration files."""
    return {**_TUNING, **_LOG, "unix_socket_directories": str(socket_folder)}
