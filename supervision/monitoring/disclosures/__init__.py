"""Disclosure packs (移交材料): the one way in which positions leave to police, procuratorate or court."""
