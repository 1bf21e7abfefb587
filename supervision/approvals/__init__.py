"""Whose consent an act needs: never one's own; delegations, mandates, and the steps of a matter. It knows no file."""
