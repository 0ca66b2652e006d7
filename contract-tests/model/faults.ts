import { type AdmittedCall, admit } from '../../src/sandbox/admit.js';
import { reachesStore, replacementResponse } from '../../src/sandbox/http/serve-request.js';
import type { Fault as SandboxFault } from '../../src/sandbox/index.js';
import { takeByAnotherApp } from '../../src/sandbox/limits.js';
import { carryOut } from '../../src/sandbox/operations.js';
import type { Store, StoreRequest, StoreResponse } from '../../src/sandbox/store.js';
import { createRandom } from '../support/random.js';
import { idsAsQuery, listIn } from '../support/server.js';

/**
 * What happens to one request on its way: what a sandbox can do, and what needs a network as well. Of a request that is
 * half-done, the store carries out a part, and counts no more than that; only requests whose answers count are.
 */
export type Fault =
  | Exclude<SandboxFault, { readonly kind: 'reset' | 'latency' | 'redirect' }>
  | { readonly kind: 'reset'; readonly code: 'ECONNRESET' | 'UND_ERR_SOCKET'; readonly applied: boolean }
  | { readonly kind: 'refused' }
  | UndeclaredSuccess
  | { readonly kind: 'half-done' };

/** Something answers in the place of the store with a 2xx that the document does not declare. */
export interface UndeclaredSuccess {
  readonly kind: 'undeclared-success';
  readonly status: number;
  /** JSON, or nothing. */
  readonly body: string;
  readonly applied: boolean;
}

/** One request's fate. */
export interface Turn {
  readonly fault: Fault;
  /** Until the store has the request, and from then on until the client has the answer. */
  readonly uplinkMs: number;
  readonly downlinkMs: number;
}

/** The fate of each request, by how many came before it. */
export type Schedule = (requestNumber: number) => Turn;

/** The turns that are listed, then requests that nothing happens to. */
export function listedSchedule(turns: readonly Turn[], seed = 1): Schedule {
  return (requestNumber) =>
    turns[requestNumber] ?? { ...latency(randomFor(seed, requestNumber)), fault: { kind: 'none' } };
}

/** Turns without an end, of which a share has a fault. The same for the same seed, in whatever order they are asked for. */
export function seededSchedule(seed: number, faultShare = 0.3): Schedule {
  return (requestNumber) => {
    const random = randomFor(seed, requestNumber);
    const fault = random() < faultShare ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined;
    return { ...latency(random), fault: fault ?? { kind: 'none' } };
  };
}

/** Everything that can happen, each in every variant. */
export const FAULTS: readonly Fault[] = [
  { kind: 'quota-taken' },
  { kind: 'shed' },
  { kind: 'too-many-at-once' },
  { kind: 'turned-away', status: 401 },
  { kind: 'turned-away', status: 403 },
  ...([500, 502, 503, 504] as const).flatMap((status) => eitherWay({ kind: 'server-error', status })),
  ...(['ECONNRESET', 'UND_ERR_SOCKET'] as const).flatMap((code) => eitherWay({ kind: 'reset', code })),
  { kind: 'refused' },
  ...eitherWay({ kind: 'stall' }),
  { kind: 'truncated', hidden: false },
  { kind: 'truncated', hidden: true },
  { kind: 'slow-body', delayMs: 400 },
  { kind: 'slow-body', delayMs: 60_000 },
  ...eitherWay({ kind: 'foreign-page' }),
  ...[200, 202].flatMap((status) =>
    ['{"status":"maintenance"}', 'null', ''].flatMap((body) => eitherWay({ kind: 'undeclared-success', status, body })),
  ),
  // More often than others, as it happens to few requests.
  ...Array.from({ length: 6 }, () => ({ kind: 'half-done' }) as const),
];

/** Before the store has carried the call out, and after. */
function eitherWay<const Kind extends object>(fault: Kind) {
  return [
    { ...fault, applied: false },
    { ...fault, applied: true },
  ];
}

/** 1 to 80 milliseconds there and back. */
function latency(random: () => number) {
  const totalMs = 1 + Math.floor(random() * 80);
  const uplinkMs = Math.floor(random() * totalMs);
  return { uplinkMs, downlinkMs: totalMs - uplinkMs };
}

function randomFor(seed: number, requestNumber: number) {
  return createRandom(seed + requestNumber * 0x9e3779b1);
}

/** What the platform's `fetch` throws when a connection breaks, or does not come about. */
export function brokenConnection(code: 'ECONNRESET' | 'ECONNREFUSED' | 'UND_ERR_SOCKET'): TypeError {
  return new TypeError('fetch failed', { cause: causeOf(code) });
}

/** What reading a body throws when the connection breaks in its middle. */
export function brokenBody(): TypeError {
  return new TypeError('terminated', { cause: causeOf('UND_ERR_SOCKET') });
}

function causeOf(code: string): Error {
  return Object.assign(new Error(MESSAGES[code]), { code });
}

const MESSAGES: Readonly<Record<string, string>> = {
  ECONNRESET: 'read ECONNRESET',
  ECONNREFUSED: 'connect ECONNREFUSED 127.0.0.1:443',
  UND_ERR_SOCKET: 'other side closed',
};

/** What happens when a request reaches the store, or what stands in front of it. */
export interface Arrival {
  /** What is sent back, if anything is. */
  readonly answer: StoreResponse;
  /** What the store itself answered; `undefined` where it was never asked. */
  readonly storeStatus: number | undefined;
  /** The call, which runs until somebody ends it. */
  readonly call: AdmittedCall | undefined;
}

/** A request arrives. */
export function arrive(store: Store, request: StoreRequest, fault: Fault, nowMs: number): Arrival {
  if (fault.kind === 'quota-taken') takeByAnotherApp(store.window, nowMs);
  const replaced = replacementOf(store, fault, nowMs);
  if (!isCarriedOut(fault)) return { answer: replaced ?? NOTHING, storeStatus: undefined, call: undefined };
  const carriedOut = fault.kind === 'half-done' ? halfOf(request, store) : request;
  const admission = admit(store, carriedOut, nowMs);
  const call = 'call' in admission ? admission.call : undefined;
  const own = 'call' in admission ? carryOut(store, admission.call, nowMs) : admission.response;
  return { answer: replaced ?? own, storeStatus: own.status, call };
}

/** What somebody else answers in the place of the store, if anybody does. */
function replacementOf(store: Store, fault: Fault, nowMs: number): StoreResponse | undefined {
  if (fault.kind === 'refused') return NOTHING;
  if (fault.kind === 'half-done') return undefined;
  if (fault.kind !== 'undeclared-success') return replacementResponse(store, fault, nowMs);
  const { status, body } = fault;
  return { status, headers: body === '' ? {} : { 'Content-Type': 'application/json' }, body };
}

function isCarriedOut(fault: Fault): boolean {
  if (fault.kind === 'undeclared-success') return fault.applied;
  return fault.kind === 'half-done' || (fault.kind !== 'refused' && reachesStore(fault));
}

/** A request whose answer counts, without half of its ids. No other answer would tell. */
function halfOf(request: StoreRequest, { switches }: Store): StoreRequest {
  const [address = ''] = request.url.split('?');
  const ids = listIn(request.url);
  if (!address.endsWith('/shopper-profiles') || switches.removalAnswer !== 200 || ids.length < 2) return request;
  return { ...request, url: `${address}?${idsAsQuery(ids.slice(ids.length >> 1))}` };
}

/** The connection breaks before anybody sees it. */
const NOTHING: StoreResponse = { status: 500, headers: {}, body: '' };
