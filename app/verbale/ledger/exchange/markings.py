"""TLP labels by the ids under which they are published for STIX, and by the names that others use."""

from verbale.model.tlp import Tlp

TLP2_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP2_CREATED = "2022-10-01T00:00:00.000Z"
TLP2_IDS = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""OASIS CTI TC, STIX common objects: extension definition TLP 2.0."""
_TLP1_IDS = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Tlp.CLEAR,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Tlp.GREEN,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Tlp.AMBER,
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Tlp.RED,
}
"""STIX 2.1, section 7.2.1.4: the labels of TLP 1; FIRST reads its WHITE as CLEAR."""
_BY_ID = {id: label for label, id in TLP2_IDS.items()} | _TLP1_IDS


def label_of_marking(id: str) -> Tlp | None:
    """The label that a published marking definition stands for; None for any other id."""
    return _BY_ID.get(id)


def label_named(name: str) -> Tlp | None:
    """The label of ``tlp:amber+strict``, ``TLP:WHITE`` or ``white``; None for other words."""
    word = name.strip().upper().removeprefix("TLP:")
    return Tlp.CLEAR if word == "WHITE" else next((one for one in Tlp if one == f"TLP:{word}"), None)


def narrowest(labels: list[Tlp], *, unmarked: Tlp) -> Tlp:
    """The narrowest of the labels; ``unmarked`` where there are none."""
    return max(labels, key=lambda label: label.rank, default=unmarked)
