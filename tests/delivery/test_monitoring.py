"""What watches the platform in a cluster: the alerts, and what the dashboard asks."""

import json
import re

from tests.delivery.manifests import K8S, PRODUCTION, of_kind, render

DASHBOARD = json.loads(
    (K8S / "components" / "monitoring" / "dashboard.json").read_text(encoding="utf-8")
)


def test_each_cron_job_has_an_alert_for_its_never_coming_to_an_end() -> None:
    objects = render(PRODUCTION)
    (rules,) = of_kind(objects, "PrometheusRule")
    asked = [rule["expr"] for group in rules["spec"]["groups"] for rule in group["rules"]]

    for job in of_kind(objects, "CronJob"):
        selector = (
            f'{{namespace="{job["metadata"]["namespace"]}", cronjob="{job["metadata"]["name"]}"}}'
        )
        (alert,) = (
            it for it in asked if f"kube_cronjob_status_last_successful_time{selector}" in it
        )
        # Before its first success the one metric is missing: the alert must not be silent then.
        assert f"kube_cronjob_created{selector}" in alert


def test_a_moment_that_never_was_is_not_shown_as_half_a_century_ago() -> None:
    """The gauge is 0 where another process does the work."""
    asked = [it["expr"] for panel in DASHBOARD["panels"] for it in panel["targets"]]
    since = [it for it in asked if re.search(r"time\(\) - .*showoff_\w+_timestamp_seconds", it)]

    assert since
    for query in since:
        assert re.search(r"showoff_\w+_timestamp_seconds > 0", query)
        assert "kube_cronjob_status_last_successful_time" in query
