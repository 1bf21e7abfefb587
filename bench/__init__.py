"""Benchmarks: each module with a `main()` measures one promise and prints one JSON object a line."""
