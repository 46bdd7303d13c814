import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import { named } from "./named";
import type { Service } from "./services";
import { translate } from "./translate";

/** A service's document as the viewer draws it. */
export function viewer(spec: object, { server }: Service): HTMLElement {
  const place = document.createElement("div");
  const improve = () => {
    translate(place);
    named(place);
  };
  new MutationObserver(improve).observe(place, { childList: true, subtree: true });
  SwaggerUI({
    domNode: place,
    spec,
    // Only what is public can be tried from here.
    supportedSubmitMethods: server ? ["get", "post", "delete"] : [],
    requestInterceptor: withoutEmptyFields,
    defaultModelsExpandDepth: 0,
    docExpansion: "list",
    validatorUrl: null,
    syntaxHighlight: false,
  });
  return place;
}

/** What was left empty is left out: the viewer's box for that is ticked by itself. */
function withoutEmptyFields(request: { body?: unknown }): object {
  if (request.body instanceof FormData) {
    for (const [name, value] of [...request.body]) if (value === "") request.body.delete(name);
  }
  return request;
}
