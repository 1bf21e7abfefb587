"""The residence register over HTTP and in the browser."""
