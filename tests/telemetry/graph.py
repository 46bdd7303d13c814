"""A trace as a graph: who called whom, and what links where, in names that do not change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Edges = frozenset[tuple[str, str]]

_CLIENT = 3
_PAGE = "page"


@dataclass(frozen=True)
class Span:
    """A span as it was received; ids in hexadecimal digits."""

    service: str
    name: str
    kind: int
    trace_id: str
    span_id: str
    parent_id: str
    links: tuple[str, ...]
    attributes: Mapping[str, object]
    failed: bool
    resource: Mapping[str, object] = field(default_factory=dict)

    @property
    def node(self) -> str:
        """Service and name; of SQL only the verb, for databases are called as they like."""
        sql = self.kind == _CLIENT and "db.system.name" in self.attributes
        return f"{self.service}: {self.name.split()[0] if sql else self.name}"


@dataclass(frozen=True)
class Graph:
    """The edges of a trace.

    Attributes:
        calls: From parent to child; the page, which sends no spans itself, is a parent too.
        links: From a span to what it links to.
    """

    calls: Edges
    links: Edges


def graph(trace: Sequence[Span], page: str) -> Graph:
    """The graph of what has come of a trace.

    Args:
        trace: Its spans.
        page: The span id that the page called itself.
    """
    nodes = {span.span_id: span.node for span in trace} | {page: _PAGE}
    lost = "not received"
    calls = {(nodes.get(span.parent_id, lost), span.node) for span in trace}
    links = {(span.node, nodes.get(link, lost)) for span in trace for link in span.links}
    return Graph(frozenset(calls), frozenset(links))


def _tree(text: str) -> Edges:
    """Edges of a tree that is drawn by indentation, four spaces a level."""
    edges, path = set(), [""]
    for line in filter(str.strip, text.splitlines()):
        level = (len(line) - len(line.lstrip())) // 4
        path[level:] = [line.strip()]
        if level:
            edges.add((path[level - 1], path[level]))
    return frozenset(edges)


_READ = """
page
    show-off-api: POST /read
        show-off-api: POST
            detection-api: POST /lines
                detection-api: decode
                detection-api: detect
                    detection-api: inference
                    detection-api: lines
                detection-api: order
            recognition-api: POST /extract
                recognition-api: decode
                recognition-api: recognise
                    recognition-api: crop
                    recognition-api: inference
                    recognition-api: decode text
                    recognition-api: part
        show-off-api: outbox insert
            show-off-api: send imageQueue
            show-off-api: send imageDataQueue
            image-api: process imageQueue
                image-api: save file
                image-api: connect
                image-api: INSERT
                image-api: UPDATE
            image-api: process imageDataQueue
                image-api: connect
                image-api: INSERT
                image-api: UPDATE
"""

_CORRECTION = """
page
    show-off-api: POST /correct-text
        show-off-api: HEAD
            image-api: HEAD /api/image/<image_id>
                image-api: connect
                image-api: SELECT
        show-off-api: outbox insert
            show-off-api: send textCorrectionQueue
            image-api: process textCorrectionQueue
                image-api: connect
                image-api: SELECT
                image-api: INSERT
"""

NO_LINKS: Edges = frozenset()
"""Who goes on from where is told by parents alone."""

READ = Graph(_tree(_READ), NO_LINKS)
CORRECTION = Graph(_tree(_CORRECTION), NO_LINKS)
