import type { AttributeValueInput, BulkProgress, CustomersClient } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';

export const VALUES = 500;

/** An operation that is called, and what became of it. */
export interface Step {
  readonly title: string;
  /** @returns What came of it, in half a line. */
  readonly run: () => Promise<string>;
}

/** The five operations, as a job that keeps loyalty tiers would call them. */
export function steps(
  client: CustomersClient,
  { state }: Sandbox,
  onProgress: (progress: BulkProgress) => void,
): readonly Step[] {
  const { attributeValues, customers, segments } = client;
  const [tier = 0] = state.attributes.keys();
  const [first = '', second = ''] = state.segments.keys();
  const ids = [...state.customers];
  const items = ids.slice(0, VALUES).map((customer_id): AttributeValueInput => {
    return { customer_id, attribute_id: tier, value: customer_id % 10 === 0 ? 'Platinum' : 'Gold' };
  });
  return [
    {
      title: `attributeValues.upsert of ${VALUES} values`,
      run: async () => `${(await attributeValues.upsert(items, { onProgress })).length} stored`,
    },
    {
      title: 'attributeValues.listAll of that attribute',
      run: async () => {
        const tiers = new Map<string, number>();
        for await (const { attribute_value } of attributeValues.listAll({ 'attribute_id:in': [tier] }))
          tiers.set(attribute_value, (tiers.get(attribute_value) ?? 0) + 1);
        return [...tiers].map(([name, count]) => `${count} ${name}`).join(', ');
      },
    },
    {
      title: 'attributeValues.delete of 20 values',
      run: async () => {
        const { data } = await attributeValues.list({ limit: 20 });
        await attributeValues.delete(data.flatMap(({ id }) => id ?? []));
        return 'deleted';
      },
    },
    {
      title: 'customers.delete of 3 customers, with their values',
      run: async () => {
        await customers.delete(ids.slice(-3));
        return 'deleted';
      },
    },
    {
      title: 'segments.removeShopperProfiles of 5 profiles',
      run: async () => {
        await segments.removeShopperProfiles(first, [...(state.segments.get(first) ?? [])].slice(0, 5));
        return 'removed';
      },
    },
    {
      title: 'segments.removeAllShopperProfiles of a segment',
      run: async () => {
        await segments.removeAllShopperProfiles(second);
        return 'emptied';
      },
    },
  ];
}
