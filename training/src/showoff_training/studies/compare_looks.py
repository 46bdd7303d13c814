"""What further looks at doubtful lines, and spelling them, gain and cost.

python -m showoff_training.studies.compare_looks DIRECTORY …
"""

from collections.abc import Sequence

from recognition_api.looks import CLOSER, DRAWN_OUT, FURTHER, Look
from show_off.local import LocalReader
from showoff_training.measure import readers
from showoff_training.studies import comparison

CHOICES: dict[str, Sequence[Look]] = {
    "none": (),
    "closer": (CLOSER,),
    "drawn out": (DRAWN_OUT,),
    "closer, drawn out": (CLOSER, DRAWN_OUT),
    "farther, drawn out": (Look(0.15, 0.3), DRAWN_OUT),
}


def main() -> None:
    options = comparison.parser("compare_looks", __doc__).parse_args()
    local = {name: LocalReader(further) for name, further in CHOICES.items()}
    local["as served, not spelt"] = LocalReader(FURTHER, spells=False)
    ways = {name: readers.in_process(reader) for name, reader in local.items()}
    comparison.show(ways, options.data, options.limit)


if __name__ == "__main__":
    main()
