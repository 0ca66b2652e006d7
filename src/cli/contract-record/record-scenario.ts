import { setTimeout } from 'node:timers/promises';
import { createCustomersClient } from '../../client.js';
import type { WireExchange } from '../../contract/exchange.js';
import { type ClientFetch, capture } from './capture.js';
import { createMask, type Secrets } from './mask.js';
import { redactExchange } from './redact-exchange.js';
import type { Sleep, Step } from './scenario.js';

export interface RecordSettings extends Secrets {
  readonly baseUrl?: string;
  readonly fetch?: ClientFetch;
  readonly sleep?: Sleep | undefined;
}

/** What one step led to, as it may be published. */
export interface RecordedStep {
  readonly step: Step;
  readonly exchanges: readonly WireExchange[];
  /** Why the step did not work, if it did not. What the store answered is recorded all the same. */
  readonly error?: Error;
}

/**
 * Takes steps one after another and yields what each led to. After one that fails, only those follow that undo what was
 * written.
 *
 * @throws InvalidRequestError when the client cannot be made of the settings.
 */
export async function* recordScenario(steps: readonly Step[], settings: RecordSettings): AsyncGenerator<RecordedStep> {
  const {
    accessToken,
    storeHash,
    baseUrl,
    fetch = (request) => globalThis.fetch(request),
    sleep = setTimeout,
  } = settings;
  let exchanges: WireExchange[] = [];
  const client = createCustomersClient({
    accessToken,
    storeHash,
    ...(baseUrl !== undefined && { baseUrl }),
    fetch: capture(fetch, (exchange) => exchanges.push(redactExchange(exchange, mask))),
  });
  // The client has looked at the URL.
  const origin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  const mask = createMask({ accessToken, storeHash, origin });
  let hasFailed = false;
  let mayHaveWritten = false;
  for (const step of steps) {
    if (hasFailed && !(step.undoes && mayHaveWritten)) continue;
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
