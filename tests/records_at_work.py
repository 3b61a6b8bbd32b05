"""A process that works on records with many threads at once, and says what was acknowledged.

Run as ``python records_at_work.py URL PREFIX SAVES RELEASES``: the drafts are prepared, then "ready" is
printed; after a line on standard input, every thread acts, and each prints ``saved ID TEXTHASH`` or
``released ID TEXTHASH`` once its call has returned.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from verbale.desk import Desk
from verbale.model.cause import CauseClass
from verbale.model.clearance import Role
from verbale.model.draft import Draft
from verbale.model.incident import Incident
from verbale.model.issuer import Issuer
from verbale.model.ledger import Ledger
from verbale.model.tlp import Tlp
from verbale.records.office import Office
from verbale.records.values import User

MARA = User("mara", "mara", (Role.SPOKESPERSON,))
TOM = User("tom", "tom", (Role.TECHNICAL,))
TEXT = "Work at the port goes on. The next statement follows at noon.\n"


def prepare(office: Office, prefix: str, number: int, *, cleared: bool) -> str:
    """A draft in an incident of its own, cleared by all where it is to be released."""
    id = f"{prefix}-{number}"
    ledger = Ledger(
        incident=Incident(id=id, title="Harbour outage", cause_class=CauseClass.UNDETERMINED),
        issuer=Issuer(name="Velmara Port Authority"),
    )
    if cleared or number == 0:
        office.incidents.open(ledger, by=MARA)
    incident = id if cleared else f"{prefix}-0"
    draft = Draft(
        id=id,
        incident=incident,
        template="public/holding",
        audience=Tlp.CLEAR,
        text=TEXT,
        ledger_hash=ledger.hash,
    )
    office.drafts.add(draft, by=MARA)
    if cleared:
        basis = office.clearing.send(id, expected=1, by=MARA).basis
        office.clearing.clear(id, role=Role.SPOKESPERSON, basis=basis, by=MARA)
        office.clearing.clear(id, role=Role.TECHNICAL, basis=basis, by=TOM)
    return id


def main(url: str, prefix: str, saves: int, releases: int) -> None:
    """Prepare, wait for the word, then do everything at once."""
    office = Desk().office(url)
    to_save = [prepare(office, prefix, number, cleared=False) for number in range(saves)]
    to_release = [prepare(office, prefix, number, cleared=True) for number in range(saves, saves + releases)]
    together = Barrier(saves + releases)

    def save(id: str) -> None:
        together.wait()
        saved = office.drafts.save(id, f"{TEXT}This is {id}.\n", slots=(), expected=1, by=MARA)
        say(f"saved {id} {saved.text_hash}")

    def release(id: str) -> None:
        together.wait()
        released = office.releasing.release(id, expected=1, by=MARA)
        say(f"released {id} {released.text_hash}")

    say("ready")
    sys.stdin.readline()
    with ThreadPoolExecutor(saves + releases) as threads:
        futures = [threads.submit(save, id) for id in to_save]
        futures += [threads.submit(release, id) for id in to_release]
    for future in futures:
        future.result()


def say(line: str) -> None:
    """One line, written at once, so that a killed process leaves no half of it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
