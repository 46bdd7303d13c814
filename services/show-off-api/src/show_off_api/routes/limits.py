"""GET /limits: what may be sent."""

from apiflask import APIBlueprint

from showoff_common.contracts.limits import Limits, limits_of


def create_blueprint(picture_bytes: int) -> APIBlueprint:
    blueprint = APIBlueprint("limits", __name__, tag="limits")

    @blueprint.get("/limits")
    @blueprint.output(Limits)
    @blueprint.doc(summary="What may be sent", description="Needs no key.")
    def limits() -> Limits:
        return limits_of(picture_bytes)

    return blueprint
