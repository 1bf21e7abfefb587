"""The console: server-rendered pages for officers."""
