import fc from 'fast-check';
import type { AttributeValueInput, UpsertOutcome } from '../../src/index.js';
import type { StoreSeed } from '../../src/sandbox/state.js';
import type { VirtualClock } from '../support/virtual-clock.js';

const CUSTOMERS = [1, 2, 3, 4, 5, 6, 7, 8];
/** They have values as well, but nobody passes any for them. */
const BYSTANDERS = [51, 52];
const UNKNOWN_ID = 99;
const TEXT = 1;
const NUMBER = 2;
const DATE = 3;

/** A store whose customers have some values, and some not. */
export const VALUE_SEED: StoreSeed = {
  customers: [...CUSTOMERS, ...BYSTANDERS],
  attributes: [
    { id: TEXT, name: 'Tier', type: 'string' },
    { id: NUMBER, name: 'Points', type: 'number' },
    { id: DATE, name: 'Birthday', type: 'date' },
    { id: 4, name: 'Nickname', type: 'string' },
  ],
  values: [...CUSTOMERS.filter((id) => id % 2 === 0), ...BYSTANDERS].map((customerId) => ({
    customerId,
    attributeId: TEXT,
    value: `before ${customerId}`,
  })),
  segments: { '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90': ['0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01'] },
};

type Flaw = 'none' | 'customer' | 'attribute' | 'value';

interface ItemPlan {
  readonly customer: number;
  readonly attribute: number;
  readonly flaw: Flaw;
}

/** 1 to 60 values, often several for a pair; in some lists, some that the store refuses. */
export const valueItems: fc.Arbitrary<AttributeValueInput[]> = fc
  .tuple(fc.integer({ min: 1, max: CUSTOMERS.length }), fc.boolean())
  .chain(([customers, hasFlaws]) => {
    const none = { weight: hasFlaws ? 12 : 1, arbitrary: fc.constant<Flaw>('none') };
    const some = { weight: hasFlaws ? 1 : 0, arbitrary: fc.constantFrom<Flaw>('customer', 'attribute', 'value') };
    const plan = fc.record({
      customer: fc.integer({ min: 1, max: customers }),
      attribute: fc.integer({ min: TEXT, max: 4 }),
      flaw: fc.oneof(none, some),
    });
    return fc.array(plan, { minLength: 1, maxLength: 60, size: 'max' });
  })
  .map((plans) => plans.map(itemOf));

/** A value that no other item of the list has, so that it tells which item was written. */
function itemOf({ customer, attribute, flaw }: ItemPlan, index: number): AttributeValueInput {
  const customer_id = flaw === 'customer' ? UNKNOWN_ID : customer;
  if (flaw === 'value') return { customer_id, attribute_id: NUMBER + (index % 2), value: `${FLAWED} ${index}` };
  const texts: Readonly<Record<number, string>> = { [NUMBER]: String(1_000 + index), [DATE]: dayAfter(index) };
  return {
    customer_id,
    attribute_id: flaw === 'attribute' ? UNKNOWN_ID : attribute,
    value: texts[attribute] ?? `v${index}`,
  };
}

/** Whether the store refuses an item, wherever it stands. */
export function isRefused({ customer_id, attribute_id, value }: AttributeValueInput): boolean {
  return customer_id === UNKNOWN_ID || attribute_id === UNKNOWN_ID || value.startsWith(FLAWED);
}

const FLAWED = 'neither number nor date';

function dayAfter(days: number): string {
  return new Date(Date.UTC(2000, 0, 1 + days)).toISOString().slice(0, 10);
}

/** How a stream is fed and read. */
export interface StreamPlan {
  /** Milliseconds that the source takes for a value; `undefined` for a source that has them at once. */
  readonly sourceDelayMs: number | undefined;
  /** Milliseconds that the reader takes for an outcome. */
  readonly readerDelayMs: number;
  /** Outcomes after which the reader stops. */
  readonly stopAfter: number;
}

export const streamPlan: fc.Arbitrary<StreamPlan> = fc.record({
  sourceDelayMs: fc.option(fc.constantFrom(0, 3, 40), { nil: undefined }),
  readerDelayMs: fc.constantFrom(0, 0, 25, 300),
  stopAfter: fc.oneof(
    { weight: 5, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
  ),
});

/**
 * Values as a source gives them, and how many it has given before the signal was aborted: those that come later are for
 * nobody. A source that nobody waits for any more has to be stopped.
 */
export function createSource(
  items: readonly AttributeValueInput[],
  { sourceDelayMs }: StreamPlan,
  clock: VirtualClock,
  signal: AbortSignal | undefined,
) {
  const given = { count: 0 };
  let stopTimer = () => {};
  function* atOnce() {
    for (const item of items) {
      given.count += 1;
      yield item;
    }
  }
  async function* inTime() {
    for (const item of items) {
      await new Promise<void>((resolve) => {
        stopTimer = clock.startTimer(resolve, sourceDelayMs ?? 0);
      });
      if (!signal?.aborted) given.count += 1;
      yield item;
    }
  }
  return { source: sourceDelayMs === undefined ? atOnce() : inTime(), given, stop: () => stopTimer() };
}

/** Reads outcomes until there are no more, or the reader has had enough. */
export async function readOutcomes(
  outcomes: AsyncIterable<UpsertOutcome>,
  { readerDelayMs, stopAfter }: StreamPlan,
  clock: VirtualClock,
): Promise<UpsertOutcome[]> {
  const read: UpsertOutcome[] = [];
  for await (const outcome of outcomes) {
    read.push(outcome);
    if (read.length >= stopAfter) break;
    if (readerDelayMs > 0)
      await new Promise<void>((resolve) => {
        clock.startTimer(resolve, readerDelayMs);
      });
  }
  return read;
}

export const SEGMENT_ID = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
export const UNKNOWN_SEGMENT_ID = '00000000-3a51-4b7e-9f5d-2c8b1a7d4e90';

/** The profile with a number. */
export function profileId(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-58c4-4d43-8a53-6b1f2e9c7a01`;
}

/** Of 50, every second customer exists. Those have a value each, and a profile in either segment. */
const EVEN_CUSTOMERS = Array.from({ length: 25 }, (_, index) => 2 * (index + 1));
const PROFILES = EVEN_CUSTOMERS.map(profileId);

export const ID_SEED: StoreSeed = {
  // Nobody passes the ids of these.
  customers: [...EVEN_CUSTOMERS, 101, 102],
  attributes: [
    { id: 1, name: 'Tier', type: 'string' },
    { id: 2, name: 'Points', type: 'number' },
  ],
  values: [...EVEN_CUSTOMERS, 101, 102].flatMap((customerId) => [
    { customerId, attributeId: 1, value: `of ${customerId}` },
    ...(customerId % 3 === 0 ? [{ customerId, attributeId: 2, value: String(customerId) }] : []),
  ]),
  segments: {
    [SEGMENT_ID]: [...PROFILES, profileId(101)],
    '7a1f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e91': [...PROFILES, profileId(101)],
  },
};
