"""Official documents as DOCX: which forms there are, their templates by legal effective date, and filling them in."""
