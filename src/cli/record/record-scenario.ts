import { setTimeout } from 'node:timers/promises';
import { bigcommerceContract, readHeaders, type WireExchange } from '#contract';
import { specification } from '../../../generated/operations.js';
import { isLoopback, SERVER_ORIGIN } from '../../base-url.js';
import { createCustomersClient } from '../../client.js';
import { stampOf } from '../input/freshness.js';
import { createPseudonyms, type Secrets } from './pseudonyms.js';
import { redactExchange } from './redact.js';
import type { Sleep, Step } from './scenario.js';

interface RecordSettings extends Secrets {
  readonly baseUrl?: string;
  readonly fetch?: ClientFetch;
  readonly sleep?: Sleep | undefined;
  /** When aborted, only steps that undo what was written are still run. */
  readonly signal?: AbortSignal | undefined;
}

/** The result of a step, redacted for publication. */
export interface RecordedStep {
  readonly step: Step;
  readonly exchanges: readonly WireExchange[];
  /** Why the step failed. Its exchanges are recorded all the same. */
  readonly error?: Error;
}

/**
 * Runs steps one after another. After a failure or a cancellation, runs only those that undo what was written.
 *
 * @throws InvalidRequestError when the client refuses the settings.
 */
export async function* recordScenario(steps: readonly Step[], settings: RecordSettings): AsyncGenerator<RecordedStep> {
  const {
    accessToken,
    storeHash,
    baseUrl,
    fetch = (request) => globalThis.fetch(request),
    sleep = setTimeout,
    signal,
  } = settings;
  let exchanges: WireExchange[] = [];
  const captured = capture(fetch, (exchange) => exchanges.push(redactExchange(exchange, pseudonyms)));
  const client = createCustomersClient({
    accessToken,
    storeHash,
    ...(baseUrl !== undefined && { baseUrl }),
    fetch: (url, init) => captured(new Request(url, init)),
  });
  // The client has checked the URL.
  const origin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  const pseudonyms = createPseudonyms({ accessToken, storeHash, origin });
  let hasFailed = false;
  let mayHaveWritten = false;
  for (const step of steps) {
    if ((hasFailed || signal?.aborted) && !(step.undoes && mayHaveWritten)) continue;
    exchanges = [];
    let error: Error | undefined;
    mayHaveWritten ||= step.writes;
    try {
      await step.run(client, sleep);
    } catch (thrown) {
      hasFailed = true;
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
    yield { step, exchanges, ...(error && { error }) };
  }
}

export type ClientFetch = (request: Request) => Promise<Response>;

/** Wraps a `fetch` and reports each exchange whose response has arrived completely. */
function capture(fetch: ClientFetch, onExchange: (exchange: WireExchange) => void): ClientFetch {
  return async (request) => {
    const body = request.body ? await request.clone().text() : undefined;
    const response = await fetch(request);
    const text = await response.clone().text();
    onExchange({
      request: {
        method: request.method,
        url: request.url,
        headers: [...request.headers],
        ...(body !== undefined && { body }),
      },
      response: { status: response.status, headers: [...response.headers], ...(text !== '' && { body: text }) },
    });
    return response;
  };
}

/**
 * Where responses came from: only those of BigCommerce's own server are observations. What a sandbox, a mock or a gateway says
 * proves nothing about BigCommerce.
 *
 * @param baseUrl A URL that the client accepts, or `undefined` for BigCommerce.
 */
export function sourceOf(baseUrl: string | undefined): { readonly kind: string; readonly place: string } {
  const { origin, hostname } = new URL(baseUrl ?? SERVER_ORIGIN);
  if (origin === SERVER_ORIGIN) return { kind: 'observed', place: `a store at ${origin}` };
  const place = isLoopback(hostname) ? 'a server on this machine' : `a server other than ${SERVER_ORIGIN}`;
  return { kind: 'other-server', place: `${place}, which may not respond as BigCommerce does` };
}

/**
 * The content of the file of a step, with its exchanges as nock definitions.
 *
 * @param baseUrl Where the store was called. Default: at BigCommerce.
 */
export function recordingOf({ step, exchanges }: RecordedStep, now: Date, baseUrl?: string): object {
  const { kind, place } = sourceOf(baseUrl);
  const rewritten = kind === 'observed' ? '' : ' URLs are written as if BigCommerce had been called.';
  return {
    title: step.title,
    provenance: {
      kind,
      note: `Recorded from ${place}, by bigcommerce-customers contract record.${rewritten} Texts and names are masked.`,
      written: now.toISOString().slice(0, 'YYYY-MM-DD'.length),
      specification: specification.version,
      contract: stampOf(
        exchanges.map(({ request }) => request),
        bigcommerceContract,
      ),
    },
    exchanges: exchanges.map(definitionOf),
  };
}

function definitionOf({ request, response }: WireExchange): object {
  const { origin } = new URL(request.url);
  return {
    scope: origin,
    method: request.method,
    path: request.url.slice(origin.length),
    reqheaders: Object.fromEntries(readHeaders(request.headers)),
    ...(request.body !== undefined && { body: parsedIfJson(request.body) }),
    status: response.status,
    rawHeaders: Object.fromEntries(readHeaders(response.headers)),
    ...(response.body !== undefined && { response: parsedIfJson(response.body) }),
  };
}

/** JSON is easier to read than a string of JSON. */
function parsedIfJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return body;
  }
}
