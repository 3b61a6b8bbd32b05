"""Who may read what: the Traffic Light Protocol."""

from verbale.model.record import Label


class Tlp(Label):
    """A label of TLP 2.0 (FIRST, 2022), from the widest audience to the narrowest."""

    CLEAR = "TLP:CLEAR", "The world may read it."
    GREEN = "TLP:GREEN", "The recipient's community may read it; no public channel."
    AMBER = "TLP:AMBER", "The recipient's organisation and its clients, on a need-to-know basis."
    AMBER_STRICT = "TLP:AMBER+STRICT", "The recipient's organisation only, on a need-to-know basis."
    RED = "TLP:RED", "The named recipients only."

    @property
    def rank(self) -> int:
        """0 for TLP:CLEAR up to 4 for TLP:RED."""
        return list(Tlp).index(self)

    def may_go_to(self, audience: "Tlp") -> bool:
        """True when something so marked may stand in a text for ``audience``."""
        return self.rank <= audience.rank
