import { type AdmittedCall, admit } from '../../src/sandbox/admit.js';
import { reachesStore, replacementResponse } from '../../src/sandbox/http/serve-request.js';
import type { Fault as SandboxFault } from '../../src/sandbox/index.js';
import { takeByAnotherApp } from '../../src/sandbox/limits.js';
import { carryOut } from '../../src/sandbox/operations.js';
import type { Store, StoreRequest, StoreResponse } from '../../src/sandbox/store.js';
import { createRandom } from '../support/random.js';

/** What happens to one request on its way: what a sandbox can do, and what needs a network as well. */
export type Fault =
  | Exclude<SandboxFault, { readonly kind: 'reset' | 'latency' | 'redirect' }>
  | { readonly kind: 'reset'; readonly code: 'ECONNRESET' | 'UND_ERR_SOCKET'; readonly applied: boolean }
  | { readonly kind: 'refused' };

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
  const replaced = fault.kind === 'refused' ? NOTHING : replacementResponse(store, fault, nowMs);
  if (fault.kind === 'refused' || !reachesStore(fault))
    return { answer: replaced ?? NOTHING, storeStatus: undefined, call: undefined };
  const admission = admit(store, request, nowMs);
  const call = 'call' in admission ? admission.call : undefined;
  const own = 'call' in admission ? carryOut(store, admission.call, nowMs) : admission.response;
  return { answer: replaced ?? own, storeStatus: own.status, call };
}

/** The connection breaks before anybody sees it. */
const NOTHING: StoreResponse = { status: 500, headers: {}, body: '' };
