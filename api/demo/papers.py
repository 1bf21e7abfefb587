"""Small documents for the demo's files: a PDF of one page, drawn by code, with a title and a signature. Pure."""

from collections.abc import Iterable

_PAGE = "0 0 420 595"  # A5 in points


def small_paper(title: str, lines: Iterable[str]) -> bytes:
    """A PDF with a title and some lines (Latin letters, no fonts embedded), signed with a flourish."""
    text = ["BT /F1 16 Tf 48 520 Td 0 -28 TD", _shown(title), "/F1 10 Tf"]
    text += [f"0 -18 TD {_shown(line)}" for line in ("Demonstration only. Everything here is invented.", *lines)]
    text += ["ET", "0.1 0.2 0.6 RG 1.4 w", "60 120 m 90 175 110 70 140 130 c 155 165 170 90 200 132 c S"]
    page = "\n".join(text).encode("ascii", "replace")
    return _document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{_PAGE}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        f"<< /Length {len(page)} >>\nstream\n".encode() + page + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _shown(line: str) -> str:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj"


def _document(*objects: bytes) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return content + f"{table}startxref\n{len(content)}\n%%EOF\n".encode()
