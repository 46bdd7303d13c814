// Generated from the API's OpenAPI document by `npm run generate`.

export interface paths {
    "/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the text in a picture
         * @description Asked with `Accept: application/x-ndjson`, it tells how far it has come, a line of JSON each; what fails after that is its last line. Asked for another format, by `format` or by its media type in `Accept`, it answers that, and Content-Location tells where it is kept. Where it can't be rendered, the 503 tells so, too: the picture is kept, and need not be sent again.
         */
        post: {
            parameters: {
                query?: {
                    format?: ("text" | "json" | "hocr" | "alto" | "page" | "pdf" | "csv" | "markdown") | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "multipart/form-data": components["schemas"]["ReadForm"];
                };
            };
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReadAnswer"];
                        "text/plain": string;
                        "text/vnd.hocr+html": string;
                        "application/alto+xml": string;
                        "application/vnd.prima.page+xml": string;
                        "application/pdf": string;
                        "text/csv": string;
                        "text/markdown": string;
                        "application/x-ndjson": {
                            /**
                             * Stage
                             * @enum {string}
                             */
                            stage: "waiting" | "detecting" | "recognising" | "done" | "failed";
                            /**
                             * Before
                             * @description While waiting: how many pictures come first.
                             */
                            before?: number | null;
                            /**
                             * Lines
                             * @description While recognising: how many lines are being read.
                             */
                            lines?: number | null;
                            /** @description Once it is done. */
                            answer?: components["schemas"]["ReadAnswer"] | null;
                            problem?: components["schemas"]["HTTPError"];
                            /**
                             * Retry After
                             * @description Seconds after which to try again, where it failed for now.
                             */
                            retry_after?: number | null;
                        };
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not Acceptable */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request Entity Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unsupported Media Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Input does not fit the schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ValidationError"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Gateway Timeout */
                504: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your jobs, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description At most so many jobs. */
                    limit?: number;
                    /** @description Only older ones: the `next` of the page before. */
                    before?: string;
                    /** @description Only those in this state. */
                    state?: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Jobs"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Have documents read: pictures, PDF, TIFF
         * @description The answer comes at once; Location tells where to ask how far it is. Sent again with the same Idempotency-Key and the same content, it is the same job.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Chosen by the sender, 1 to 200 visible ASCII characters: sent again with it, the same content makes no second job, and other content is refused with 422. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** @description Pictures, PDF, TIFF; together at most 100 MiB. */
                        file: string[];
                        /** @description A JSON object of any of: `pages`: Which pages to read, for example 1-3,7; by default all.; `text`: What becomes of text that a PDF has already: pages with text are kept as they are, or read anew like the others.; `dpi`: Dots an inch that pages of PDFs are read at.; `pdfa`: The PDF/A wanted; null for a plain PDF.; `signed`: A signed PDF is refused, or taken though its signature no longer holds.; `formats`: What is made of each document.; `priority`: `low`: when nothing else waits, or one time in ten.; `webhook`: who is told when it is done; `expires_in`: Seconds after which all of it is deleted; at most, and by default, the server's days. */
                        options?: string;
                    };
                };
            };
            responses: {
                /** @description Successful response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request Entity Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unsupported Media Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether lines may be kept here, and whether you review */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Gold"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether work is welcome: all it depends on answers, and it is not stopping */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["State"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process is alive */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["State"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What may be sent
         * @description Needs no key.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Limits"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pictures kept, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    before?: string | null;
                    search?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Input does not fit the schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ValidationError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All sets, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GoldSets"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Freeze the lines accepted by now
         * @description For a key that reviews. The same lines again are the set that there is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Note
                         * @default
                         */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Successful response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GoldSet"];
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Conflict */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request Entity Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unsupported Media Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lines that people let be kept, newest first
         * @description Yours; a key that reviews sees all.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only these. */
                    state?: "proposed" | "accepted" | "rejected" | "withdrawn";
                    /** @description Most lines to answer. */
                    limit?: number;
                    /** @description Only older ones: the `next` of the page before. */
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GoldLines"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/correct-text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct the text of a picture
         * @description Also of one that is not stored yet: a correction may come first. One that was deleted is answered with 410, as far as that is known at the time.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CorrectionForm"];
                };
            };
            responses: {
                /** @description Successful response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CorrectionAnswer"];
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Gone */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request Entity Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unsupported Media Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Input does not fit the schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ValidationError"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job is */
        get: {
            parameters: {
                query?: {
                    /** @description Seconds to wait, at most, for another version than that of If-None-Match or, without it, than that which there is. Where too many wait, it answers at once. */
                    wait?: number;
                };
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description The client's copy is still right */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Expired */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a job with all that was made */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well each version of the model reads each set */
        get: {
            parameters: {
                query?: {
                    /** @description Of this version alone. */
                    model?: string;
                    /** @description On this set alone. */
                    set?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Measures"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture with all that is known about it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Detail"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a picture and all about it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/sets/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A set, by its number or as `latest` */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GoldSet"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job is, told whenever that changes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Events with a Job each */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Expired */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Conflict */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Gone */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/lines/{line_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw a line: nothing of it stays */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    line_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a job's webhook */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deliveries"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Gone */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{image_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture itself, as it was sent, but for where it was taken, or as a JPEG */
        get: {
            parameters: {
                query?: {
                    as?: "jpeg" | null;
                    width?: number | null;
                };
                header?: never;
                path: {
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The picture */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/*": unknown;
                    };
                };
                /** @description The part of it that Range asked for */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/*": unknown;
                    };
                };
                /** @description The client's copy is still right */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Range Not Satisfiable */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ValidationError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/lines/{line_id}/crop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A line, cut out of its picture */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    line_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The cut-out */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": unknown;
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/sets/{number}/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A set as a tar: labels, page or alto
         * @description For a key that reviews. The same set gives the same bytes.
         */
        get: {
            parameters: {
                query?: {
                    /** @description What teaches or what measures alone. */
                    share?: "teach" | "measure";
                };
                header?: never;
                path: {
                    number: string;
                    form: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The set */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-tar": unknown;
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{image_id}/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a picture says, in a format that other programs take
         * @description The latest corrections included. In CSV an apostrophe stands before what a spreadsheet would take for a formula.
         */
        get: {
            parameters: {
                query?: {
                    with?: string | null;
                };
                header?: never;
                path: {
                    format: "text" | "json" | "hocr" | "alto" | "page" | "pdf" | "csv" | "markdown";
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the picture says, in the format asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                        "application/json": Record<string, never>;
                        "text/vnd.hocr+html": string;
                        "application/alto+xml": string;
                        "application/vnd.prima.page+xml": string;
                        "application/pdf": string;
                        "text/csv": string;
                        "text/markdown": string;
                    };
                };
                /** @description The client's copy is still right */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Together they are too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description No such format */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ValidationError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/webhook/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a job's webhook again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deliveries"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Conflict */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Gone */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/lines/{line_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept or reject a line
         * @description For a key that reviews.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    line_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * State
                         * @enum {string}
                         */
                        state: "accepted" | "rejected";
                        /**
                         * Text
                         * @description What it really says, where that is something else again.
                         * @default null
                         */
                        text?: string | null;
                    };
                };
            };
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GoldLine"];
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Conflict */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request Entity Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unsupported Media Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gold/measures/{number}/worst": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lines that a model reads badly, those that got worse first
         * @description For a key that reviews.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Successful response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorstLines"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/documents/{number}/{format_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was made of a document
         * @description The formats: pdf, text, json, hocr, alto, page, csv, markdown.
         */
        get: {
            parameters: {
                query?: {
                    /** @description This page alone, as soon as it is read, whatever becomes of the others; of every format but pdf. */
                    page?: number;
                };
                header?: never;
                path: {
                    job_id: string;
                    number: string;
                    format_name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                /** @description The part of it that Range asked for */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                /** @description The client's copy is still right */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not Found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not finished */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Expired */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Range Not Satisfiable */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/documents/{number}/pages/{page}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Correct a page of a document
         * @description As soon as the page is read. What is said last counts; every format has it from then on, and the PDF is made anew when it is asked for next.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                    number: string;
                    page: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Lines
                         * @description All lines as they stand now, in order: what is not among them is gone.
                         */
                        lines: {
                            /**
                             * Ord Num
                             * @description Null of a line that a person made.
                             * @default null
                             */
                            ord_num?: number | null;
                            /** Text */
                            text: string;
                            /**
                             * Points
                             * @description Its corners, in pixels of the page's raster; null: where it was read, or beside the line before.
                             * @default null
                             */
                            points?: [
                                [
                                    number,
                                    number
                                ],
                                [
                                    number,
                                    number
                                ],
                                [
                                    number,
                                    number
                                ],
                                [
                                    number,
                                    number
                                ]
                            ] | null;
                            /**
                             * Separator
                             * @description What stands before it: a row or a paragraph ends, or neither.
                             * @default
                             * @enum {string}
                             */
                            separator?: "" | " " | "\n" | "\n\n";
                        }[];
                    };
                };
            };
            responses: {
                /** @description Successful response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Forbidden */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Conflict */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Gone */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request Entity Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Request-URI Too Long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unsupported Media Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Misdirected Request */
                421: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Unprocessable Entity */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Bad Gateway */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HTTPError"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Alternative
         * @description What a letter may be instead.
         */
        "ReadAnswer.Alternative": {
            /** Text */
            text: string;
            /** Confidence */
            confidence: number;
        };
        /** BoxAnswer */
        "ReadAnswer.BoxAnswer": {
            /** Start X */
            start_x: number;
            /** Start Y */
            start_y: number;
            /** Width */
            width: number;
            /** Height */
            height: number;
        };
        /**
         * DoubtfulLetter
         * @description A letter, or a space, that may be another.
         */
        "ReadAnswer.DoubtfulLetter": {
            /**
             * Index
             * @description Of the character in the text of its line, from 0.
             */
            index: number;
            /**
             * Confidence
             * @description That it is what the text says: as the network sees it, below 0.9.
             */
            confidence: number;
            /**
             * Alternatives
             * @description What else it may be, the likeliest first.
             */
            alternatives: components["schemas"]["ReadAnswer.Alternative"][];
        };
        /** LineAnswer */
        "ReadAnswer.LineAnswer": {
            /** Text */
            text: string;
            /**
             * Confidence
             * @description Probability that all of the line is right, 0 to 1.
             */
            confidence: number;
            /**
             * Points
             * @description Four corners in pixels of the displayed picture, clockwise from the top left of the text's own direction.
             */
            points: [
                number,
                number
            ][];
            /** @description The upright rectangle around the line. */
            box: components["schemas"]["ReadAnswer.BoxAnswer"];
            /**
             * Script
             * @description `unknown` where it is written in letters that aren't read, such as Cyrillic or Chinese: its text is then empty.
             * @enum {string}
             */
            script: "latin" | "unknown";
            /**
             * Words
             * @description In order, where asked for.
             * @default null
             */
            words: components["schemas"]["ReadAnswer.WordAnswer"][] | null;
            /**
             * Letters
             * @description Those that may be others, in order, where asked for.
             * @default null
             */
            letters: components["schemas"]["ReadAnswer.DoubtfulLetter"][] | null;
        };
        /** ModelAnswer */
        "ReadAnswer.ModelAnswer": {
            /** Detection */
            detection: string;
            /** Recognition */
            recognition: string;
        };
        /** WordAnswer */
        "ReadAnswer.WordAnswer": {
            /** Text */
            text: string;
            /**
             * Confidence
             * @description Probability that all of the word is right, 0 to 1.
             */
            confidence: number;
            /**
             * Points
             * @description Four corners, as a line's.
             */
            points: [
                number,
                number
            ][];
        };
        /**
         * ReadAnswer
         * @description What a picture says.
         */
        ReadAnswer: {
            /**
             * Id
             * @description Under which the picture is kept.
             */
            id: string;
            /**
             * Text
             * @description All of it, in reading order: what stands on one row is separated by a space, rows by one line feed, paragraphs by two.
             */
            text: string;
            /**
             * Width
             * @description Of the displayed picture, in pixels.
             */
            width: number;
            /** Height */
            height: number;
            /**
             * Pages
             * @description How many pictures the file holds: pages of a TIFF, frames of a GIF. The first was read; POST /jobs reads all of a TIFF.
             */
            pages: number;
            /**
             * Lines
             * @description In reading order.
             */
            lines: components["schemas"]["ReadAnswer.LineAnswer"][];
            /**
             * Larger Helps
             * @description Whether a line is both low, less than 12 pixels high, and doubtful. A picture that was made smaller before it was sent may then be read better as it was.
             */
            larger_helps: boolean;
            /** @description Versions of the models that read it. */
            model: components["schemas"]["ReadAnswer.ModelAnswer"];
            /** Trace Id */
            trace_id: string | null;
        };
        /**
         * ProblemDetails
         * @description The body of every error answer.
         */
        ValidationError: {
            /**
             * Type
             * @description A URI naming the kind of problem.
             * @default about:blank
             */
            type: string;
            /**
             * Title
             * @description The kind of problem, in words; the same for each of its kind.
             */
            title: string;
            /**
             * Status
             * @description The HTTP status.
             */
            status: number;
            /**
             * Detail
             * @description What went wrong this time and what to do about it.
             */
            detail: string;
            /**
             * Trace Id
             * @description The trace to look at.
             * @default null
             */
            trace_id: string | null;
        };
        /**
         * ProblemDetails
         * @description The body of every error answer.
         */
        HTTPError: {
            /**
             * Type
             * @description A URI naming the kind of problem.
             * @default about:blank
             */
            type: string;
            /**
             * Title
             * @description The kind of problem, in words; the same for each of its kind.
             */
            title: string;
            /**
             * Status
             * @description The HTTP status.
             */
            status: number;
            /**
             * Detail
             * @description What went wrong this time and what to do about it.
             */
            detail: string;
            /**
             * Trace Id
             * @description The trace to look at.
             * @default null
             */
            trace_id: string | null;
        };
        /** ReadForm */
        ReadForm: {
            /**
             * Image
             * Format: binary
             * @description JPEG, PNG, WebP, TIFF, BMP, GIF (its first frame) or HEIC.
             */
            image: string;
            /**
             * @description Read only this part: x,y,width,height in pixels of the displayed picture.
             * @default null
             */
            roi: string | null;
            /**
             * Words
             * @description Whether to tell the words of each line.
             * @default false
             */
            words: boolean;
            /**
             * Letters
             * @description Whether to tell the letters of each line that may be others.
             * @default false
             */
            letters: boolean;
            /**
             * Keep
             * @description Whether to keep the picture and what it says, under the id.
             * @default true
             */
            keep: boolean;
        };
        /**
         * JobDocument
         * @description A document of a job.
         */
        "Job.JobDocument": {
            /** Id */
            id: string;
            /** Number */
            number: number;
            /** Name */
            name: string;
            /** Media Type */
            media_type: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
            pages: components["schemas"]["Job.PageCounts"];
            /**
             * Formats
             * @description Where each finished file is.
             */
            formats: {
                [key: string]: string;
            };
            /**
             * Pdfa
             * @description What the PDF is: 2b, or why it is no PDF/A.
             */
            pdfa: string | null;
            /** Repaired */
            repaired: boolean;
            /** Signature */
            signature: string | null;
            problem: components["schemas"]["Job.TaskProblem"] | null;
        };
        /**
         * PageCounts
         * @description How far a job, or a document, is.
         */
        "Job.PageCounts": {
            /**
             * Total
             * @description null until all documents were opened.
             */
            total: number | null;
            /** Done */
            done: number;
            /** Failed */
            failed: number;
        };
        /**
         * TaskProblem
         * @description Why a document or a page could not be read: as problem details (RFC 9457) say it.
         */
        "Job.TaskProblem": {
            /**
             * Status
             * @description As HTTP would have it.
             * @default 422
             */
            status: number;
            /**
             * Title
             * @description The kind of problem, in a few words.
             */
            title: string;
            /**
             * Detail
             * @description What went wrong, for a person to act on.
             */
            detail: string;
        };
        /**
         * Job
         * @description A job.
         */
        Job: {
            /** Id */
            id: string;
            /**
             * State
             * @description `failed`: nothing of it could be read.
             * @enum {string}
             */
            state: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
            /**
             * Version
             * @description Rises with each change.
             */
            version: number;
            /**
             * Created
             * Format: date-time
             */
            created: string;
            /** Started */
            started: string | null;
            /** Finished */
            finished: string | null;
            /**
             * Expires
             * Format: date-time
             */
            expires: string;
            /**
             * Priority
             * @enum {string}
             */
            priority: "normal" | "low";
            pages: components["schemas"]["Job.PageCounts"];
            /** Documents */
            documents: components["schemas"]["Job.JobDocument"][];
            problem: components["schemas"]["Job.TaskProblem"] | null;
            /** Trace Id */
            trace_id: string | null;
        };
        /**
         * Job
         * @description A job.
         */
        "Jobs.Job": {
            /** Id */
            id: string;
            /**
             * State
             * @description `failed`: nothing of it could be read.
             * @enum {string}
             */
            state: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
            /**
             * Version
             * @description Rises with each change.
             */
            version: number;
            /**
             * Created
             * Format: date-time
             */
            created: string;
            /** Started */
            started: string | null;
            /** Finished */
            finished: string | null;
            /**
             * Expires
             * Format: date-time
             */
            expires: string;
            /**
             * Priority
             * @enum {string}
             */
            priority: "normal" | "low";
            pages: components["schemas"]["Jobs.PageCounts"];
            /** Documents */
            documents: components["schemas"]["Jobs.JobDocument"][];
            problem: components["schemas"]["Jobs.TaskProblem"] | null;
            /** Trace Id */
            trace_id: string | null;
        };
        /**
         * JobDocument
         * @description A document of a job.
         */
        "Jobs.JobDocument": {
            /** Id */
            id: string;
            /** Number */
            number: number;
            /** Name */
            name: string;
            /** Media Type */
            media_type: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
            pages: components["schemas"]["Jobs.PageCounts"];
            /**
             * Formats
             * @description Where each finished file is.
             */
            formats: {
                [key: string]: string;
            };
            /**
             * Pdfa
             * @description What the PDF is: 2b, or why it is no PDF/A.
             */
            pdfa: string | null;
            /** Repaired */
            repaired: boolean;
            /** Signature */
            signature: string | null;
            problem: components["schemas"]["Jobs.TaskProblem"] | null;
        };
        /**
         * PageCounts
         * @description How far a job, or a document, is.
         */
        "Jobs.PageCounts": {
            /**
             * Total
             * @description null until all documents were opened.
             */
            total: number | null;
            /** Done */
            done: number;
            /** Failed */
            failed: number;
        };
        /**
         * TaskProblem
         * @description Why a document or a page could not be read: as problem details (RFC 9457) say it.
         */
        "Jobs.TaskProblem": {
            /**
             * Status
             * @description As HTTP would have it.
             * @default 422
             */
            status: number;
            /**
             * Title
             * @description The kind of problem, in a few words.
             */
            title: string;
            /**
             * Detail
             * @description What went wrong, for a person to act on.
             */
            detail: string;
        };
        /**
         * Jobs
         * @description A part of the jobs, newest first.
         */
        Jobs: {
            /** Jobs */
            jobs: components["schemas"]["Jobs.Job"][];
            /**
             * Next
             * @description Ask with it as `before` for older ones; null at the end.
             */
            next: string | null;
        };
        /**
         * Gold
         * @description What of gold there is for the caller.
         */
        Gold: {
            /**
             * Keeps
             * @description Whether corrected lines may be kept (SHOWOFF_GOLD).
             */
            keeps: boolean;
            /**
             * Reviews
             * @description Whether you may do what reviewers may.
             */
            reviews: boolean;
        };
        /**
         * State
         * @description How a service is.
         */
        State: {
            /**
             * Status
             * @enum {string}
             */
            status: "alive" | "ready";
        };
        /**
         * Limits
         * @description What may be sent.
         */
        Limits: {
            /**
             * Picture Types
             * @description What POST /read takes.
             */
            picture_types: ("image/jpeg" | "image/png" | "image/webp" | "image/tiff" | "image/bmp" | "image/gif" | "image/heic")[];
            /**
             * Picture Bytes
             * @description Most bytes of such a picture.
             */
            picture_bytes: number;
            /**
             * Document Types
             * @description What POST /jobs takes beside pictures, with several pages.
             */
            document_types: ("application/pdf" | "image/tiff")[];
            /**
             * Document Bytes
             * @description Most bytes of all files of a job together.
             */
            document_bytes: number;
            /**
             * Scripts
             * @description Letters that are read.
             */
            scripts: "latin"[];
        };
        /**
         * Summary
         * @description A picture in the list.
         */
        "Page.Summary": {
            /** Id */
            id: string;
            /**
             * Created
             * Format: date-time
             * @description When it was accepted.
             */
            created: string;
            /**
             * State
             * @description `pending`: something refers to it, but the picture itself is not here.
             * @enum {string}
             */
            state: "stored" | "pending";
            /** Media Type */
            media_type: string | null;
            /**
             * Width
             * @description In pixels, as displayed.
             */
            width: number | null;
            /** Height */
            height: number | null;
            /**
             * Text
             * @description The latest correction of the whole, else the lines.
             */
            text: string;
            /** Corrected */
            corrected: boolean;
        };
        /**
         * Page
         * @description A part of the history, newest first.
         */
        Page: {
            /** Images */
            images: components["schemas"]["Page.Summary"][];
            /**
             * Next
             * @description Ask with it as `before` for older ones; null at the end.
             */
            next: string | null;
            /**
             * Kept Days
             * @description Days after which the server deletes a picture.
             */
            kept_days: number;
        };
        /**
         * GoldSet
         * @description A frozen set: it never changes, but for lines that are withdrawn from it.
         */
        GoldSet: {
            /** Number */
            number: number;
            /**
             * Digest
             * @description SHA-256 of its lines' digests, sorted, one a row.
             */
            digest: string;
            /**
             * Created
             * Format: date-time
             */
            created: string;
            /** Note */
            note: string;
            /** Lines */
            lines: number;
            /**
             * Withdrawn
             * @description Those of them that are gone.
             */
            withdrawn: number;
        };
        /**
         * GoldSet
         * @description A frozen set: it never changes, but for lines that are withdrawn from it.
         */
        "GoldSets.GoldSet": {
            /** Number */
            number: number;
            /**
             * Digest
             * @description SHA-256 of its lines' digests, sorted, one a row.
             */
            digest: string;
            /**
             * Created
             * Format: date-time
             */
            created: string;
            /** Note */
            note: string;
            /** Lines */
            lines: number;
            /**
             * Withdrawn
             * @description Those of them that are gone.
             */
            withdrawn: number;
        };
        /**
         * GoldSets
         * @description All sets, newest first.
         */
        GoldSets: {
            /** Sets */
            sets: components["schemas"]["GoldSets.GoldSet"][];
        };
        /**
         * GoldLine
         * @description A line as a person says it reads, with its cut-out.
         */
        "GoldLines.GoldLine": {
            /** Id */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "accepted" | "rejected" | "withdrawn";
            /**
             * Text
             * @description What it says; empty once withdrawn.
             */
            text: string;
            /**
             * Recognized
             * @description What had been read.
             */
            recognized: string | null;
            /**
             * Model
             * @description The version of the model that had read it.
             */
            model: string | null;
            /**
             * Share
             * @description Lines of one picture all teach, or all measure.
             * @enum {string}
             */
            share: "teach" | "measure";
            /**
             * Has Crop
             * @description False while its picture is yet to come.
             */
            has_crop: boolean;
            /**
             * Kept By
             * @description The key of who let it be kept; empty without keys.
             */
            kept_by: string;
            /**
             * Kept At
             * Format: date-time
             */
            kept_at: string;
            /** Reviewed By */
            reviewed_by: string | null;
            /** Reviewed At */
            reviewed_at: string | null;
        };
        /**
         * GoldLines
         * @description A part of the gold lines, newest first.
         */
        GoldLines: {
            /** Lines */
            lines: components["schemas"]["GoldLines.GoldLine"][];
            /**
             * Next
             * @description Ask with it as `before` for older ones.
             */
            next: string | null;
        };
        /**
         * CorrectionAnswer
         * @description Accepted: it will be stored, and the latest wins.
         */
        CorrectionAnswer: {
            /** Id */
            id: string;
        };
        /**
         * CorrectedLineForm
         * @description What the line `ord_num` reads.
         */
        "CorrectionForm.CorrectedLineForm": {
            /** Ord Num */
            ord_num: number;
            /** Text */
            text: string;
        };
        /**
         * LaidLineForm
         * @description A line where it stands now: the one that was read as `ord_num`, else one that was added.
         */
        "CorrectionForm.LaidLineForm": {
            /**
             * Ord Num
             * @description Null of a line that a person made.
             * @default null
             */
            ord_num: number | null;
            /** Text */
            text: string;
            /**
             * Points
             * @description Its corners, as a line's; null: where it was read, or nowhere.
             * @default null
             */
            points: [
                [
                    number,
                    number
                ],
                [
                    number,
                    number
                ],
                [
                    number,
                    number
                ],
                [
                    number,
                    number
                ]
            ] | null;
            /**
             * Separator
             * @description What stands before it: a row or a paragraph ends, or neither.
             * @default
             * @enum {string}
             */
            separator: "" | " " | "\n" | "\n\n";
        };
        /** CorrectionForm */
        CorrectionForm: {
            /**
             * Id
             * @description The picture's id, as POST /read gave it.
             */
            id: string;
            /**
             * Text
             * @description All of the text, corrected.
             */
            text: string;
            /**
             * Lines
             * @description The lines that were corrected, if known, each once.
             * @default []
             */
            lines: components["schemas"]["CorrectionForm.CorrectedLineForm"][];
            /**
             * Layout
             * @description All lines as they stand now, in order, where lines were added, moved or removed: what is not among them is gone.
             * @default null
             */
            layout: components["schemas"]["CorrectionForm.LaidLineForm"][] | null;
            /**
             * Keep
             * @description Whether `lines`, and those of `layout` that a person made, may be kept to teach the reader, cut out of the picture: until they are deleted, or the picture is.
             * @default false
             */
            keep: boolean;
            /**
             * Whole
             * @description With `keep`: whether all lines of `layout` may be kept. Whoever says so has looked at each of them.
             * @default false
             */
            whole: boolean;
        };
        /**
         * KindFigures
         * @description How well a kind of lines is read.
         */
        "Measures.KindFigures": {
            /** Lines */
            lines: number;
            /** Characters */
            characters: number;
            /** Edits */
            edits: number;
            /** Exact */
            exact: number;
        };
        /**
         * Measure
         * @description A measure that is kept.
         */
        "Measures.Measure": {
            /** Lines */
            lines: number;
            /** Characters */
            characters: number;
            /** Edits */
            edits: number;
            /** Exact */
            exact: number;
            /** Model */
            model: string;
            /**
             * Set
             * @description The number of the set.
             */
            set: number;
            /**
             * Kinds
             * @default {}
             */
            kinds: {
                [key: string]: components["schemas"]["Measures.KindFigures"];
            };
            /**
             * Against
             * @description The model it was compared with.
             * @default null
             */
            against: string | null;
            /**
             * Verdict
             * @default unknown
             * @enum {string}
             */
            verdict: "better" | "same" | "worse" | "unknown";
            /**
             * Difference
             * @description Its error rate less the other's: 2.5 %, the middle and 97.5 % of draws.
             * @default null
             */
            difference: [
                number,
                number,
                number
            ] | null;
            /**
             * Outside
             * @description Characters that the model can't write, with their counts.
             * @default {}
             */
            outside: {
                [key: string]: number;
            };
            /** Number */
            number: number;
            /**
             * Created
             * Format: date-time
             */
            created: string;
        };
        /**
         * Measures
         * @description All measures, oldest first: what the chart shows.
         */
        Measures: {
            /** Measures */
            measures: components["schemas"]["Measures.Measure"][];
        };
        /**
         * Box
         * @description The upright rectangle around a line, in pixels of the picture as displayed.
         */
        "Detail.Box": {
            /** Start X */
            start_x: number;
            /** Start Y */
            start_y: number;
            /** Width */
            width: number;
            /** Height */
            height: number;
        };
        /**
         * Correction
         * @description What a person said it reads.
         */
        "Detail.Correction": {
            /**
             * Created
             * Format: date-time
             */
            created: string;
            /**
             * Ord Num
             * @description The line; null for the whole text.
             */
            ord_num: number | null;
            /** Text */
            text: string;
        };
        /**
         * KeptLine
         * @description A line of text.
         */
        "Detail.KeptLine": {
            /** Ord Num */
            ord_num: number;
            /**
             * Text
             * @description What it says, the latest correction of this line included.
             */
            text: string;
            /**
             * Recognized
             * @description What was recognised.
             */
            recognized: string;
            /**
             * Confidence
             * @description Probability that what was recognised is right.
             */
            confidence: number | null;
            /**
             * Points
             * @description [x, y] x 4 in pixels of the displayed picture, clockwise from the top left of the text's direction.
             */
            points: [
                number,
                number
            ][] | null;
            box: components["schemas"]["Detail.Box"];
            /**
             * Separator
             * @description What stands before it in the whole text: nothing, a space within a row, a line break between rows, an empty line between paragraphs.
             * @default
             * @enum {string}
             */
            separator: "" | " " | "\n" | "\n\n";
            /**
             * Words
             * @description What was recognised, word by word; null where that isn't known.
             */
            words: components["schemas"]["Detail.KeptWord"][] | null;
        };
        /**
         * KeptWord
         * @description A word of a line.
         */
        "Detail.KeptWord": {
            /** Text */
            text: string;
            /**
             * Confidence
             * @description Probability that what was recognised is right.
             */
            confidence: number | null;
            /**
             * Start
             * @description Where it begins along the line, as a fraction of its length.
             */
            start: number;
            /**
             * End
             * @description Where it ends.
             */
            end: number;
        };
        /**
         * Models
         * @description The versions of the models that read it.
         */
        "Detail.Models": {
            /** Detection */
            detection: string | null;
            /** Recognition */
            recognition: string | null;
        };
        /**
         * Detail
         * @description A picture with all that is known about it.
         */
        Detail: {
            /** Id */
            id: string;
            /**
             * Created
             * Format: date-time
             * @description When it was accepted.
             */
            created: string;
            /**
             * State
             * @description `pending`: something refers to it, but the picture itself is not here.
             * @enum {string}
             */
            state: "stored" | "pending";
            /** Media Type */
            media_type: string | null;
            /**
             * Width
             * @description In pixels, as displayed.
             */
            width: number | null;
            /** Height */
            height: number | null;
            /**
             * Text
             * @description The latest correction of the whole, else the lines.
             */
            text: string;
            /** Corrected */
            corrected: boolean;
            /** Lines */
            lines: components["schemas"]["Detail.KeptLine"][];
            model: components["schemas"]["Detail.Models"];
            /**
             * Corrections
             * @description All of them, the latest last.
             */
            corrections: components["schemas"]["Detail.Correction"][];
        };
        /**
         * Delivery
         * @description One sending of a webhook, and what became of it.
         */
        "Deliveries.Delivery": {
            /** Id */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "delivered" | "gave_up" | "off";
            /** Attempt */
            attempt: number;
            /**
             * Next
             * @description When it is tried again.
             */
            next: string | null;
            /**
             * Status
             * @description What the last try was answered.
             */
            status: number | null;
            /** Error */
            error: string | null;
        };
        /**
         * Deliveries
         * @description The webhook of a job.
         */
        Deliveries: {
            /** Url */
            url: string | null;
            /** Deliveries */
            deliveries: components["schemas"]["Deliveries.Delivery"][];
        };
        /**
         * GoldLine
         * @description A line as a person says it reads, with its cut-out.
         */
        GoldLine: {
            /** Id */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "accepted" | "rejected" | "withdrawn";
            /**
             * Text
             * @description What it says; empty once withdrawn.
             */
            text: string;
            /**
             * Recognized
             * @description What had been read.
             */
            recognized: string | null;
            /**
             * Model
             * @description The version of the model that had read it.
             */
            model: string | null;
            /**
             * Share
             * @description Lines of one picture all teach, or all measure.
             * @enum {string}
             */
            share: "teach" | "measure";
            /**
             * Has Crop
             * @description False while its picture is yet to come.
             */
            has_crop: boolean;
            /**
             * Kept By
             * @description The key of who let it be kept; empty without keys.
             */
            kept_by: string;
            /**
             * Kept At
             * Format: date-time
             */
            kept_at: string;
            /** Reviewed By */
            reviewed_by: string | null;
            /** Reviewed At */
            reviewed_at: string | null;
        };
        /**
         * WorstLine
         * @description A line that was read badly.
         */
        "WorstLines.WorstLine": {
            /** Id */
            id: string;
            /** Text */
            text: string;
            /** Read */
            read: string;
            /** Edits */
            edits: number;
            /**
             * Read Before
             * @description By the model it was compared with, if kept.
             */
            read_before: string | null;
            /** Edits Before */
            edits_before: number | null;
        };
        /**
         * WorstLines
         * @description The lines of a measure with the most errors, those that got worse first.
         */
        WorstLines: {
            /** Lines */
            lines: components["schemas"]["WorstLines.WorstLine"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
