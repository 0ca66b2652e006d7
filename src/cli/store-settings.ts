import type { InvalidRequestError } from '#errors';
import { UsageError } from './command.js';
import type { Io } from './io.js';

/** What a client is made with. */
export interface StoreSettings {
  readonly storeHash: string;
  readonly accessToken: string;
  readonly baseUrl?: string;
}

/**
 * The store that the environment names. The token comes from there only: arguments show up in the shell history and in the
 * list of processes.
 *
 * @param command The name of the command, for messages.
 * @param givenBaseUrl The value of `--base-url`, which comes before that of the environment.
 * @throws UsageError when a variable is missing.
 */
export function readStoreSettings(command: string, givenBaseUrl: string | undefined, env: Io['env']): StoreSettings {
  const { BIGCOMMERCE_STORE_HASH: storeHash = '', BIGCOMMERCE_ACCESS_TOKEN: accessToken = '' } = env;
  const missing = Object.entries({ BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0) throw new UsageError(`${command}: set ${missing.join(' and ')} in the environment`);
  const baseUrl = givenBaseUrl ?? (env['BIGCOMMERCE_BASE_URL'] || undefined);
  return { storeHash, accessToken, ...(baseUrl !== undefined && { baseUrl }) };
}

/** What the client refuses, by the names of the command's options and variables. It does not repeat their values. */
export function explainSettings({ issues }: InvalidRequestError, givenBaseUrl: string | undefined): string {
  const names = new Map([
    ['options.storeHash', 'BIGCOMMERCE_STORE_HASH'],
    ['options.accessToken', 'BIGCOMMERCE_ACCESS_TOKEN'],
    ['options.baseUrl', givenBaseUrl === undefined ? 'BIGCOMMERCE_BASE_URL' : '--base-url'],
  ]);
  const problems = new Set(issues.map(({ path, message }) => `${names.get(path) ?? path} ${message}`));
  return `${[...problems].join('; ')}\nNothing was sent.`;
}
