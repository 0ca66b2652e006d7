import { InvalidRequestError } from '#errors';
import { completeClientOptions } from '../client-options.js';
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

/**
 * `store abc123 at https://api.bigcommerce.com`: the store with the address as requests go there, whatever was typed.
 *
 * @throws UsageError when the client refuses the settings. It does not repeat their values.
 */
export function describeStore(command: string, settings: StoreSettings, givenBaseUrl: string | undefined): string {
  try {
    const { serverUrl } = completeClientOptions(settings);
    const path = `/stores/${settings.storeHash}/v3`;
    return `store ${settings.storeHash} at ${serverUrl.endsWith(path) ? serverUrl.slice(0, -path.length) : serverUrl}`;
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new UsageError(`${command}: ${problemsOf(error, givenBaseUrl)}\nNothing was sent.`);
  }
}

/** By the names of the command's options and variables. */
function problemsOf({ issues }: InvalidRequestError, givenBaseUrl: string | undefined): string {
  const names = new Map([
    ['options.storeHash', 'BIGCOMMERCE_STORE_HASH'],
    ['options.accessToken', 'BIGCOMMERCE_ACCESS_TOKEN'],
    ['options.baseUrl', givenBaseUrl === undefined ? 'BIGCOMMERCE_BASE_URL' : '--base-url'],
  ]);
  const problems = issues.map(({ path, message }) => `${names.get(path) ?? path} ${message}`);
  return [...new Set(problems)].join('; ');
}

/** The message of an error of the client, by the names of the command's options and variables. */
export function inCommandWords(message: string): string {
  return message
    .replace(/\(ERR_PROXY_(\d+)\)(.*) check baseUrl and the network/, '(the proxy answered $1)$2 check HTTPS_PROXY')
    .replaceAll(/\bbaseUrl\b/g, '--base-url')
    .replace(/ Raise \w+Ms if need be\./, '');
}
