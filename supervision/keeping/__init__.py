"""How two officers destroy what is past its period, with a certificate; what that is, a register's room says."""
