import { server } from '../../generated/operations.js';
import { InvalidRequestError } from '../errors/invalid-request.js';
import {
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkWholeNumber,
  isPlainObject,
  type OptionCheck,
  type OptionChecks,
  optional,
} from '../options.js';
import type { SandboxEvent } from './http/exchange-log.js';
import { SANDBOX_TOKEN, SCOPES, WRITE_SCOPES } from './store.js';
import { CHECKED_SWITCHES, checkDelay, checkSeed, isVisible, type Switches } from './switches.js';

export const checkText: OptionCheck = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a text that is not empty';

export const checkPort: OptionCheck = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535 ? undefined : 'must be from 0 to 65535';

export const checkStoreHash: OptionCheck = (value) =>
  typeof value === 'string' && new RegExp(server.variables.store_hash.pattern).test(value)
    ? undefined
    : 'must be letters, digits, _ and -';

export const checkToken: OptionCheck = (value) => (isVisible(value) ? undefined : 'must be a token without spaces');

/** A scope that no operation asks for is misspelt: it would be a token without that scope. */
export const checkTokens: OptionCheck = (value) =>
  isPlainObject(value) && Object.entries(value).every(([token, scopes]) => isVisible(token) && areScopes(scopes))
    ? undefined
    : `must be lists of scopes by token without spaces, such as { reader: ['store_v2_customers_read_only'] }; scopes are ${SCOPES.join(', ')}`;

function areScopes(value: unknown): boolean {
  return Array.isArray(value) && value.every((scope) => SCOPES.includes(scope));
}

export interface SandboxOptions {
  /** Where to listen. Default: `127.0.0.1`, which nobody else can reach. */
  readonly host?: string | undefined;
  /** Default: 0, any port that is free. */
  readonly port?: number | undefined;
  /** Default: the one of the examples in the specification. */
  readonly storeHash?: string | undefined;
  /** The token that everything can be done with. Default: `sandbox-token`. */
  readonly accessToken?: string | undefined;
  /** Further tokens with those of the document's scopes that they have, to try what happens without one. */
  readonly tokens?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What the store begins with: the path of a JSON or YAML file, or what would be in it. Not both. */
  readonly seedFile?: string | undefined;
  readonly data?: unknown;
  /** Makes up so many customers with attributes, values and segments. Not with a file or data. Default: 25. */
  readonly customers?: number | undefined;
  /** Of what is made up: the same seed makes the same store. Default: 1. */
  readonly seed?: number | undefined;
  /** Requests in a window, of all apps together. Default: 150, as on the smallest plan. */
  readonly quota?: number | undefined;
  /** Default: 30,000. */
  readonly windowMs?: number | undefined;
  /** How long the store takes for a call. Only calls that take time can be too many at once. Default: 0. */
  readonly latencyMs?: number | undefined;
  /** How the store behaves where nobody knows how stores do. */
  readonly switches?: Partial<Switches> | undefined;
  /** How many exchanges are kept; the oldest go first. Default: 1,000. */
  readonly maxExchanges?: number | undefined;
  /** Larger bodies of requests are answered with 413. Default: 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** How long a client may take to send a request. Default: 30,000. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Is told of every request whose head has arrived, when it has ended, answered or not. What is refused before that (no
   * HTTP, a head that is too long or too slow, a missing `Host`), `CONNECT` and connections beyond 1,000 are not told of.
   * What it throws is ignored.
   */
  readonly onExchange?: ((event: SandboxEvent) => void) | undefined;
}

export type SandboxSettings = ReturnType<typeof checkedOptions>;

/** @throws InvalidRequestError for everything that is unknown, unusable or contradictory. */
export function checkedOptions(options: SandboxOptions) {
  const given = checkOptions(options, CHECKS);
  checkTogether(given);
  const { seedFile, data, tokens = {}, onExchange = () => {} } = given;
  return {
    host: given.host ?? '127.0.0.1',
    port: given.port ?? 0,
    storeHash: given.storeHash ?? server.variables.store_hash.default,
    accessToken: given.accessToken ?? SANDBOX_TOKEN,
    scopes: WRITE_SCOPES,
    tokens,
    seedFile,
    data,
    customers: given.customers ?? 25,
    seed: given.seed ?? 1,
    quota: given.quota ?? 150,
    windowMs: given.windowMs ?? 30_000,
    latencyMs: given.latencyMs ?? 0,
    switches: checkOptions(given.switches ?? {}, CHECKED_SWITCHES, 'options.switches'),
    maxExchanges: given.maxExchanges ?? 1_000,
    maxBodyBytes: given.maxBodyBytes ?? 1_048_576,
    requestTimeoutMs: given.requestTimeoutMs ?? 30_000,
    onExchange,
  };
}

/** @throws InvalidRequestError when options contradict each other. */
function checkTogether({ accessToken = SANDBOX_TOKEN, tokens = {}, ...options }: SandboxOptions): void {
  const beginnings = (['seedFile', 'data', 'customers'] as const).filter((name) => options[name] !== undefined);
  const issues = beginnings.slice(1).map((name) => {
    return { path: `options.${name}`, message: `does not go together with ${beginnings[0]}: leave one of them out` };
  });
  if (Object.hasOwn(tokens, accessToken))
    issues.push({ path: 'options.tokens', message: 'has the accessToken, which has all scopes: choose another token' });
  if (issues.length > 0) throw new InvalidRequestError(issues);
}

const CHECKS: OptionChecks<SandboxOptions> = {
  host: optional(checkText),
  port: optional(checkPort),
  storeHash: optional(checkStoreHash),
  accessToken: optional(checkToken),
  tokens: optional(checkTokens),
  seedFile: optional(checkText),
  data: () => undefined,
  customers: optional(checkWholeNumber),
  seed: optional(checkSeed),
  quota: optional(checkWholeNumber),
  windowMs: optional(checkMilliseconds),
  latencyMs: optional(checkDelay),
  switches: () => undefined,
  maxExchanges: optional(checkWholeNumber),
  maxBodyBytes: optional(checkWholeNumber),
  requestTimeoutMs: optional(checkMilliseconds),
  onExchange: optional(checkFunction),
};
