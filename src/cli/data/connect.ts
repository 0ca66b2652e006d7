import { type CustomersClient, createCustomersClient, InvalidRequestError } from '../../index.js';
import { plainText } from '../formats/plain-text.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';
import { createTroubleTeller } from './trouble.js';

/** A client of the store that the environment names. */
export interface Connection {
  readonly client: CustomersClient;
  /** `store abc123`, and where it is called if that is not the API itself. */
  readonly store: string;
}

/**
 * The token is taken from the environment only: arguments are in the history of the shell and in the list of processes.
 *
 * @param say Where the client tells of trouble that it sits out. Default: a line on standard error.
 * @throws UsageError when a variable is missing, or the client does not take it.
 */
export function connect(
  command: string,
  givenBaseUrl: string | undefined,
  { env, stderr, now }: Io,
  say: (line: string) => void = (line) => stderr.write(`${plainText(line)}\n`),
): Connection {
  const { BIGCOMMERCE_STORE_HASH: storeHash = '', BIGCOMMERCE_ACCESS_TOKEN: accessToken = '' } = env;
  const missing = Object.entries({ BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0)
    throw new UsageError(`bigcommerce-customers ${command}: set ${missing.join(' and ')} in the environment`);
  const baseUrl = givenBaseUrl ?? (env['BIGCOMMERCE_BASE_URL'] || undefined);
  try {
    const store = `store ${storeHash}${baseUrl === undefined ? '' : ` at ${baseUrl}`}`;
    const onAttempt = createTroubleTeller(store, say, now);
    const address = baseUrl === undefined ? {} : { baseUrl };
    return { client: createCustomersClient({ storeHash, accessToken, onAttempt, ...address }), store };
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new UsageError(`bigcommerce-customers ${command}: ${error.message}`);
  }
}
