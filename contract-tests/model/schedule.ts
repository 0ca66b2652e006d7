import { createRandom } from '../support/random.js';
import type { Fault, Schedule, Turn } from './fault.js';

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
