"""The responsible officer (责任人) of a file: who it is from when to when, and handing over a whole caseload."""
