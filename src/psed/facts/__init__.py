"""From a dossier, on one day, to typed facts: all that a rule can read."""

from psed.facts.catalogue import ITEM_FACTS, KIND_FACTS, Lexicon, item_catalogue, kind_catalogue
from psed.facts.deriving import Facts
from psed.facts.items import Item, Items, change_days

__all__ = [
    "ITEM_FACTS",
    "KIND_FACTS",
    "Facts",
    "Item",
    "Items",
    "Lexicon",
    "change_days",
    "item_catalogue",
    "kind_catalogue",
]
