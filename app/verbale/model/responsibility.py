"""What exactly is said when somebody is held responsible."""

from verbale.model.record import Label


class Relation(Label):
    """How an actor would stand to an act: eight claims that differ in law and in consequence."""

    EXECUTED = "executed", "Its own organs or people acted."
    DIRECTED = "directed", "Others acted on its instructions or under its control."
    SPONSORED = "sponsored", "It paid or equipped those who acted."
    BACKED = "backed", "It supported those who acted in other ways."
    AFFILIATED = "affiliated", "Those who acted have ties to it."
    TOLERATED = "tolerated", "It knew and let it happen."
    FROM_TERRITORY = "from_territory", "It was done from its territory."
    NATIONALS = "nationals", "Those who acted are its nationals."


class Gravity(Label):
    """How much hangs on a claim; the evidence asked for rises with it."""

    LOW = "low", "No consequence for anybody named."
    MEDIUM = "medium", "Consequences for a person or a body."
    HIGH = "high", "Consequences between states."
    EXCEPTIONAL = "exceptional", "Could bring coercion or force."
