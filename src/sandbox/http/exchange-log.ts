import type { WireExchange, WireRequest, WireResponse } from '#contract';
import { notify } from '../../notify.js';
import { textMask } from '../../redact.js';
import type { Fault } from '../faults/fault.js';

/** What happened to one request, as it was on the wire. Tokens are replaced by `[redacted]`. */
export interface SandboxEvent {
  readonly request: WireRequest;
  /** `undefined` if nothing was sent back. */
  readonly response: WireResponse | undefined;
  /** Milliseconds since 1970. */
  readonly receivedAtMs: number;
  readonly durationMs: number;
  readonly fault: Fault['kind'];
}

/** An exchange that `checkExchange` takes as it is. */
export type SandboxExchange = SandboxEvent & WireExchange;

export interface ExchangeLog {
  /** The newest exchanges, oldest first. */
  readonly exchanges: readonly SandboxExchange[];
  /** Notifies the listener of an event, and keeps it if `isKept` and it has a response. */
  add(event: SandboxEvent, isKept: boolean): void;
  clear(): void;
}

/** How much a log keeps. The oldest exchanges are dropped first. */
export interface LogLimits {
  readonly maxExchanges: number;
  /** Of URLs, headers and bodies. An exchange that is larger is not kept at all. */
  readonly maxExchangeBytes: number;
}

/** Keeps the newest exchanges, up to a number and a size. */
export function createExchangeLog(
  { maxExchanges, maxExchangeBytes }: LogLimits,
  tokens: Iterable<string>,
  onExchange: (event: SandboxEvent) => void,
): ExchangeLog {
  const exchanges: SandboxExchange[] = [];
  const sizes: number[] = [];
  let totalBytes = 0;
  const mask = textMask([...tokens]);
  const keep = (exchange: SandboxExchange) => {
    const bytes = sizeOf(exchange);
    if (bytes > maxExchangeBytes) return;
    exchanges.push(exchange);
    sizes.push(bytes);
    totalBytes += bytes;
    while (exchanges.length > maxExchanges || totalBytes > maxExchangeBytes) {
      exchanges.shift();
      totalBytes -= sizes.shift() ?? 0;
    }
  };
  return {
    exchanges,
    add: (event, isKept) => {
      const masked = { ...event, request: redactedRequest(event.request, mask) };
      const { response } = masked;
      if (response && isKept) keep({ ...masked, response });
      notify(onExchange, masked);
    },
    clear: () => {
      exchanges.splice(0);
      sizes.splice(0);
      totalBytes = 0;
    },
  };
}

/** Bytes of the text of an exchange. What it holds besides is small and bounded. */
function sizeOf({ request, response }: SandboxExchange): number {
  const headers = JSON.stringify([request.headers, response.headers]);
  return Buffer.byteLength([request.url, headers, request.body, response.body].join(''));
}

/** Also redacts tokens that this store does not know: they may be valid in another one. */
function redactedRequest({ method, url, headers, body }: WireRequest, mask: (text: string) => string): WireRequest {
  const pairs = headers && Symbol.iterator in headers ? [...headers] : [];
  return {
    method,
    url: mask(url),
    headers: pairs.map(([name, value]) => [name, isSecret(name, value) ? '[redacted]' : mask(value)] as const),
    ...(typeof body === 'string' && { body: mask(body) }),
  };
}

function isSecret(name: string, value: string): boolean {
  return /^(x-auth-token|authorization|proxy-authorization|cookie)$/i.test(name) && value.trim() !== '';
}
