import fc from 'fast-check';
import type { AttributeValueInput } from '../../src/index.js';
import type { StoreSeed } from '../../src/sandbox/state.js';

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
