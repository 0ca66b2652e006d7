import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { entriesOf, isPlainObject, type Json, type JsonObject, valueAtPointer } from '../../src/json.js';
import { installed, runProgram, SPECIFICATION } from './programs.js';

/** Another generator of clients, with what it needs. */
export interface Tool {
  /** As the README calls it. */
  readonly title: string;
  /** The package of its command. */
  readonly name: string;
  readonly version: string;
  /** The file in `calls/` that uses what it generates. */
  readonly calls: string;
  /** Packages besides the generator itself. */
  readonly besides?: readonly string[];
  /** Arguments that have it write to the folder `client`. */
  readonly argv: readonly string[];
  /** Files that it reads. */
  readonly files?: Readonly<Record<string, string>>;
  /** What has to be changed in the document before it can be read. */
  readonly prepare?: (document: JsonObject) => Json;
}

const { devDependencies } = manifest;
const KUBB = '4.39.3';

export const TOOLS: readonly Tool[] = [
  {
    title: 'openapi-typescript, openapi-fetch',
    name: 'openapi-typescript',
    version: devDependencies['openapi-typescript'],
    calls: 'openapi-fetch.mts',
    besides: [`openapi-fetch@${devDependencies['openapi-fetch']}`, `typescript@${devDependencies.typescript}`],
    argv: ['openapi.json', '--output', 'client/types.ts'],
  },
  {
    title: 'hey-api',
    name: '@hey-api/openapi-ts',
    version: '0.99.0',
    calls: 'hey-api.mts',
    besides: [`typescript@${devDependencies.typescript}`],
    argv: ['--input', 'openapi.json', '--output', 'client', '--client', '@hey-api/client-fetch', '--no-log-file'],
  },
  {
    title: 'orval',
    name: 'orval',
    version: '8.38.0',
    calls: 'orval.mts',
    argv: ['--input', 'openapi.json', '--output', 'client/client.ts', '--client', 'fetch'],
  },
  {
    title: 'kubb',
    name: '@kubb/cli',
    version: KUBB,
    calls: 'kubb.mts',
    besides: ['core', 'plugin-oas', 'plugin-ts', 'plugin-client'].map((name) => `@kubb/${name}@${KUBB}`),
    argv: ['generate', '--config', 'kubb.config.mjs'],
    files: {
      'kubb.config.mjs': `
        import { defineConfig } from '@kubb/core';
        import { pluginClient } from '@kubb/plugin-client';
        import { pluginOas } from '@kubb/plugin-oas';
        import { pluginTs } from '@kubb/plugin-ts';
        export default defineConfig({
          root: '.',
          input: { path: 'openapi.json' },
          output: { path: 'client', clean: true },
          plugins: [pluginOas({ validate: false }), pluginTs(), pluginClient({ client: 'fetch' })],
        });`,
    },
    prepare: typesAsAlternatives,
  },
  {
    title: 'swagger-typescript-api',
    name: 'swagger-typescript-api',
    version: '13.13.0',
    calls: 'swagger-typescript-api.mts',
    argv: ['generate', '--path', 'openapi.json', '--output', 'client', '--name', 'api.ts'],
  },
];

/**
 * Has a generator write a client from the specification, into the folder `client` of a folder.
 *
 * @throws Error with what the generator says, when it fails.
 */
export async function generateWith(tool: Tool, folder: string): Promise<void> {
  const { name, version, besides = [], argv, files = {}, prepare = (document) => document } = tool;
  const modules = await installed(`${name}@${version}`, ...besides);
  await symlink(modules, join(folder, 'node_modules'));
  const document: JsonObject = parse(await readFile(SPECIFICATION, 'utf8'));
  const written = { ...files, 'openapi.json': JSON.stringify(prepare(document)) };
  for (const [path, text] of Object.entries(written)) await writeFile(join(folder, path), text);
  await runProgram(modules, name, argv, folder);
}

/** The same document with `anyOf` in place of lists of types. */
function typesAsAlternatives(node: Json): Json {
  if (Array.isArray(node)) return node.map(typesAsAlternatives);
  if (!isPlainObject(node)) return node;
  const types = valueAtPointer(node, '/type');
  const members = Object.fromEntries(entriesOf(node).map(([name, value]) => [name, typesAsAlternatives(value)]));
  if (!Array.isArray(types)) return members;
  const { type: _, description, ...rules } = members;
  return { ...(description === undefined ? {} : { description }), anyOf: types.map((type) => ({ type, ...rules })) };
}
