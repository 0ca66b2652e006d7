import swc from '@swc/jest';

/**
 * Names that are looked up once for each module. In the context that jest runs tests in, each mention of a global is a
 * lookup through interceptors, which takes up to a third of the time of tests that check many thousand values.
 * None of these is ever replaced by a test, in contrast to `fetch`, `Date` or `setTimeout`.
 */
const BUILT_INS = [
  ...['Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Reflect'],
  ...['RegExp', 'Set', 'String', 'Symbol', 'Uint8Array', 'WeakMap', 'WeakSet'],
];

/** @param {import('@jest/transform').TransformedSource} transformed */
function withBuiltIns(transformed) {
  const used = BUILT_INS.filter((name) => new RegExp(`\\b${name}\\b`).test(transformed.code));
  if (used.length === 0) return transformed;
  // On the first line, so that the source map stays true.
  return { ...transformed, code: `const { ${used.join(', ')} } = globalThis; ${transformed.code}` };
}

/** Compiles TypeScript with swc. */
export default {
  createTransformer(options) {
    const compiler = swc.createTransformer(options);
    return {
      ...compiler,
      getCacheKey: (...args) => `${compiler.getCacheKey(...args)}-${BUILT_INS.join('-')}`,
      process: (...args) => withBuiltIns(compiler.process(...args)),
      processAsync: async (...args) => withBuiltIns(await compiler.processAsync(...args)),
    };
  },
};
