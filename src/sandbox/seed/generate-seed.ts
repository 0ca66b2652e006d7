import type { Attribute, SeedValue, StoreSeed } from '../state.js';

/** So many customers, with values of every type of attribute and of two years, and segments. The same for the same seed. */
export function generateSeed(customers: number, seed: number): StoreSeed {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const uuid = () => uuidFrom(random);
  const ids = Array.from({ length: customers }, (_, index) => index + 1);
  const texts = ids.flatMap((customerId) => [
    { customerId, attributeId: 1, value: pick(['Bronze', 'Silver', 'Gold']) },
    ...(random() < 0.5 ? [{ customerId, attributeId: 2, value: String(Math.floor(random() * 10_000)) }] : []),
    ...(random() < 0.3 ? [{ customerId, attributeId: 3, value: dayFrom(random) }] : []),
  ]);
  // Moments and segments have chances of their own, so that neither changes what the values are.
  const values = withMoments(texts, createRandom(seed + 2));
  // The ids of segments are drawn before their members, so that they do not depend on how many customers there are.
  const segmentRandom = createRandom(seed + 1);
  const segments = Array.from({ length: SEGMENTS }, () => {
    const id = uuidFrom(segmentRandom);
    return [id, Array.from({ length: Math.ceil(customers / 5) }, uuid)] as const;
  });
  return { customers: ids, attributes: ATTRIBUTES, values, segments: Object.fromEntries(segments) };
}

const ATTRIBUTES: readonly Attribute[] = [
  { id: 1, name: 'Loyalty tier', type: 'string' },
  { id: 2, name: 'Points', type: 'number' },
  { id: 3, name: 'Birthday', type: 'date' },
  { id: 4, name: 'Note', type: 'string' },
];

const SEGMENTS = 2;

/** Written one after the other within two years, and every other one changed once more before their end. */
function withMoments(values: readonly SeedValue[], random: () => number): SeedValue[] {
  const stepMs = (END_MS - BEGINNING_MS) / values.length;
  return values.map((value, index) => {
    const createdAtMs = wholeSeconds(BEGINNING_MS + (index + random()) * stepMs);
    const isChanged = random() < 0.5;
    const laterMs = wholeSeconds(createdAtMs + random() * (END_MS - createdAtMs));
    return { ...value, createdAtMs, modifiedAtMs: isChanged ? laterMs : createdAtMs };
  });
}

function wholeSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000;
}

/** Fixed, and not the last two years, so that the same seed is the same store on any day. */
const BEGINNING_MS = Date.UTC(2024, 0, 1);
const END_MS = Date.UTC(2026, 0, 1);

function dayFrom(random: () => number): string {
  const days = Math.floor(random() * 18_000);
  return new Date(Date.UTC(1960, 0, 1 + days)).toISOString().slice(0, 10);
}

/** A UUID of version 4. */
function uuidFrom(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Numbers from 0 up to, but not including, 1: always the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
