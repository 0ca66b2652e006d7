import type { Attribute, SeedValue, StoreSeed } from '../state.js';

/** Generates customers with segments and with values of every type, written over two years. The same seed gives the same store. */
export function generateSeed(customers: number, seed: number): StoreSeed {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const uuid = () => randomUuid(random);
  const ids = Array.from({ length: customers }, (_, index) => index + 1);
  const undated = ids.flatMap((customerId) => [
    { customerId, attributeId: 1, value: pick(['Bronze', 'Silver', 'Gold']) },
    ...(random() < 0.5 ? [{ customerId, attributeId: 2, value: String(Math.floor(random() * 10_000)) }] : []),
    ...(random() < 0.3 ? [{ customerId, attributeId: 3, value: randomDay(random) }] : []),
  ]);
  // Dates and segments draw from generators of their own, so that they do not change the values.
  const values = withDates(undated, createRandom(seed + 2));
  // Ids of segments do so too, so that they do not depend on the number of customers.
  const segmentRandom = createRandom(seed + 1);
  const segments = Array.from({ length: SEGMENTS }, () => {
    const id = randomUuid(segmentRandom);
    return [id, Array.from({ length: Math.ceil(customers / 5) }, uuid)] as const;
  });
  // Each stands for another customer.
  const all = segments.flatMap(([, profiles]) => profiles);
  const profiles = Object.fromEntries(all.map((id, index) => [id, (index % customers) + 1]));
  return { customers: ids, attributes: ATTRIBUTES, values, segments: Object.fromEntries(segments), profiles };
}

const ATTRIBUTES: readonly Attribute[] = [
  { id: 1, name: 'Loyalty tier', type: 'string' },
  { id: 2, name: 'Points', type: 'number' },
  { id: 3, name: 'Birthday', type: 'date' },
  { id: 4, name: 'Note', type: 'string' },
];

const SEGMENTS = 2;

/** Dates in ascending order within two years. About half of the values were changed later. */
function withDates(values: readonly SeedValue[], random: () => number): SeedValue[] {
  const stepMs = (END_MS - START_MS) / values.length;
  return values.map((value, index) => {
    const createdAtMs = wholeSeconds(START_MS + (index + random()) * stepMs);
    const wasChanged = random() < 0.5;
    const laterMs = wholeSeconds(createdAtMs + random() * (END_MS - createdAtMs));
    return { ...value, createdAtMs, modifiedAtMs: wasChanged ? laterMs : createdAtMs };
  });
}

function wholeSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000;
}

/** Fixed, so that the same seed gives the same store on any day. */
const START_MS = Date.UTC(2024, 0, 1);
const END_MS = Date.UTC(2026, 0, 1);

function randomDay(random: () => number): string {
  const days = Math.floor(random() * 18_000);
  return new Date(Date.UTC(1960, 0, 1 + days)).toISOString().slice(0, 10);
}

/** A UUID, version 4. */
function randomUuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Random numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
