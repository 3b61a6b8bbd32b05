"""What a house has set in ``verbale.toml``, and what is in force for one text."""

from verbale.settings.choice import Choice, Settings, in_force
from verbale.settings.search import Files
from verbale.settings.stamps import Stamps, stamps

__all__ = ["Choice", "Files", "Settings", "Stamps", "in_force", "stamps"]
