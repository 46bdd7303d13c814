"""What acts in a PDF, and is left out of every copy: scripts, launches, sent forms, inner files."""

from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

_ACTS: Final = frozenset(
    (
        Name.JavaScript,
        Name.Launch,
        Name.SubmitForm,
        Name.ImportData,
        Name.GoToE,
        Name.RichMediaExecute,
        Name.Rendition,
        Name.Sound,
        Name.Movie,
    )
)
_PLAYS: Final = frozenset(
    (Name.FileAttachment, Name.RichMedia, Name.Screen, Name.Movie, Name.Sound, Name("/3D"))
)
_NEIGHBOURS: Final = (Name.First, Name.Last, Name.Next, Name.Prev)  # of bookmarks
_DEEPEST: Final = 20


def strip(pdf: Pdf) -> None:
    """Take out what acts; links and bookmarks that only lead somewhere stay."""
    root = pdf.Root
    for key in (Name.OpenAction, Name.AA, Name.AF, Name.Collection):
        _drop(root, key)
    if isinstance(names := root.get(Name.Names), Dictionary):
        for key in (Name.JavaScript, Name.EmbeddedFiles, Name.Renditions):
            _drop(names, key)
    if isinstance(form := root.get(Name.AcroForm), Dictionary):
        _strip_fields(form.get(Name.Fields), _DEEPEST)
    _strip_bookmarks(root.get(Name.Outlines))
    for page in pdf.pages:
        _strip_page(page.obj)


def _strip_page(page: Object) -> None:
    for key in (Name.AA, Name.AF):
        _drop(page, key)
    annotations = page.get(Name.Annots)
    if not isinstance(annotations, Array):
        return
    kept = [
        one
        for one in annotations
        if isinstance(one, Dictionary) and one.get(Name.Subtype) not in _PLAYS
    ]
    for one in kept:
        _calm(one)
    page.Annots = Array(kept)


def _strip_fields(fields: Object | None, depth: int) -> None:
    if not isinstance(fields, Array) or not depth:
        return
    for field in fields:
        if isinstance(field, Dictionary):
            _calm(field)
            _strip_fields(field.get(Name.Kids), depth - 1)


def _strip_bookmarks(outlines: Object | None) -> None:
    """All of them, each once: a chain may bite its tail."""
    waiting, seen = [outlines], set[tuple[int, int]]()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, Dictionary) or one.objgen in seen:
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        _calm(one)
        waiting += [one.get(key) for key in _NEIGHBOURS]


def _calm(holder: Object) -> None:
    """Drop what an annotation, a field or a bookmark does, unless it only leads somewhere."""
    for key in (Name.AA, Name.PA):
        _drop(holder, key)
    action = holder.get(Name.A)
    if not isinstance(action, Dictionary):
        return
    if action.get(Name.S) in _ACTS:
        _drop(holder, Name.A)
    else:
        _drop(action, Name.Next)  # whatever it does after that


def _drop(holder: Object, key: Name) -> None:
    if key in holder:
        del holder[key]
