import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import * as client from 'bigcommerce-customers';
import * as contract from 'bigcommerce-customers/contract';
import * as jest from 'bigcommerce-customers/contract/jest';
import * as node from 'bigcommerce-customers/node';
import manifest from 'bigcommerce-customers/package.json' with { type: 'json' };
import * as sandbox from 'bigcommerce-customers/sandbox';
import { equal } from './expect.mjs';
import { runSuite } from './suite.mjs';
import { withNodeModules } from './with-node-modules.mjs';

const files = {
  'package.json and openapi.yaml': async ({ settings }) => {
    equal(manifest.version, settings.version, 'version');
    const document = fileURLToPath(import.meta.resolve('bigcommerce-customers/openapi.yaml'));
    equal((await readFile(document, 'utf8')).includes('\nopenapi: 3.1.'), true, 'document');
  },
};

const results = await runSuite({
  entries: { client, contract, jest, node, sandbox },
  settings: JSON.parse(process.env.RUNTIME_SUITE),
  inspect: (value) => inspect(value, { depth: Infinity, showHidden: true }),
  more: { ...withNodeModules, files },
});
console.log(JSON.stringify(results));
