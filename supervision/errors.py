"""Every refusal and failure of the domain, without a word about HTTP.

Messages carry names of rules and ids, never personal data: they reach logs and screens.
"""


class SupervisionError(Exception):
    """Root of all errors that this product raises on purpose.

    `code` is a stable, hyphenated name for machines; the message is a sentence for people.
    """

    code = "supervision-error"


class SettingsWrong(SupervisionError):
    """The service cannot start as configured; the message says which setting to change."""

    code = "settings-wrong"


class KeyFolderRefused(SettingsWrong):
    """The key folder is readable by others, incomplete, or does not fit the stored data."""

    code = "key-folder-refused"


class InputInvalid(SupervisionError):
    """What was entered cannot be accepted; `field` names the place to mend."""

    code = "input-invalid"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotSignedIn(SupervisionError):
    """Nobody is signed in, or the session has ended."""

    code = "not-signed-in"


class SignInRefused(SupervisionError):
    """Name, password or code is wrong; which one is not said."""

    code = "sign-in-refused"


class CodeAlreadyUsed(SignInRefused):
    """The one-time code was right but has been used; it does not count towards lock-out."""

    code = "code-already-used"


class SignInLocked(SignInRefused):
    """Too many failures: sign-in is closed for a while."""

    code = "sign-in-locked"

    def __init__(self, message: str, *, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class NotFound(SupervisionError):
    """Absent, or outside the officer's reach: existence is not leaked."""

    code = "not-found"


class NotPermitted(SupervisionError):
    """The subject is visible to the officer, but this act is not theirs."""

    code = "not-permitted"


class RuleRefused(SupervisionError):
    """A rule of law or of the house says no."""

    code = "rule-refused"


class SealBroken(SupervisionError):
    """A ciphertext or the audit chain fails verification: never wrong data, always this error."""

    code = "seal-broken"


class KeyDestroyed(SupervisionError):
    """The key of this record was destroyed; its content is gone for good."""

    code = "key-destroyed"


class StorageUnavailable(SupervisionError):
    """The database does not answer for now; nothing was written and trying again is safe."""

    code = "storage-unavailable"
