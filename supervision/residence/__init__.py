"""The register of migrants, tenants and rental homes: addresses, drawers, household files, residents, cards."""
