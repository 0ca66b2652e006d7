import { BigCommerceError } from '#errors';
import { outcomeOf } from '../../bulk/send-chunk.js';
import type { CustomersClient } from '../../client.js';
import type { AttributeValue } from '../../types.js';

/** The customer and the attribute to write a value for. */
export interface Target {
  readonly customerId: number;
  readonly attributeId: number;
}

export type Sleep = (milliseconds: number) => Promise<unknown>;

/** One part of a scenario, which becomes one recording. */
export interface Step {
  readonly title: string;
  /** The name of the file. */
  readonly name: string;
  readonly writes: boolean;
  /** Undoes an earlier step, so it is needed even after a failure. */
  readonly undoes?: true;
  /** Saves the step only if it sent a request with this method. Default: saves it if it sent any request. */
  readonly savedFor?: string;
  run(client: CustomersClient, sleep: Sleep): Promise<void>;
}

/** Steps that leave a store as it was. */
export interface Scenario {
  readonly reads: readonly Step[];
  /** The first step fails if the customer already has a value for the attribute. It is not overwritten. */
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
    list('200-past-the-end', 'A page beyond the last', { page: FAR_PAGE, limit: 2 }),
    list('200-none', 'A filter that matches nothing', { name: 'no value has this text: contract record' }),
  ];
}

/** Beyond the last page of any store, with two values on a page. */
const FAR_PAGE = 1_000_000_000;

export const SCENARIO: Scenario = { reads: readSteps(), writes: writeSteps };

/** Steps for one run: write a value, read it, and delete it again. They delete nothing else. */
function writeSteps({ customerId, attributeId }: Target): Step[] {
  const pair = { 'customer_id:in': [customerId], 'attribute_id:in': [attributeId] };
  let mayExist = false;
  let saved: readonly AttributeValue[] = [];

  const before: Step = {
    name: '200-before',
    title: 'There is no value yet',
    writes: false,
    run: async (client) => {
      const { data } = await client.attributeValues.list(pair);
      if (data.length > 0)
        throw new Error(
          `customer ${customerId} already has a value for attribute ${attributeId}; nothing was written. Choose another customer or attribute`,
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
        saved = await client.attributeValues.upsert([
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
    title: 'The value is listed',
    writes: false,
    run: async (client, sleep) => {
      const written = await lookUp(client, sleep);
      if (written.length === 0) throw new Error(`the store did not list it in ${MAX_LOOKUPS} attempts`);
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
        // The response to the write may have been lost, and the list may lag behind, so the ids of both count.
        const listed = await lookUp(client, sleep);
        const ids = [...listed, ...saved].flatMap(({ id }) => id ?? []);
        if (ids.length === 0) throw new Error('the store did not return its id');
        await client.attributeValues.delete([...new Set(ids)]);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}. ${advice}`, { cause: error });
      }
    },
  };
  const advice =
    `The value "${WRITTEN_VALUE}" of customer ${customerId} for attribute ${attributeId} is still in the store, unless it was never written. ` +
    `Delete it in the control panel of the store, or once it is listed: bigcommerce-customers values list --customer-id ${customerId} --attribute-id ${attributeId} | bigcommerce-customers values delete --format csv --yes -`;
  return [before, write, after, remove];

  /** Lists can lag behind writes for some seconds. */
  async function lookUp(client: CustomersClient, sleep: Sleep): Promise<readonly AttributeValue[]> {
    for (let lookup = 1; lookup <= MAX_LOOKUPS; lookup += 1) {
      if (lookup > 1) await sleep(PAUSE_MS);
      const { data } = await client.attributeValues.list(pair);
      const written = data.filter(({ attribute_value: value }) => value === WRITTEN_VALUE);
      if (written.length > 0) return written;
    }
    return [];
  }
}

/** Distinguishes the value of the scenario from all others. */
const WRITTEN_VALUE = 'contract record';

const MAX_LOOKUPS = 5;
const PAUSE_MS = 2_000;
