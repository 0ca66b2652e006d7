import { readFile } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import type { StoreSeed } from '../state.js';
import { generateSeed } from './generate-seed.js';
import { parseSeed } from './parse-seed.js';
import { SeedError } from './seed-error.js';

export interface SeedSource {
  readonly seedFile: string | undefined;
  readonly data: unknown;
  readonly customers: number;
  readonly seed: number;
}

/**
 * What a store begins with: a file, data, or so many customers that are made up.
 *
 * @throws SeedError when it is not acceptable. The message lists what is wrong, with places and what to do.
 * @throws Error when a file needs `yaml` and it is not installed.
 */
export async function readSeed({ seedFile, data, customers, seed }: SeedSource): Promise<StoreSeed> {
  if (seedFile !== undefined) return parseSeed(await readDocument(seedFile), seedFile);
  return data === undefined ? generateSeed(customers, seed) : parseSeed(data, 'data');
}

async function readDocument(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SeedError(path, [`cannot be read (${String(valueAt(cause, 'code'))}); check the path`], { cause });
  });
  if (/\.ya?ml$/i.test(path)) return parseYaml(path, text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SeedError(path, [`is no JSON: ${String(valueAt(cause, 'message'))}. YAML has to be in a .yaml file`], {
      cause,
    });
  }
}

async function parseYaml(path: string, text: string): Promise<unknown> {
  const { parse } = await import('yaml').catch((cause: unknown) => {
    throw new Error('a seed in YAML needs a package that is not installed: npm install --save-dev yaml', { cause });
  });
  try {
    return parse(text);
  } catch (cause) {
    const [problem = ''] = String(valueAt(cause, 'message')).split('\n');
    throw new SeedError(path, [`is no YAML: ${problem.replace(/:$/, '')}`], { cause });
  }
}
