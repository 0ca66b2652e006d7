import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // What must exist once, whichever entries are imported: see `imports` in package.json.
  external: ['#errors', '#contract', '#codegen', '#proxy-agent', /^bigcommerce-customers\//, /^node:/],
  // The package has no dependency.
  noExternal: [/^(openapi-fetch|hono|@hono|csv-|undici-6)/],
  removeNodeProtocol: false,
  sourcemap: true,
  splitting: false,
  esbuildOptions(options, { format }) {
    if (format === 'cjs') {
      // CommonJS has another name for the location of a module.
      options.define = { ...options.define, 'import.meta.url': '__filename' };
      // Jest has no import() in CommonJS without a flag of Node, so it becomes require.
      options.supported = { ...options.supported, 'dynamic-import': false };
    }
    options.chunkNames = 'command/[name]-[hash]';
    // Comments and indentation are in the source maps. Names stay readable in stack traces.
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.legalComments = 'none';
  },
};

function withLines(...[options, context]: Parameters<NonNullable<Options['esbuildOptions']>>) {
  shared.esbuildOptions?.(options, context);
  options.minifyWhitespace = false;
}

function withErrors(...[options, context]: Parameters<NonNullable<Options['esbuildOptions']>>) {
  shared.esbuildOptions?.(options, context);
  options.alias = { '#errors': './src/errors/index.ts' };
}

const index = 'src/index.ts';
const checks = { contract: 'src/contract/index.ts', node: 'src/node/index.ts', redis: 'src/redis/index.ts' };
const jest = { 'contract-jest': 'src/contract/jest/index.ts' };
const sandbox = 'src/sandbox/index.ts';

export default defineConfig([
  // The client is one file with its errors, because a second one takes half as long to import again. The other entries get
  // the error classes from it.
  { ...shared, entry: { index }, external: [/^node:/], esbuildOptions: withErrors },
  { ...shared, entry: { ...checks, 'contract-internal': 'src/contract/internal.ts' } },
  // Checkers of packages find a default export in CommonJS only where it has a line of its own.
  { ...shared, entry: jest, esbuildOptions: withLines },
  { ...shared, entry: { sandbox }, platform: 'node' },
  // Each command is loaded when it is called.
  { ...shared, entry: { cli: 'src/cli/main.ts' }, platform: 'node', format: 'esm', splitting: true },
  // For the command generate alone. It has a part of the checker once more, because it must work where generated/, which
  // the checker contains, is missing.
  { ...shared, entry: { codegen: 'src/codegen/command.ts' }, platform: 'node', format: 'esm' },
  // A source map would be as large as all others together.
  { ...shared, entry: { 'proxy-agent': 'src/cli/proxy-agent.ts' }, platform: 'node', format: 'cjs', sourcemap: false },
  { entry: { index, ...checks, ...jest, sandbox }, format: ['esm', 'cjs'], dts: { only: true } },
]);
