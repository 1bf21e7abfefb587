"""Check what no linter reads: links between documents, the changelog, and names that do not belong in a repository."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import supervision

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = "CHANGELOG.md"

# Who installs from a mirror must not find another one's name in our lock files; [.] keeps this file clean itself.
_REGISTRY_HOST = re.compile(
    r"\b(?:pypi[.]org|pypi[.]python[.]org|pythonhosted[.]org|registry[.]npmjs[.]org|npmmirror[.]com|yarnpkg[.]com"
    r"|crates[.]io|proxy[.]golang[.]org|repo[.]maven|deb[.]debian[.]org|security[.]debian[.]org|archive[.]ubuntu[.]com"
    r"|mirrors?[.]\w+[.](?:com|cn|org|edu[.]cn))\b"
)
_INDEX_OPTION = re.compile(
    r"^\s*--(?:index-url|extra-index-url|trusted-host|find-links)\b|\"resolved\"\s*:", re.MULTILINE
)
_DEVELOPERS_PATH = re.compile(r"(?<![\w.~/-])/(?:home|Users|root)/\w|\b[A-Z]:\\Users\\")
_LINK = re.compile(
    r"(?<!!)\[[^\]]*\]\(\s*<?(?P<target>[^)\s>]+)>?[^)]*\)|!\[[^\]]*\]\(\s*<?(?P<image>[^)\s>]+)>?[^)]*\)"
)
_HEADING = re.compile(r"^#{1,6}\s+(?P<title>.+?)\s*#*\s*$", re.MULTILINE)
_FENCED = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"`[^`\n]*`")
_OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def main() -> int:
    """Print one line per finding; exit code 1 if there is one."""
    texts = _tracked_texts()
    findings = [
        *foreign_names(texts),
        *broken_links(texts, _tracked()),
        *changelog_gaps(texts, supervision.__version__),
    ]
    for finding in findings:
        print(finding, file=sys.stderr)
    if not findings:
        print(f"documents: {sum(name.endswith('.md') for name in texts)} checked, {len(texts)} files clean")
    return 1 if findings else 0


def foreign_names(texts: Mapping[str, str]) -> Iterator[str]:
    """Registry hosts, options that name one, and paths of somebody's machine, in any tracked text."""
    rules = ((_REGISTRY_HOST, "a package registry"), (_DEVELOPERS_PATH, "a path of one person's machine"))
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            for pattern, what in rules:
                if pattern.search(line):
                    yield f"{name}:{number}: names {what}"
        if name.startswith(("requirements/", "package-lock.json")) and _INDEX_OPTION.search(text):
            yield f"{name}: says where packages are fetched from"


def broken_links(texts: Mapping[str, str], files: Iterable[str]) -> Iterator[str]:
    """Links in Markdown to a file, folder or heading that does not exist."""
    known = set(files)
    known |= {str(parent) for name in known for parent in Path(name).parents}
    for name, text in texts.items():
        if not name.endswith(".md"):
            continue
        for match in _LINK.finditer(_INLINE_CODE.sub("", _FENCED.sub("", text))):
            target = unquote(match["target"] or match["image"])
            if _OUTSIDE.match(target):
                continue
            path, _, anchor = target.partition("#")
            there = _resolved(name, path) if path else name
            if there not in known:
                yield f"{name}: the link {target} leads nowhere"
            elif anchor and there in texts and anchor not in anchors(texts[there]):
                yield f"{name}: {there} has no heading #{anchor}"


def anchors(text: str) -> set[str]:
    """The names under which a forge offers the headings of a Markdown text; repeated ones are numbered from 1."""
    found: set[str] = set()
    for match in _HEADING.finditer(_FENCED.sub("", text)):
        words = re.sub(r"[^\w\- ]", "", match["title"].strip().lower()).replace(" ", "-")
        count, anchor = 0, words
        while anchor in found:
            count += 1
            anchor = f"{words}-{count}"
        found.add(anchor)
    return found


def changelog_gaps(texts: Mapping[str, str], version: str) -> Iterator[str]:
    """Whether the changelog has an entry for the version that the code says it is."""
    entry = re.compile(rf"^## \[?v?{re.escape(version)}\]?(?:\s|$)", re.MULTILINE)
    if not entry.search(texts.get(CHANGELOG, "")):
        yield f"{CHANGELOG}: no entry for version {version}"


def _resolved(name: str, path: str) -> str:
    """The path of a link in the document `name`, seen from the root of the repository."""
    start = ROOT if path.startswith("/") else (ROOT / name).parent
    there = (start / path.lstrip("/")).resolve()
    return str(there.relative_to(ROOT)) if there.is_relative_to(ROOT) else path


def _tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S607
    return [name for name in listing.stdout.split("\0") if name]


def _tracked_texts() -> dict[str, str]:
    texts = {}
    for name in _tracked():
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # pictures, and files that a working tree has just lost
    return texts


if __name__ == "__main__":
    sys.exit(main())
