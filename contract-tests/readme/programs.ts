import { expect } from '@jest/globals';
import type { Ran } from './run-program.js';
import type { VariableName, World } from './variables.js';

/** How a block of TypeScript is run, and what has to come of it. What it prints stands in the block itself. */
export interface Program {
  /** The variables that it takes for granted. */
  readonly uses?: readonly VariableName[];
  /** What it prints is different every time, or too much to show. */
  readonly printsAnything?: boolean;
  readonly before?: (world: World) => void;
  /** The variable of the block that is looked at afterwards. */
  readonly result?: string;
  readonly sees?: (ran: Ran, world: World) => void;
}

/** Every block of TypeScript in the README, by the heading that it stands under. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  'Ten lines to the first result (2)': {},
  'Ten lines to the first result (3)': {
    uses: ['accessToken'],
    printsAnything: true,
    sees: ({ printed }, { sandbox }) => {
      expect(printed.every((line) => /^\d+ \d{4}-\d\d-\d\d$/.test(line))).toBe(true);
      expect([sandbox.state.customers.has(23), sandbox.state.customers.has(25)]).toEqual([false, true]);
    },
  },
  'Bulk: lists of any length': {
    uses: ['bigcommerce', 'values', 'signal'],
    printsAnything: true,
    result: 'saved',
    sees: ({ result, printed }) => {
      expect(result).toHaveLength(25);
      expect(printed.at(-1)).toBe('25 of 25');
    },
  },
  'Bulk: lists of any length (2)': {
    uses: ['bigcommerce', 'ids'],
    // One of the two requests works. The other one fails more often than it is repeated.
    before: ({ sandbox }) => sandbox.faults.plan(['none', ...Array<'server-error'>(6).fill('server-error')]),
    sees: ({ complaints }, { sandbox }) => {
      expect(complaints).toEqual([expect.stringMatching(/^\d\d+ deleted, 0 refused: .*500/)]);
      expect(sandbox.state.customers.size).toBe(100);
    },
  },
  'Sources without end': {
    uses: ['bigcommerce', 'rowsOfAFile'],
    sees: ({ complaints }) => expect(complaints).toEqual([expect.stringMatching(/^failed .*invalid customer ID/)]),
  },
  'Reading, and deleting what you read': {
    uses: ['bigcommerce'],
    before: ({ sandbox: { state } }) => {
      for (const [key, { attributeId, customerId }] of state.values)
        if (attributeId === 3 && customerId > 60) state.values.delete(key);
    },
    sees: (_, { sandbox: { state, exchanges } }) => {
      expect([...state.values.values()].filter(({ attributeId }) => attributeId === 3)).toEqual([]);
      expect(exchanges.filter(({ request }) => request.method === 'DELETE').length).toBeGreaterThan(9);
    },
  },
  'Look before you leap': {
    uses: ['bigcommerce', 'ids'],
    printsAnything: true,
    sees: ({ printed }, { sandbox }) => {
      expect(printed).toEqual([expect.stringMatching(/^2 DELETE http:\S+id:in=1,2,3\S+ \d+$/)]);
      expect(sandbox.exchanges).toEqual([]);
    },
  },
  'Rate limits and retries': { uses: ['accessToken'], result: 'bigcommerce', sees: isClient },
  'Against a store': {},
  'With mocks': { uses: ['expect', 'fetch', 'headers', 'request', 'url'] },
  Speed: { uses: ['accessToken'], result: 'bigcommerce', sees: isClient },
  'Check the contract': {},
  'Strict checks': {
    uses: ['exchange'],
    result: 'violations',
    sees: ({ result }) => expect(result).toEqual([]),
  },
  'Any other document': {
    uses: ['exchange'],
    result: 'violations',
    sees: ({ result }) => expect(result).toEqual([expect.objectContaining({ keyword: 'undeclared' })]),
  },
  'Any other document (2)': { uses: ['test'], sees: (_, { afterwards }) => expect(afterwards).toHaveLength(1) },
  'In Jest': {},
  'In other runners': {
    uses: ['afterEach'],
    sees: (_, { globals, afterwards }) => {
      expect(Reflect.get(globals.fetch, 'violations')).toEqual([]);
      expect(afterwards).toHaveLength(1);
    },
  },
  'At run time': { uses: ['accessToken', 'log'], result: 'bigcommerce', sees: isClient },
};

function isClient({ result }: Ran): void {
  expect(Object.keys(Object(result))).toEqual(['attributeValues', 'customers', 'segments']);
}
