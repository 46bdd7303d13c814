"""The answer of POST /read, stage by stage, for those who ask for it."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import chain

import structlog
from flask import Response, current_app, json
from flask.globals import request_ctx
from opentelemetry import trace

from showoff_common.contracts.problems import ProblemDetails
from showoff_common.contracts.reads import STAGES, ReadAnswer, StageAnswer
from showoff_common.work.deadline import CLIENT_GONE
from showoff_common.work.progress import ProgressCallback, Step, run_with_progress

_log = structlog.get_logger(__name__)


def answer_in_stages(work: Callable[[ProgressCallback], ReadAnswer]) -> Response:
    """Begin to answer with the first stage; what fails before is raised, and answered as ever.

    It goes out as 200. The status that it has at its end is that of the read, for the figures.
    """
    steps = run_with_progress(work)
    first = next(steps)
    # Proxies that gather answers until there is more of them shall pass each line on.
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    response = Response(content_type=STAGES, headers=headers)

    def lines() -> Iterator[str]:
        try:
            yield from map(_line, chain([first], steps))
        except GeneratorExit:  # the client has hung up
            response.status_code = CLIENT_GONE
            raise
        except Exception as error:  # noqa: BLE001 - what becomes of it is the application's to say
            refusal = current_app.make_response(current_app.handle_user_exception(error))
            response.status_code = refusal.status_code
            _tell(refusal.status_code)
            yield _failed(refusal)

    response.response = lines()
    # The request lasts until its last line, and with it its trace and the name of its log.
    request_ctx.push()
    response.call_on_close(request_ctx.pop)
    return response


def _line(told: Step | ReadAnswer) -> str:
    if isinstance(told, ReadAnswer):
        return _encoded(StageAnswer(stage="done", answer=told))
    return _encoded(StageAnswer.model_validate(told))


def _failed(refusal: Response) -> str:
    problem = ProblemDetails.model_validate_json(refusal.get_data())
    retry_after = refusal.headers.get("Retry-After", type=int)
    return _encoded(StageAnswer(stage="failed", problem=problem, retry_after=retry_after))


def _encoded(stage: StageAnswer) -> str:
    """One line, without what does not apply."""
    given = {name: value for name, value in stage.model_dump().items() if value is not None}
    return json.dumps(given) + "\n"


def _tell(status: int) -> None:
    """In the trace and the log, where the request stands with the 200 that it began with."""
    _log.info("read failed", status=status)
    span = trace.get_current_span()
    span.set_attribute("error.type", str(status))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        span.set_status(trace.StatusCode.ERROR)
