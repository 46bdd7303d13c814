"""Disturb the platform on a cluster in every way that it must bear, while clients read.

Against the cluster of kubectl's context, which `./bootstrap.sh --local` made (minikube, or kind
with `--kind`). With --bootstrap it is made first, by whichever of the two is installed; with
--destroy it is deleted in the end, unless something failed. Prints a table. Fails where what was
accepted is lost, where a read fails in a planned restart, and where anything else is not as
docs/operations.md has it. The whole takes half an hour, ten minutes of it for --late.
"""

import sys
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable

from tests.cluster import disturbances, door, edges, losses, traces, upkeep
from tests.cluster.cluster import Cluster, Failed
from tests.cluster.readers import Readers, reading
from tests.cluster.report import Report

CHECKS: dict[str, Callable[[Cluster, Readers, Report, Namespace], None]] = {
    "door": lambda cluster, _, report, __: door.check(cluster, report),
    "traces": lambda cluster, _, report, __: traces.check(cluster, report),
    "policies": lambda cluster, _, report, __: edges.check(cluster, report),
    "restarts": lambda cluster, readers, report, _: disturbances.check_restarts(
        cluster, readers, report
    ),
    "pods": lambda cluster, readers, report, _: disturbances.check_pods(cluster, readers, report),
    "outages": lambda cluster, readers, report, options: disturbances.check_outages(
        cluster, readers, report, options.away
    ),
    "scaling": lambda cluster, readers, report, _: disturbances.check_scaling(
        cluster, readers, report
    ),
    "drain": lambda cluster, readers, report, _: disturbances.check_drain(cluster, readers, report),
    "passwords": lambda cluster, readers, report, _: upkeep.check_passwords(
        cluster, readers, report
    ),
    "dead-letters": lambda cluster, _, report, __: upkeep.check_dead_letters(cluster, report),
    "migrations": lambda cluster, readers, report, options: upkeep.check_late_database(
        cluster, readers, report, options.late
    ),
    "change": lambda cluster, readers, report, _: upkeep.check_change(cluster, readers, report),
}


def run(cluster: Cluster, options: Namespace, report: Report) -> None:
    """All that was asked for; what one check cannot do does not keep the others from theirs."""
    cluster.wait_for_all()
    with reading(cluster, options.clients) as readers:
        for name in options.only or CHECKS:
            begin = time.monotonic()
            try:
                CHECKS[name](cluster, readers, report, options)
                cluster.wait_for_all()
            except (Failed, TimeoutError) as failure:
                report.hold(name, good=False, result=failure)
            report.console.print(f"[dim]{name}: {time.monotonic() - begin:.0f} s")
        losses.check(cluster, readers.stop(), report)


def main(arguments: list[str] | None = None) -> int:
    parser = ArgumentParser(
        "make cluster-test", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--context", default="", help="of kubectl; by default the current one")
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--only", nargs="+", choices=CHECKS, help="some of the checks")
    parser.add_argument("--away", type=float, default=40, help="seconds without a server")
    parser.add_argument("--late", type=float, default=600, help="seconds that the database is late")
    parser.add_argument("--bootstrap", action="store_true", help="make the cluster first")
    parser.add_argument("--destroy", action="store_true", help="delete the cluster in the end")
    options = parser.parse_args(arguments)
    report = Report()
    try:
        if options.bootstrap:
            cluster = Cluster.to_make(options.context)
            begin = time.monotonic()
            cluster.bootstrap("--local")
            report.note("bootstrap.sh --local", f"{time.monotonic() - begin:.0f} s")
        else:
            cluster = Cluster.current(options.context)
        run(cluster, options, report)
        if options.destroy and not report.failed:
            cluster.bootstrap("--destroy")
            gone = not cluster.answers()
            report.hold("bootstrap.sh --destroy", gone, "gone" if gone else "still answers")
    except Failed as failure:
        report.hold("the run", good=False, result=failure)
    report.console.print(report.table())
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
