"""The language of conditions: text in, a small typed tree out."""
