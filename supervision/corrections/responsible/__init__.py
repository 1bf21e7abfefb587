"""The responsible officer (负责人) of a file: who it is from when to when, and handing over a whole caseload."""
