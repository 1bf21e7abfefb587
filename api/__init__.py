"""The doors: JSON API, console pages and the command line."""
