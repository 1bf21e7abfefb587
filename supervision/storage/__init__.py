"""The database: the embedded server, the pool, the one transaction, migrations, partitions, listening and leases."""
