"""How anything leaves a register as an encrypted archive; of what, and in which table, the register's room says."""
