const { readFileSync } = require('node:fs');
const { inspect } = require('node:util');
const client = require('bigcommerce-customers');
const contract = require('bigcommerce-customers/contract');
const jest = require('bigcommerce-customers/contract/jest');
const node = require('bigcommerce-customers/node');
const sandbox = require('bigcommerce-customers/sandbox');

const files = {
  'package.json and openapi.yaml': ({ settings }) => {
    const { version } = require('bigcommerce-customers/package.json');
    if (version !== settings.version) throw new Error(`version is ${version}`);
    const document = readFileSync(require.resolve('bigcommerce-customers/openapi.yaml'), 'utf8');
    if (!document.includes('\nopenapi: 3.1.')) throw new Error('openapi.yaml is no document');
  },
};

async function main() {
  const { runSuite } = await import('./suite.mjs');
  const { withNodeModules } = await import('./with-node-modules.mjs');
  const results = await runSuite({
    entries: { client, contract, jest, node, sandbox },
    settings: JSON.parse(process.env.RUNTIME_SUITE),
    inspect: (value) => inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    more: { ...withNodeModules, files },
  });
  console.log(JSON.stringify(results));
}

main();
