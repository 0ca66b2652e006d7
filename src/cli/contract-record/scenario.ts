import type { CustomersClient } from '../../client.js';

/** The customer and the attribute that a scenario may write a value of. */
export interface Target {
  readonly customerId: number;
  readonly attributeId: number;
}

/** Something to do with a store. */
export interface Step {
  readonly title: string;
  /** Names the file. */
  readonly name: string;
  readonly writes: boolean;
  /** Takes back what an earlier step wrote, so that it is needed whatever went wrong meanwhile. */
  readonly undoes?: true;
  run(client: CustomersClient): Promise<void>;
}

/** Steps that leave a store as they found it. */
export interface Scenario {
  readonly reads: readonly Step[];
  /**
   * @throws Error when the customer has a value in the attribute already: it is not overwritten.
   */
  writes(target: Target): readonly Step[];
}

function readSteps(): Step[] {
  const list = (
    name: string,
    title: string,
    filters: Parameters<CustomersClient['attributeValues']['list']>[0],
  ): Step => ({
    name,
    title,
    writes: false,
    run: async (client) => {
      await client.attributeValues.list(filters);
    },
  });
  return [
    list('200-page', 'The first page of values', { limit: 2 }),
    list('200-past-the-end', 'A page behind the last one', { page: FAR_PAGE, limit: 2 }),
    list('200-none', 'A filter that nothing satisfies', { name: 'no value has this text: contract record' }),
  ];
}

/** Writes a value where there is none, reads it, and deletes it again. Deletes nothing else. */
function writeSteps({ customerId, attributeId }: Target): Step[] {
  const pair = { 'customer_id:in': [customerId], 'attribute_id:in': [attributeId] };
  const before: Step = {
    name: '200-before',
    title: 'The value is not there',
    writes: false,
    run: async (client) => {
      const { data } = await client.attributeValues.list(pair);
      if (data.length > 0)
        throw new Error(
          `customer ${customerId} has a value in attribute ${attributeId} already; nothing was written. Choose another pair`,
        );
    },
  };
  const write: Step = {
    name: '200-written',
    title: 'A value is written',
    writes: true,
    run: async (client) => {
      await client.attributeValues.upsert([
        { customer_id: customerId, attribute_id: attributeId, value: WRITTEN_VALUE },
      ]);
    },
  };
  const remove: Step = {
    name: '204-deleted',
    title: 'The value that was written is deleted',
    writes: true,
    undoes: true,
    run: async (client) => {
      // Looked up, because the answer to the write may have been lost.
      const { data } = await client.attributeValues.list(pair);
      const written = data.filter(({ attribute_value: value }) => value === WRITTEN_VALUE);
      const ids = written.flatMap(({ id }) => id ?? []);
      if (ids.length > 0) await client.attributeValues.delete(ids);
    },
  };
  return [before, write, { ...before, name: '200-after', title: 'The value is there', run: readPair }, remove];

  async function readPair(client: CustomersClient): Promise<void> {
    await client.attributeValues.list(pair);
  }
}

/** Tells the value that a scenario wrote from all others. */
const WRITTEN_VALUE = 'contract record';

/** Further than the values of any store reach, at two on a page. */
const FAR_PAGE = 1_000_000_000;

/** Reads in several ways; writes one value where there is none, and takes it away again. */
export const SCENARIO: Scenario = { reads: readSteps(), writes: writeSteps };
