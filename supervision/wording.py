"""Sentences for people in two languages: Chinese is the source of the wording, English stands beside it."""

from typing import Self


class Wording(str):
    """A Chinese text that carries its English, so that an error or a name can be shown in either language.

    It is its Chinese text wherever plain text is wanted; never put personal data into the wording of an error.
    """

    __slots__ = ("english",)

    english: str

    def __new__(cls, chinese: str, english: str) -> Self:
        """The text `chinese`, with `english` beside it."""
        wording = super().__new__(cls, chinese)
        wording.english = english
        return wording

    def __reduce__(self) -> tuple[type["Wording"], tuple[str, str]]:
        """Both languages survive copying and pickling."""
        return type(self), (str(self), self.english)


def in_language(text: str, language: str) -> str:
    """`text` in `zh` or `en`; a text without a second language is given as it is."""
    return text.english if language == "en" and isinstance(text, Wording) else str(text)
