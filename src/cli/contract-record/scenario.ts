import type { CustomersClient } from '../../client.js';
import { writeSteps } from './write-steps.js';

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
