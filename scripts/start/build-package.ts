import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import config from '../../tsup.config.js';

/** The entries of the package that people import. */
export interface Entries {
  readonly client: typeof import('../../src/index.js');
  readonly contract: typeof import('../../src/contract/index.js');
  readonly sandbox: typeof import('../../src/sandbox/index.js');
}

/** Builds the package as it is published but for its types, which take most of the time, and imports it. */
export async function buildPackage(): Promise<Entries> {
  const configs = Array.isArray(config) ? config : [];
  const parts = configs.filter(({ dts }) => dts === undefined);
  await Promise.all(parts.map((part) => build({ ...part, config: false, silent: true })));
  const [client, contract, sandbox] = await Promise.all(['index', 'contract', 'sandbox'].map(importBuilt));
  return { client, contract, sandbox };
}

function importBuilt(name: string) {
  return import(fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url)));
}
