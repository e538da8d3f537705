"""The duty's own words, as types. Nothing here knows of files, rules or reports."""
