"""The person at the terminal: what they are told, in Chinese and English, and what they are asked."""

import getpass
import sys

from supervision.wording import Wording


def say(*lines: str) -> None:
    """Print lines; of a wording the Chinese, and the English below it."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
        if isinstance(line, Wording):
            sys.stdout.write(f"{line.english}\n")
    sys.stdout.flush()


def ask_password_and_code(username: str) -> tuple[str, str]:
    """Ask for password and one-time code; without a terminal they are the next two lines of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n"), sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(f"{username} 密码 / password: ")
    return password, input(f"{username} 动态口令 / code: ")
