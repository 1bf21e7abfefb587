"""What each page of the console is given: one frozen class per template, nothing more and nothing less.

A class that names a `template` is a page or a fragment; `rendering.render_page(page, view)` renders it. Everything else
here is a part of such a class. Values arrive ready to be shown: masked where the page masks, in clear where the reader
has opened the file. Codes (kinds, states, roles, reasons) stay codes; `words.py` puts them into words.
"""
