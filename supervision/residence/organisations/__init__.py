"""Organisations (单位): employers, schools, property managers, brokers, each at its standard address."""
