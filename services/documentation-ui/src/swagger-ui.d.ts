declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  export default function SwaggerUI(options: {
    readonly domNode: HTMLElement;
    readonly spec: object;
    readonly supportedSubmitMethods: readonly string[];
    readonly defaultModelsExpandDepth: number;
    readonly docExpansion: "list" | "full" | "none";
    readonly validatorUrl: null;
    readonly syntaxHighlight: boolean;
    readonly requestInterceptor: (request: { body?: unknown }) => object;
  }): void;
}
