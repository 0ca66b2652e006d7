import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // What must exist once, whichever entries are imported, is in files of its own: see `imports` in package.json.
  external: ['#errors', '#contract', /^bigcommerce-customers\//, /^node:/],
  // The package has no dependency.
  noExternal: [/^(openapi-fetch|hono|@hono|csv-)/],
  removeNodeProtocol: false,
  sourcemap: true,
  splitting: false,
  esbuildOptions(options, { format }) {
    // CommonJS has another name for the location of a module.
    if (format === 'cjs') options.define = { ...options.define, 'import.meta.url': '__filename' };
    options.chunkNames = 'command/[name]-[hash]';
    // Comments and indentation are in the source maps. Names stay readable in stack traces.
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.legalComments = 'none';
  },
};

const index = 'src/index.ts';
const checks = {
  contract: 'src/contract/index.ts',
  'contract-jest': 'src/contract/jest/index.ts',
  node: 'src/node/index.ts',
};
const sandbox = 'src/sandbox/index.ts';

export default defineConfig([
  // The client is two files, because importing many takes longer.
  { ...shared, entry: { index, errors: 'src/errors/index.ts' } },
  { ...shared, entry: { ...checks, 'contract-internal': 'src/contract/internal.ts' } },
  { ...shared, entry: { sandbox }, platform: 'node' },
  // Each command is loaded when it is called.
  { ...shared, entry: { cli: 'src/cli/main.ts' }, platform: 'node', format: 'esm', splitting: true },
  { entry: { index, ...checks, sandbox }, format: ['esm', 'cjs'], dts: { only: true } },
]);
