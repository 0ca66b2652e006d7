import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', contract: 'src/contract/index.ts', node: 'src/node/index.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // The entry for Node uses its modules, under the names that no package can take.
  external: [/^node:/],
  removeNodeProtocol: false,
  dts: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
  // Also for CommonJS: with a copy in each entry, an error of one would be no instance of the other's class.
  splitting: true,
  // Comments and indentation are for readers of the sources, which the source maps have. Names stay as they are.
  esbuildOptions(options) {
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.legalComments = 'none';
  },
});
