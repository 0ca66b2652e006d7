import { expect } from '@jest/globals';

import type { VariableName, World } from './variables.js';

/** How a block of TypeScript is run, and what has to come of it. What it prints stands in the block itself. */
export interface Program {
  /** The variables that it uses without declaring them. */
  readonly uses?: readonly VariableName[];
  /** What it prints is different every time, or too much to show. */
  readonly printsAnything?: boolean;
  readonly before?: (world: World) => void;
  /** The variable, or export, of the block that is looked at afterwards. */
  readonly result?: string;
  readonly sees?: (ran: Ran, world: World) => void;
}

const CREATES_CLIENT: Program = {
  uses: ['accessToken'],
  result: 'bigcommerce',
  sees: ({ result }) =>
    expect(Object.keys(Object(result))).toEqual(expect.arrayContaining(['attributeValues', 'customers'])),
};

const UPSERTS: Program = {
  uses: ['bigcommerce', 'values', 'signal'],
  printsAnything: true,
  result: 'saved',
  sees: ({ result, printed }) => {
    expect(result).toHaveLength(25);
    expect(printed.at(-1)).toMatch(/^25 of 25/);
  },
};

const MATCHES: Program = { uses: ['expect', 'fetch', 'headers', 'request', 'url'] };

/** Every block of TypeScript, by its page and the heading above it. */
export const PROGRAMS: Readonly<Record<string, Readonly<Record<string, Program>>>> = {
  'README.md': {
    'bigcommerce-customers (2)': {
      uses: ['accessToken'],
      printsAnything: true,
      sees: ({ printed }, { sandbox }) => {
        expect(printed).toContain('30 Gold');
        expect(printed.length).toBeGreaterThan(100);
        expect([sandbox.state.customers.has(23), sandbox.state.customers.has(25)]).toEqual([false, true]);
      },
    },
    'Bulk jobs': UPSERTS,
    'Rate limits and retries': CREATES_CLIENT,
    Errors: {
      uses: ['bigcommerce', 'segmentId', 'profileIds'],
      sees: ({ complaints }) => expect(complaints).toEqual(['There is no such segment.']),
    },
    'Test your code': {},
    'Test your code (2)': MATCHES,
    'Contract checks (3)': {
      uses: ['exchange'],
      result: 'violations',
      sees: ({ result }) => expect(result).toEqual([]),
    },
  },
  'docs/bulk.md': {
    'Upsert any number of values': UPSERTS,
    'Handle a job that breaks off': {
      uses: ['bigcommerce', 'ids'],
      // Another one than the first is turned away: the token has just been replaced.
      before: ({ sandbox }) => sandbox.faults.plan(['none', 'turned-away']),
      sees: ({ complaints }, { sandbox }) => {
        expect(complaints).toEqual([expect.stringMatching(/^\d\d+ deleted, 0 refused: .*401/)]);
        expect(sandbox.state.customers.size).toBe(100);
      },
    },
    'Stream values from a source of any length': {
      uses: ['bigcommerce', 'rowsOfAFile'],
      sees: ({ complaints }) => expect(complaints).toEqual([expect.stringMatching(/^failed .*invalid customer ID/)]),
    },
    'List, and delete what you list': {
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
    'List, and delete what you list (2)': {
      uses: ['bigcommerce'],
      printsAnything: true,
      before: ({ sandbox }) => sandbox.faults.plan(['server-error', 'server-error']),
      sees: ({ printed, complaints }, { sandbox }) => {
        expect(complaints).toEqual([expect.stringMatching(/^125 for 250: .*500/)]);
        expect(printed).toHaveLength(sandbox.state.values.size);
      },
    },
    'See requests before you send them': {
      uses: ['bigcommerce', 'ids'],
      printsAnything: true,
      sees: ({ printed }, { sandbox }) => {
        expect(printed).toEqual([expect.stringMatching(/^\d+ DELETE http:\S+id:in=1\S+ \d+$/)]);
        expect(sandbox.exchanges).toEqual([]);
      },
    },
    'Rate limits and retries': CREATES_CLIENT,
    'Several clients for one store': { ...CREATES_CLIENT, result: 'cleaner' },
  },
  'docs/client.md': {
    'Client options': CREATES_CLIENT,
    'Observe calls': CREATES_CLIENT,
    'Speed on Node': CREATES_CLIENT,
    'Proxies, agents and client certificates': CREATES_CLIENT,
    'Proxies, agents and client certificates (2)': { ...CREATES_CLIENT, uses: ['accessToken', 'cert', 'key'] },
  },
  'docs/contract-checks.md': {
    'In code': {},
    'In code (2)': { uses: ['test'], sees: (_, { afterwards }) => expect(afterwards).toHaveLength(1) },
    'Any OpenAPI document': {
      uses: ['exchange'],
      result: 'violations',
      sees: ({ result }) => expect(result).toEqual([expect.objectContaining({ keyword: 'undeclared' })]),
    },
    'Leave findings out': {
      uses: ['exchange'],
      result: 'violations',
      sees: ({ result }) => expect(result).toEqual([]),
    },
    'Strict checks': { uses: ['exchange'], result: 'violations', sees: ({ result }) => expect(result).toEqual([]) },
    'In Jest': MATCHES,
    // Jest runs with it in the tests of the built package.
    'Fail runs that check nothing': {
      result: 'exports.default',
      sees: ({ result }) => expect(result).toHaveProperty('reporters'),
    },
    'Check every nock mock': {},
    'In other test runners': {
      uses: ['afterEach', 'afterAll'],
      sees: (_, { globals, afterwards }) => {
        expect(Reflect.get(globals.fetch, 'violations')).toEqual([]);
        expect(afterwards).toHaveLength(2);
      },
    },
    'At run time': { ...CREATES_CLIENT, uses: ['accessToken', 'log'] },
  },
  'docs/errors.md': {
    Errors: {
      uses: ['bigcommerce'],
      sees: ({ complaints }) => expect(complaints).toEqual([expect.stringMatching(/^ids\[0\] /)]),
    },
  },
  'docs/more-than-one-process.md': {
    'Share the limits': { ...CREATES_CLIENT, uses: ['accessToken', 'redis'] },
    'Let urgent calls pass a long job': {
      uses: ['redis'],
      result: 'limiter',
      sees: ({ result }) => expect(result).toHaveProperty('flush'),
    },
  },
  'docs/sandbox.md': {
    'Use it in a test': {},
    'Choose what the store contains': {},
    'Make requests fail': {},
  },
};

export interface Ran {
  /** What went to `console.log`, a line for each call. */
  readonly printed: readonly string[];
  /** What went to `console.error`. */
  readonly complaints: readonly string[];
  /** The variable that the program names as its result. */
  readonly result: unknown;
}
