import type { CancelSignal } from '../../src/transport/abort.js';
import type { Clock } from '../../src/transport/clock.js';
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

/**
 * Waits, or fails with the signal's reason as soon as that is aborted. Leaves no timer and no listener behind.
 *
 * @param delayMs Infinity waits for the signal alone.
 */
export function pause(clock: Clock, delayMs: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stopTimer =
      delayMs === Infinity
        ? undefined
        : clock.startTimer(() => {
            signal.removeEventListener('abort', giveUp);
            resolve();
          }, delayMs);
    const giveUp = () => {
      signal.removeEventListener('abort', giveUp);
      stopTimer?.();
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp);
  });
}
