"""The files of people under community correction (社区矫正)."""
