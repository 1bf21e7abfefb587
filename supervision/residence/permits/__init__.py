"""Residence permits (居住证): applied for, issued, endorsed, suspended, restored, cancelled; each an appended act."""
