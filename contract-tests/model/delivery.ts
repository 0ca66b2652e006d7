import type { HttpResponse } from '../../src/transport/exchange.js';

/** An answer as it reaches the client: the headers at once, the body when it comes. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Promise<string>;
}

/** The answer as the platform's own `fetch` gives it. */
export function platformResponse({ status, headers, body }: Delivery): Response {
  if (status === 204) return new Response(null, { status, headers });
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      body.then(
        (text) => {
          if (text !== '') controller.enqueue(new TextEncoder().encode(text));
          controller.close();
        },
        (error: unknown) => controller.error(error),
      );
    },
  });
  return new Response(stream, { status, headers });
}

/** The answer without anything that takes time to make. */
export function httpResponse({ status, headers, body }: Delivery): HttpResponse {
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => headerIn(headers, name) ?? null },
    text: () => body,
  };
}

/** A header by its name in any case. */
export function headerIn(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([own]) => own.toLowerCase() === wanted)?.[1];
}
