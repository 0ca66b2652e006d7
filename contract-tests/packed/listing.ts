/** Declarations that several entries share have names that change with what is in them. */
export const CHUNK = /-[\w-]{8}(?=\.d\.c?ts$)/;

/** What an entry is published as. */
const entry = (name: string) =>
  ['.cjs', '.cjs.map', '.d.cts', '.d.ts', '.js', '.js.map'].map((end) => `dist/${name}${end}`);

const shared = (name: string) => [`dist/${name}-….d.cts`, `dist/${name}-….d.ts`];

/** Every file of the package. Whoever adds one says here that users need it. */
export const FILES: readonly string[] = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD_PARTY_LICENSES.md',
  'package.json',
  'openapi/bigcommerce-customers.yaml',
  // What the README links to, so that its links work in node_modules as well.
  'openapi/DECISIONS.md',
  'bench/RESULTS.md',
  ...[
    'bigcommerce',
    'bulk',
    'client',
    'command-line',
    'comparison',
    'contract-checks',
    'errors',
    'regenerate',
    'sandbox',
  ].map((name) => `docs/${name}.md`),
  ...[
    'README.md',
    'contract-check.yml',
    'erase-customers.ts',
    'first-call.ts',
    'matchers.test.ts',
    'sync-csv.ts',
    'traces.ts',
    'trim-segment.ts',
    ...['README.md', 'delete-customers.test.ts', 'package.json', 'setup.ts', 'vitest.config.ts'].map(
      (name) => `vitest-msw/${name}`,
    ),
  ].map((name) => `examples/${name}`),
  'dist/cli.js',
  'dist/cli.js.map',
  ...['contract', 'contract-jest', 'index', 'node', 'sandbox'].flatMap(entry),
  ...['check-fetch', 'contract-violation-error', 'exchange', 'inspection', 'lean-fetch'].flatMap(shared),
];
