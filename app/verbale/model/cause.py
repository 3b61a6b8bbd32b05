"""What kind of thing happened."""

from verbale.model.record import Label


class CauseClass(Label):
    """Root cause as the NIS Cooperation Group's taxonomy sorts it, or undetermined."""

    MALICIOUS = "malicious", "Somebody meant it."
    HUMAN_ERROR = "human_error", "Somebody made a mistake."
    SYSTEM_FAILURE = "system_failure", "Equipment or software failed."
    NATURAL = "natural", "Weather, fire, or another force of nature."
    UNDETERMINED = "undetermined", "Not established. Nothing may presume an attack."


class Rsit(Label):
    """A class of the Reference Security Incident Taxonomy (ENISA and TF-CSIRT)."""

    ABUSIVE_CONTENT = "abusive-content", "Spam, harmful speech, violence."
    MALICIOUS_CODE = "malicious-code", "Software made to do harm."
    INFORMATION_GATHERING = "information-gathering", "Scanning, sniffing, social engineering."
    INTRUSION_ATTEMPTS = "intrusion-attempts", "Attempts to get in."
    INTRUSIONS = "intrusions", "Somebody got in."
    AVAILABILITY = "availability", "Something could not be used, for whatever reason."
    INFORMATION_CONTENT_SECURITY = (
        "information-content-security",
        "Information was read, changed, lost.",
    )
    FRAUD = "fraud", "Use without right, for gain."
    VULNERABLE = "vulnerable", "Open to misuse."
    OTHER = "other", "Fits no other class."
    TEST = "test", "For tests."
