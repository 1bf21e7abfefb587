"""The sharing catalogue (共享目录): what other departments are given, on what basis, until when; and their answers."""
