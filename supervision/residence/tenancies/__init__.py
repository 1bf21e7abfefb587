"""Tenancies (租赁): who lets what to whom, from when to when, and whether the contract is filed."""
