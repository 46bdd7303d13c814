"""What a service answers, for people: its OpenAPI document as one page without scripts."""

from apiflask import APIFlask
from flask import redirect, render_template_string
from werkzeug.wrappers import Response as BaseResponse

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ spec.info.title }}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
         color-scheme: light dark; }
  h2 { border-top: 1px solid #8888; padding-top: 1rem; }
  pre { overflow: auto; padding: .5rem; background: #8881; }
</style>
<h1>{{ spec.info.title }} {{ spec.info.version }}</h1>
<p>{{ spec.info.description }} The same for machines:
   <a href="openapi.json">openapi.json</a> (OpenAPI {{ spec.openapi }}).</p>
{% for path, operations in spec.paths.items() %}{% for method, operation in operations.items() %}
{% if operation is mapping %}
<h2><code>{{ method | upper }} {{ path }}</code></h2>
<p>{{ operation.summary }}{% if operation.description %}: {{ operation.description }}{% endif %}</p>
{% for parameter in operation.parameters %}
<p><code>{{ parameter.name }}</code> ({{ parameter.in }})
   {{ parameter.description or parameter.schema.description }}</p>
{% endfor %}
{% for type, body in (operation.requestBody or {}).get("content", {}).items() %}
<p>Body: {{ type }}</p><pre>{{ body.schema | tojson(2) }}</pre>
{% endfor %}
<ul>{% for status, response in operation.responses.items() %}
<li><b>{{ status }}</b> {{ response.description }}</li>{% endfor %}</ul>
{% endif %}
{% endfor %}{% endfor %}
<h2>Schemas</h2>
{% for name, schema in spec.get("components", {}).get("schemas", {}).items() %}
<details><summary><code>{{ name }}</code></summary><pre>{{ schema | tojson(2) }}</pre></details>
{% endfor %}
</html>
"""


def install(app: APIFlask) -> None:
    """Serve the page at /doc, and lead there from /."""

    @app.get("/doc")
    @app.doc(hide=True)
    def page() -> str:
        return render_template_string(_PAGE, spec=app.spec)

    @app.get("/")
    @app.doc(hide=True)
    def lead() -> BaseResponse:
        return redirect("doc")  # relative: a proxy may serve this below another path
