import type { WireExchange, WireRequest, WireResponse } from '../../contract/exchange.js';
import { notify } from '../../notify.js';
import { createRedactor } from '../../redact.js';
import type { Fault } from '../faults/fault.js';

/** What happened to one request, as it was on the wire but for tokens, in whose place there is `[redacted]`. */
export interface SandboxEvent {
  readonly request: WireRequest;
  /** What was sent back; `undefined` when nothing was. */
  readonly response: WireResponse | undefined;
  /** Milliseconds since 1970. */
  readonly receivedAtMs: number;
  readonly durationMs: number;
  readonly fault: Fault['kind'];
}

/** An exchange that can be given to `checkExchange` as it is. */
export type SandboxExchange = SandboxEvent & WireExchange;

export interface ExchangeLog {
  /** The newest exchanges, the oldest of them first. */
  readonly exchanges: readonly SandboxExchange[];
  /** Tells the listener of an event, and keeps it if it is to be kept and was answered. */
  add(event: SandboxEvent, isKept: boolean): void;
  clear(): void;
}

/** Keeps so many exchanges, and forgets the oldest for each further one. */
export function createExchangeLog(
  most: number,
  tokens: Iterable<string>,
  onExchange: (event: SandboxEvent) => void,
): ExchangeLog {
  const exchanges: SandboxExchange[] = [];
  const redactors = [...tokens].map(createRedactor);
  const text = (value: string) => redactors.reduce((clean, redactor) => redactor.text(clean), value);
  return {
    exchanges,
    add: (event, isKept) => {
      const masked = { ...event, request: masking(event.request, text) };
      const { response } = masked;
      if (response && isKept) exchanges.push({ ...masked, response });
      if (exchanges.length > most) exchanges.shift();
      // What a listener throws is no concern of whoever called the store.
      notify(onExchange, masked);
    },
    clear: () => exchanges.splice(0),
  };
}

/** Tokens that open nothing are masked as well: they may open another store. */
function masking({ method, url, headers, body }: WireRequest, text: (value: string) => string): WireRequest {
  const pairs = headers && Symbol.iterator in headers ? [...headers] : [];
  return {
    method,
    url: text(url),
    headers: pairs.map(([name, value]) => [name, isSecret(name, value) ? '[redacted]' : text(value)] as const),
    ...(typeof body === 'string' && { body: text(body) }),
  };
}

function isSecret(name: string, value: string): boolean {
  return /^(x-auth-token|authorization|proxy-authorization|cookie)$/i.test(name) && value.trim() !== '';
}
