import { outcomeOf } from '../../bulk/send-chunk.js';
import type { CustomersClient } from '../../client.js';
import { BigCommerceError } from '../../errors/base.js';
import type { AttributeValue } from '../../types.js';

/** The customer and the attribute that a scenario may write a value of. */
export interface Target {
  readonly customerId: number;
  readonly attributeId: number;
}

/** Waits for so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<unknown>;

/** Something to do with a store. */
export interface Step {
  readonly title: string;
  /** Names the file. */
  readonly name: string;
  readonly writes: boolean;
  /** Takes back what an earlier step wrote, so that it is needed whatever went wrong meanwhile. */
  readonly undoes?: true;
  /** The method of the request without which there is nothing to save. Default: whatever was sent is saved. */
  readonly savedFor?: string;
  run(client: CustomersClient, sleep: Sleep): Promise<void>;
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

/** Further than the values of any store reach, at two on a page. */
const FAR_PAGE = 1_000_000_000;

/** Reads in several ways; writes one value where there is none, and takes it away again. */
export const SCENARIO: Scenario = { reads: readSteps(), writes: writeSteps };

/** Writes a value where there is none, reads it, and deletes it again. Deletes nothing else. The steps are for one run. */
export function writeSteps({ customerId, attributeId }: Target): Step[] {
  const pair = { 'customer_id:in': [customerId], 'attribute_id:in': [attributeId] };
  let mayExist = false;
  let answered: readonly AttributeValue[] = [];

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
      mayExist = true;
      try {
        answered = await client.attributeValues.upsert([
          { customer_id: customerId, attribute_id: attributeId, value: WRITTEN_VALUE },
        ]);
      } catch (error) {
        mayExist = !(error instanceof BigCommerceError) || outcomeOf(error, 1) === 'unknown';
        throw error;
      }
    },
  };
  const after: Step = {
    name: '200-after',
    title: 'The value is there',
    writes: false,
    run: async (client, sleep) => {
      const written = await lookUp(client, sleep);
      if (written.length === 0) throw new Error(`the store did not list it when it was asked ${MOST_LOOKUPS} times`);
    },
  };
  const remove: Step = {
    name: '204-deleted',
    title: 'The value that was written is deleted',
    writes: true,
    undoes: true,
    savedFor: 'DELETE',
    run: async (client, sleep) => {
      if (!mayExist) return;
      try {
        // Looked up, because the answer to the write may have been lost. What that said will do where the list lags.
        const listed = await lookUp(client, sleep);
        const ids = [...listed, ...answered].flatMap(({ id }) => id ?? []);
        if (ids.length === 0) throw new Error('the store did not tell its id');
        await client.attributeValues.delete([...new Set(ids)]);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}. ${advice}`, { cause: error });
      }
    },
  };
  const advice =
    `It is still in the store, unless it was never written: the value "${WRITTEN_VALUE}" of customer ${customerId} in attribute ${attributeId}. ` +
    `Delete it in the control panel of the store, or as soon as it is listed: bigcommerce-customers values list --customer-id ${customerId} --attribute-id ${attributeId} | bigcommerce-customers values delete --format csv --yes -`;
  return [before, write, after, remove];

  /** Lists can lag behind writes for some seconds. */
  async function lookUp(client: CustomersClient, sleep: Sleep): Promise<readonly AttributeValue[]> {
    for (let lookup = 1; lookup <= MOST_LOOKUPS; lookup += 1) {
      if (lookup > 1) await sleep(PAUSE_MS);
      const { data } = await client.attributeValues.list(pair);
      const written = data.filter(({ attribute_value: value }) => value === WRITTEN_VALUE);
      if (written.length > 0) return written;
    }
    return [];
  }
}

/** Tells the value that a scenario wrote from all others. */
const WRITTEN_VALUE = 'contract record';

const MOST_LOOKUPS = 5;
const PAUSE_MS = 2_000;
