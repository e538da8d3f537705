"""Assessments for people: text, Markdown and rows."""
