"""What officers do around the end of a correction: who prepares and tells, and who ends it. Pure."""

from supervision.audit.acts import Act

PREPARE_RELEASES = frozenset({Act.RELEASE_PREPARE, Act.RELEASE_NOTIFY, Act.RELEASE_ANNOUNCE})
"""Whoever keeps the file does the work before the end, asks for the certificate, and sees to notices."""

END_CORRECTIONS = frozenset({Act.PERSON_FILE_END, Act.RELEASE_HOLD, Act.RELEASE_CERTIFY})
"""The county's agency releases and terminates (Community Correction Law, arts. 44 and 45); nobody is delegated that."""
