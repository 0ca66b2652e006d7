// node bench/loading.mjs        measures how long loadContract takes for large documents, and its memory; needs `npm run build`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [path] = process.argv.slice(2);
if (path) await measure(path);
else measureAll();

async function measure(path) {
  const { loadContract } = await import('../dist/contract.js');
  const begin = performance.now();
  const { operations } = await loadContract(path);
  const seconds = (performance.now() - begin) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(`${Object.keys(operations).length} operations: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
}

/** Each in a process of its own, because memory is never given back. */
function measureAll() {
  const folder = mkdtempSync(join(tmpdir(), 'loading-'));
  for (const [name, count, levels] of [
    ['many-operations', 10_000, 0],
    ['large-schemas', 390, 2],
  ]) {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(documentOf(count, levels), null, 2));
    const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), file], {
      encoding: 'utf8',
    });
    process.stdout.write(`${name}: ${stdout}${stderr}`);
  }
  rmSync(folder, { recursive: true });
}

/** A document of 10,000 operations has 21 MB, one of 390 with large schemas 13, as that of GitHub. */
function documentOf(count, levels) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.fromEntries(numbers.map((index) => [`/things${index}/{id}`, { get: operationOf(index) }])),
    components: { schemas: Object.fromEntries(numbers.map((index) => [`Thing${index}`, schemaOf(index, levels)])) },
  };
}

function operationOf(index) {
  const schema = { $ref: `#/components/schemas/Thing${index}` };
  return {
    operationId: `get${index}`,
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
      { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
    ],
    responses: { 200: { description: 'A thing.', content: { 'application/json': { schema } } } },
  };
}

function schemaOf(index, levels) {
  const parts = levels > 0 ? ['a', 'b', 'c', 'd'] : [];
  return {
    type: 'object',
    description: 'A thing, with everything that is known of it. '.repeat(4),
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer', format: 'int64', description: 'The id.', examples: [index] },
      name: { type: 'string', minLength: 1, maxLength: 200, description: 'The name that people gave it.' },
      url: { type: 'string', format: 'uri' },
      state: { enum: ['open', 'closed'] },
      owner: { anyOf: [{ $ref: '#/components/schemas/Thing0/properties/name' }, { type: 'null' }] },
      at: { type: 'string', format: 'date-time' },
      ...Object.fromEntries(parts.map((name) => [name, schemaOf(index, levels - 1)])),
    },
  };
}
