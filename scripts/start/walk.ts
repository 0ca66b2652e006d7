import { fileURLToPath } from 'node:url';
import { operations } from '../../generated/operations.js';
import type { AttributeValueInput, BulkProgress, CustomersClient } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { callMethod, type Entries, findMethodCalls } from '../spec/method-calls.js';
import { readSpec } from '../spec/source.js';

export const CUSTOMERS = 500;

const SPEC = fileURLToPath(new URL('../../openapi/bigcommerce-customers.yaml', import.meta.url));

/** The operations that have not been called, as their examples call them. What they name need not be there. */
export async function otherSteps(
  client: CustomersClient,
  entries: Entries,
  called: ReadonlySet<string | undefined>,
): Promise<Step[]> {
  const ids = Object.keys(operations).filter((operationId) => !called.has(operationId));
  const calls = ids.length > 0 ? await findMethodCalls(await readSpec(SPEC), entries) : [];
  return ids.flatMap((operationId) => {
    const call = calls.find(({ operation }) => operation.operationId === operationId);
    if (!call) return [];
    const { method, args } = call;
    const run = () =>
      callMethod(client, method, args).then(
        () => 'answered',
        (error: unknown) => `refused: ${error}`,
      );
    return [{ title: `${method} of the example`, run }];
  });
}

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
  const items = ids.map((customer_id): AttributeValueInput => {
    return { customer_id, attribute_id: tier, value: customer_id % 10 === 0 ? 'Platinum' : 'Gold' };
  });
  const name = state.attributes.get(tier)?.name ?? '';
  let listed: number[] = [];
  /** How many values a call has added, or how many fewer there are if it is below 0. */
  const changeOf = async (call: () => Promise<unknown>) => {
    const before = state.values.size;
    await call();
    return state.values.size - before;
  };
  return [
    {
      title: `attributeValues.upsert of "${name}" for all ${items.length} customers`,
      run: async () => {
        let stored = 0;
        const added = await changeOf(async () => {
          stored = (await attributeValues.upsert(items, { onProgress })).length;
        });
        return `${stored} values stored, ${added} new and ${stored - added} in place of others`;
      },
    },
    {
      title: `attributeValues.listAll of "${name}"`,
      run: async () => {
        const tiers = new Map<string, number>();
        for await (const { attribute_value } of attributeValues.listAll({ 'attribute_id:in': [tier] }))
          tiers.set(attribute_value, (tiers.get(attribute_value) ?? 0) + 1);
        const count = [...tiers.values()].reduce((sum, one) => sum + one, 0);
        return `${count} values, ${[...tiers].map(([text, number]) => `${number} ${text}`).join(' and ')}`;
      },
    },
    {
      title: 'attributeValues.list of one page',
      run: async () => {
        const { data } = await attributeValues.list({ limit: 20 });
        listed = data.flatMap(({ id }) => id ?? []);
        return `${listed.length} values`;
      },
    },
    {
      title: 'attributeValues.delete of these values',
      run: async () => `${-(await changeOf(() => attributeValues.delete(listed)))} values deleted`,
    },
    {
      title: 'customers.delete of 3 customers',
      run: async () => {
        const change = await changeOf(() => customers.delete(ids.slice(-3)));
        return `deleted, and with them their ${-change} values`;
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
        const count = state.segments.get(second)?.size ?? 0;
        await segments.removeAllShopperProfiles(second);
        return `${count} profiles removed`;
      },
    },
  ];
}
