/** Declarations and commands that are in files which share what is common to them have names that change with what is in them. */
const CHANGING = [
  [/^(dist\/).+-[\w-]{8}(\.d\.c?ts)$/, '$1…$2'],
  [/^(dist\/command\/).+-[\w-]{8}(\.js(\.map)?)$/, '$1…$2'],
] as const;

/** A path with `…` for the part of it that changes. */
export function stablePath(path: string): string {
  return CHANGING.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), path);
}

const code = (name: string) => ['.cjs', '.cjs.map', '.js', '.js.map'].map((end) => `dist/${name}${end}`);

/** A library that the command bundles. Its source map would be as large as all others together. */
export const WITHOUT_SOURCE_MAP = 'proxy-agent.cjs';

/** What an entry is published as. */
const entry = (name: string) => [...code(name), `dist/${name}.d.cts`, `dist/${name}.d.ts`];

const GENERATED_FROM = ['arrays', 'check', 'combinations', 'formats', 'objects', 'unevaluated', 'values'];

/** Every file of the package. Whoever adds one says here that users need it. */
export const FILES: readonly string[] = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'THIRD_PARTY_LICENSES.md',
  'package.json',
  'openapi/bigcommerce-customers.yaml',
  // What the README links to, so that its links work in node_modules as well.
  'openapi/ACCEPTED-DIFFERENCES.yaml',
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
    'more-than-one-process',
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
  'dist/command/….js',
  'dist/command/….js.map',
  'dist/….d.cts',
  'dist/….d.ts',
  'dist/codegen.js',
  'dist/codegen.js.map',
  // What generated code is made of.
  'src/json.ts',
  ...['body', 'call', 'credentials', 'descriptor', 'multipart', 'parameters', 'serialize'].map(
    (name) => `src/codegen/runtime/${name}.ts`,
  ),
  ...GENERATED_FROM.map((name) => `src/contract/schema/${name}.ts`),
  ...code('contract-internal'),
  `dist/${WITHOUT_SOURCE_MAP}`,
  ...['contract', 'contract-jest', 'index', 'node', 'redis', 'sandbox'].flatMap(entry),
];
