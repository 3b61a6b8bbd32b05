"""What the list of each incident asks, one function each: it yields what stands against it."""

from collections.abc import Callable, Iterator

from benchmarks.scenarios.replay import Seen, signed

from verbale.desk import Desk
from verbale.draft import to_html
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.finding import Severity
from verbale.model.release import Release
from verbale.model.template import AuthorRule
from verbale.plan import Records, StageState

Check = Callable[[Desk, list[Seen]], Iterator[str]]
STATUS = "public/attribution-status"
UPDATE = "public/update"


def _lacks(seen: Seen, id: str, *words: str, to: str | None = None) -> Iterator[str]:
    text = seen.text(id, to)
    for one in words:
        if one not in text:
            yield f"{seen.snapshot}: {id} lacks “{one}”"


def _errors(desk: Desk, seen: Seen, sentence: str) -> set[str]:
    """The rules that stop a sentence when somebody types it into the update."""
    draft = seen.statement
    text = f"{draft.text}\n{sentence}\n"
    found = desk.lint(text, ledger=seen.ledger, slots=draft.slots)
    return {f.rule for f in found if f.severity is Severity.ERROR and f.span.start >= len(draft.text)}


def _typed(desk: Desk, seen: Seen, sentence: str) -> StageState:
    """The update with a sentence typed into it, signed by everybody."""
    draft = seen.statement
    changed = draft.model_copy(update={"text": f"{draft.text}\n{sentence}\n"})
    records = Records(clearances=signed(changed, seen.now), releases=seen.records.releases)
    return desk.check(changed, seen.ledger, records, now=seen.now)


def _words_of(draft: Draft, fact: str) -> set[str]:
    return {slot.span.of(draft.text) for slot in draft.slots if slot.fact == fact}


def _never_told(desk: Desk, replayed: list[Seen], fact: str) -> Iterator[str]:
    for seen in replayed:
        for (id, to), text in seen.texts.items():
            if _words_of(text.draft, fact):
                yield f"{seen.snapshot}: {id} to {to} tells {fact}"
        entry = seen.ledger.fact(fact)
        if entry and entry.clause and _typed(desk, seen, f"{entry.clause}.").open:
            yield f"{seen.snapshot}: {fact} goes through when somebody types it in"


def open_at_first(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed[:2]:
        yield from _lacks(seen, STATUS, "has not been established", "Crime for financial gain")


def damage_as_a_range(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    last = replayed[-1]
    for text in last.texts.values():
        for words in _words_of(text.draft, "S01-F5"):
            if "range from" not in words or "press reports" not in words:
                yield f"{text.draft.template}: “{words}”"
    if "facts/figure-contested" not in _errors(desk, last, "The damage in all is great: USD 1.2 billion."):
        yield "a single sum goes through"


def partner_data_stays_in(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    yield from _never_told(desk, replayed, "S01-F9")


def third_states_read_the_same(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed:
        public = seen.statement
        for to in ("n-norlund", "n-teutland"):
            note = seen.texts["diplomatic/early-notification", to].draft
            if note.ledger_hash != public.ledger_hash:
                yield f"{seen.snapshot}: the note {to} is from another ledger"
            shared = {slot.fact for slot in note.slots} & {slot.fact for slot in public.slots}
            if not shared:
                yield f"{seen.snapshot}: the note {to} shares no fact with the update"
            yield from (
                f"{seen.snapshot}: {fact} reads otherwise in {to}"
                for fact in sorted(shared)
                if _words_of(note, fact) != _words_of(public, fact)
            )


def modems_by_the_tens_of_thousands(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed[1:]:
        words = "tens of thousands of modems are affected; the figures given range from 30,000 to 45,000 ("
        yield from _lacks(seen, UPDATE, words, "replacements shipped: 30,000; another source: 45,000")
        for count in ("30,000", "45,000"):
            sentence = f"There are indications that {count} modems are affected."
            if "facts/figure-contested" not in _errors(desk, seen, sentence):
                yield f"{seen.snapshot}: {count} alone goes through"


def cooperation_is_asked_under_the_norms(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed:
        yield from _lacks(
            seen,
            "diplomatic/request",
            "paragraph 13 (c)",
            "paragraph 13 (h)",
            "does not imply any responsibility on the part of the receiving State",
        )


def people_are_told_what_to_do(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed:
        for id in ("public/holding", UPDATE):
            yield from _lacks(seen, id, "rivers should buy only the fuel they need")
        silent = seen.ledger.model_copy(
            update={"facts": tuple(fact for fact in seen.ledger.facts if fact.category != "advice")}
        )
        draft = desk.draft("public/holding", silent).draft
        found = desk.lint(draft.text, ledger=silent, slots=draft.slots)
        if "structure/no-action" not in {finding.rule for finding in found}:
            yield f"{seen.snapshot}: nobody notices that the advice is missing"


def what_rested_on_it_is_listed(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    last = replayed[-1]
    stale = [one.id for one in last.ledger.incident.released_texts if "S06-F2" in one.facts]
    gate = next(
        g for g in last.state("public/holding", before=True).gates if g.gate == "agrees-with-released"
    )
    yield from (f"{id} is not listed" for id in stale if id not in gate.why)
    if not stale:
        yield "no text had cited it"
    if "public/correction" not in gate.opens or "public/correction" not in last.released:
        yield "no correction is offered and released"
    yield from _lacks(last, "public/correction", "were not correct", "not able to say for certain")


def addresses_alone_do_not_suffice(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    from benchmarks.scenarios.holds import attributed, spoken_of

    for seen in replayed[1:3]:
        for actor in spoken_of(seen):
            gates = attributed(desk, seen, actor).closed
            why = " ".join(gate.why for gate in gates if gate.gate == "evidence-sufficient")
            if "independent origins" not in why:
                yield f"{seen.snapshot}: closed for another reason: {why}"


def two_languages_from_one_ledger(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed:
        for id in ("public/holding", UPDATE):
            english = desk.draft(id, seen.ledger)
            try:
                french = desk.draft(id, seen.ledger, language="fr")
            except UserError as error:
                yield f"{seen.snapshot}: {id}: {' '.join(str(error).split())}"
                continue
            if {slot.fact for slot in french.slots} != {slot.fact for slot in english.slots}:
                yield f"{seen.snapshot}: {id} tells other facts in French"
            yield from (
                f"{seen.snapshot}: {id} does not carry TLP:CLEAR"
                for one in (english, french)
                if one.label is None or "TLP:CLEAR" not in to_html(one)
            )


def help_is_asked_without_an_author(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    template = next(one for one in desk.templates() if one.id == "diplomatic/request")
    if template.author is not AuthorRule.NEVER:
        yield "the template may tell of an author"
    for seen in replayed:
        for to in ("n-aldera", "n-castellon"):
            yield from _lacks(
                seen, "diplomatic/request", "paragraph 13 (h)", "grateful for assistance", to=to
            )
            slots = seen.texts["diplomatic/request", to].draft.slots
            told = [seen.ledger.fact(slot.fact) for slot in slots]
            yield from (f"{seen.snapshot}: tells {f.id}" for f in told if f and (f.about_author or f.said_by))


DRIFT = (
    "The Government has stated that it is as certain as possible that Northern Haneul was responsible.",
    "The Government has stated that it is all but certain that Northern Haneul was responsible.",
    "The Government has stated that it is highly likely that Northern Haneul was responsible.",
)


def drifting_certainty_is_noticed(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    seen = replayed[-1]
    base = seen.texts[STATUS, None].draft
    releases: list[Release] = []
    for number, sentence in enumerate(DRIFT):
        text = f"{base.text}\n{sentence}\n"
        draft = base.model_copy(update={"id": f"drift-{number}", "text": text})
        state = desk.check(draft, seen.ledger, Records(releases=tuple(releases)), now=seen.now)
        agreed = next(gate for gate in state.gates if gate.gate == "agrees-with-released")
        if number and agreed.open:
            yield f"“{sentence}” agrees with what went before"
        releases.append(_as_release(seen, draft, number))


def _as_release(seen: Seen, draft: Draft, number: int) -> Release:
    from verbale.model.digest import text_hash
    from verbale.model.when import When

    return Release(
        id=f"r-{number}",
        incident=draft.incident,
        template=draft.template,
        audience=draft.audience,
        text=draft.text,
        text_hash=text_hash(draft.text),
        ledger_hash=draft.ledger_hash,
        slots=draft.slots,
        released_at=When.at(seen.now),
        released_by="the spokesperson desk",
    )


def a_leak_is_neither_confirmed_nor_denied(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    first = replayed[0]
    for id in ("public/reactive-line", "diplomatic/lines-to-take"):
        yield from _lacks(first, id, "the report by a newspaper", "neither confirms nor denies it")
        if "interception" in first.text(id):
            yield f"{id} repeats what was leaked"


def names_stay_in(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    yield from _never_told(desk, replayed, "S12-F9")


def updates_keep_a_record_of_changes(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen, marks in zip(replayed[1:], (("(new)",), ("(new)", "(changed)"), ("(new)",)), strict=True):
        yield from _lacks(seen, UPDATE, "is new or has changed since the statement of", *marks)


def a_correction_says_all_it_must(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    seen = replayed[1]
    if "public/correction" not in seen.released:
        yield "no correction went out"
    yield from _lacks(
        seen,
        "public/correction",
        "The words “A newspaper has reported",
        "The correct information is as follows. Checks to date have found no connection",
        "This has been known since 31 December 2016. The report had been written before",
        "The following still holds. As far as has been found the supply of electricity was not affected",
        "in the same places, and as prominently",
    )


def no_word_presumes_an_attack(desk: Desk, replayed: list[Seen]) -> Iterator[str]:
    for seen in replayed:
        for sentence in (
            "The attack was limited to one laptop.",
            "A laptop of the utility was hacked.",
            "Somebody penetrated the systems of the utility.",
        ):
            if "facts/cause-presumed" not in _errors(desk, seen, sentence):
                yield f"{seen.snapshot}: “{sentence}” goes through"


OWN: dict[str, dict[str, Check]] = {
    "S01": {
        "at the first two snapshots the attribution status says that responsibility is not established, "
        "and crime stays among the open explanations": open_at_first,
        "the damage is told as a range with sources, and a single sum is an error": damage_as_a_range,
        "a partner's sensor data, marked TLP:AMBER+STRICT, reaches no text": partner_data_stays_in,
    },
    "S02": {
        "notes to the two third states rest on the same ledger and words as the public update": (
            third_states_read_the_same
        ),
        "modems are counted as tens of thousands with both sources, never as one figure": (
            modems_by_the_tens_of_thousands
        ),
    },
    "S04": {
        "the note asks for cooperation under paragraphs 13 (c) and (h) and asserts no responsibility": (
            cooperation_is_asked_under_the_norms
        ),
        "advice against hoarding is there, and its absence is noticed": people_are_told_what_to_do,
    },
    "S06": {
        "texts that cited the superseded claim are listed, and a correction goes out": (
            what_rested_on_it_is_listed
        ),
        "addresses from one origin do not suffice to name a state": addresses_alone_do_not_suffice,
    },
    "S07": {
        "holding statement and update in two languages from one ledger, with the TLP label as it is": (
            two_languages_from_one_ledger
        ),
        "the request for help cites paragraph 13 (h) and has nothing about an author": (
            help_is_asked_without_an_author
        ),
    },
    "S09": {
        "a certainty that drifts between releases without a new fact is noticed": (
            drifting_certainty_is_noticed
        ),
    },
    "S12": {
        "lines for a leak neither confirm nor repeat it": a_leak_is_neither_confirmed_nor_denied,
        "names of those concerned, marked TLP:RED, reach no text": names_stay_in,
        "each update marks what is new or changed": updates_keep_a_record_of_changes,
    },
    "S14": {
        "the correction quotes the wrong words and says what is right, since when, why, what still holds, "
        "and where it is published": a_correction_says_all_it_must,
        "while the cause is open, attack, hack and penetrate are errors": no_word_presumes_an_attack,
    },
}
