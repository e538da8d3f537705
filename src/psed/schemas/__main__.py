"""Write the shipped schemas again after a model has changed: `python -m psed.schemas`."""

from psed.schemas import MODELS, file_of, schema_text

for what in MODELS:
    file_of(what).write_text(schema_text(what), encoding="utf-8", newline="\n")
