import { defineConfig, type Options } from 'tsup';

/** A class in two files would be two classes, and an error of one no instance of the other. */
const errorsOfMainEntry: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'errors-of-main-entry',
  setup: ({ initialOptions, onResolve }) => {
    const path = initialOptions.format === 'cjs' ? './index.cjs' : './index.js';
    onResolve({ filter: /\/errors\/[\w-]+\.js$/ }, () => ({ path, external: true }));
  },
};

/**
 * CommonJS has all exports of a package in one object, and `default` is one of them. To a module of this package, which is
 * an ES module, that object as a whole would be the default.
 */
const defaultsInCommonJs: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'defaults-in-commonjs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^openapi-fetch$/ }, ({ path, namespace }) =>
      namespace === 'default' ? { path, external: true } : { path, namespace: 'default' },
    );
    onLoad({ filter: /.*/, namespace: 'default' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)}).default;`,
    }));
  },
};

/** Most of the package, which is not to be in two files. What is imported of these modules, the entry exports. */
const checkerOfContractEntry: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'checker-of-contract-entry',
  setup: ({ initialOptions, onResolve }) => {
    const path = initialOptions.format === 'cjs' ? './contract.cjs' : './contract.js';
    const filter = /\/(check-(exchange|request|response|fetch)|contract|bigcommerce|match)\.js$/;
    onResolve({ filter }, () => ({ path, external: true }));
  },
};

/** Only one command of many needs it, and imports it when it does. */
const sandboxApart: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'sandbox-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/sandbox\/index\.js$/ }, () => ({ path: './sandbox.js', external: true }));
  },
};

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // The entry for Node uses its modules, under the names that no package can take.
  external: [/^node:/],
  removeNodeProtocol: false,
  sourcemap: true,
  splitting: false,
  // Comments and indentation are for readers of the sources, which the source maps have. Names stay as they are.
  esbuildOptions(options, { format }) {
    // What a module asks for to find out where it is, a CommonJS file has under another name.
    if (format === 'cjs') options.define = { ...options.define, 'import.meta.url': '__filename' };
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.legalComments = 'none';
  },
};

const entries = {
  contract: 'src/contract/index.ts',
  node: 'src/node/index.ts',
};

const matchers = { 'contract-jest': 'src/contract/jest/index.ts' };
const sandbox = 'src/sandbox/index.ts';

// The client is one file, because every further one takes its time to import.
export default defineConfig([
  { ...shared, entry: { index: 'src/index.ts' }, format: 'esm' },
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    format: 'cjs',
    // It stays outside all the same, but the plugin is asked.
    noExternal: ['openapi-fetch'],
    esbuildPlugins: [defaultsInCommonJs],
  },
  { ...shared, entry: entries, esbuildPlugins: [errorsOfMainEntry] },
  { ...shared, entry: matchers, esbuildPlugins: [errorsOfMainEntry, checkerOfContractEntry] },
  // With what it is made of: users of the client install nothing for it.
  {
    ...shared,
    entry: { sandbox },
    platform: 'node',
    noExternal: ['hono', '@hono/node-server'],
    esbuildPlugins: [errorsOfMainEntry],
  },
  { ...shared, entry: { cli: 'src/cli/main.ts' }, format: 'esm', esbuildPlugins: [sandboxApart] },
  { ...shared, entry: { index: 'src/index.ts', ...entries, ...matchers, sandbox }, dts: { only: true } },
]);
