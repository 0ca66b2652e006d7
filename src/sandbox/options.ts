import { InvalidRequestError } from '#errors';
import { isPlainObject } from '../json.js';
import {
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkWholeNumber,
  type OptionCheck,
  type OptionChecks,
  optional,
} from '../options.js';
import { checkDelay, checkPort, checkSeed, checkStoreHash, checkString, checkToken, isVisibleAscii } from './checks.js';
import type { SandboxEvent } from './http/exchange-log.js';
import { SANDBOX_TOKEN, SCOPES, WRITE_SCOPES } from './store.js';
import { SWITCH_CHECKS, type Switches } from './switches.js';

export interface SandboxOptions {
  /** The address to listen on. Default: `127.0.0.1`, which other machines cannot reach. */
  readonly host?: string | undefined;
  /** Default: 0, which is any free port. */
  readonly port?: number | undefined;
  /** Default: that of the examples in the OpenAPI document. */
  readonly storeHash?: string | undefined;
  /** The token with all scopes. Default: `sandbox-token`. */
  readonly accessToken?: string | undefined;
  /** Further tokens with their scopes, to try what happens without one: `{ reader: ['store_v2_customers_read_only'] }`. */
  readonly tokens?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What the store contains at the start: the path of a JSON or YAML file. Not with `data` or `customers`. */
  readonly seedFile?: string | undefined;
  /** The same as an object. */
  readonly data?: unknown;
  /** The number of customers to generate, with attributes, values and segments. Default: 25. */
  readonly customers?: number | undefined;
  /** The same seed generates the same store. Default: 1. */
  readonly seed?: number | undefined;
  /** Requests per window, of all apps together. Default: 150, as on the smallest plan. */
  readonly quota?: number | undefined;
  /** Length of a window in milliseconds. Default: 30,000. */
  readonly windowMs?: number | undefined;
  /** Milliseconds that each call takes. There can be too many calls at once only if they take time. Default: 0. */
  readonly latencyMs?: number | undefined;
  /** How the store behaves where that is not documented. */
  readonly switches?: Partial<Switches> | undefined;
  /** The number of exchanges to keep; the oldest are dropped first. Default: 1,000. */
  readonly maxExchanges?: number | undefined;
  /**
   * Bytes of URLs, headers and bodies of exchanges to keep. The oldest are dropped first, and a larger exchange is not kept.
   * Default: 32 MiB.
   */
  readonly maxExchangeBytes?: number | undefined;
  /** Requests with a larger body get a 413. Default: 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Milliseconds that a client has to send a request. Default: 30,000. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Called when a request has ended, with or without a response, if its headers have arrived. Invalid HTTP, headers that are
   * too long or too slow, a missing `Host`, `CONNECT` and connections beyond 1,000 are refused before that. What it throws
   * is ignored.
   */
  readonly onExchange?: ((event: SandboxEvent) => void) | undefined;
}

/**
 * Checks options and fills in defaults.
 *
 * @throws InvalidRequestError for everything that is unknown, unusable or contradictory.
 */
export function completeOptions(options: SandboxOptions) {
  const given = checkOptions(options, CHECKS);
  checkTogether(given);
  const { storeHash, seedFile, data, quota, windowMs, tokens = {}, onExchange = () => {} } = given;
  return {
    storeHash,
    seedFile,
    data,
    quota,
    windowMs,
    tokens,
    onExchange,
    host: given.host ?? '127.0.0.1',
    port: given.port ?? 0,
    accessToken: given.accessToken ?? SANDBOX_TOKEN,
    scopes: WRITE_SCOPES,
    customers: given.customers ?? 25,
    seed: given.seed ?? 1,
    latencyMs: given.latencyMs ?? 0,
    switches: checkOptions(given.switches ?? {}, SWITCH_CHECKS, 'options.switches'),
    maxExchanges: given.maxExchanges ?? 1_000,
    maxExchangeBytes: given.maxExchangeBytes ?? 33_554_432,
    maxBodyBytes: given.maxBodyBytes ?? 1_048_576,
    requestTimeoutMs: given.requestTimeoutMs ?? 30_000,
  };
}

/** @throws InvalidRequestError when options contradict each other. */
function checkTogether({ accessToken = SANDBOX_TOKEN, tokens = {}, ...options }: SandboxOptions): void {
  const contents = (['seedFile', 'data', 'customers'] as const).filter((name) => options[name] !== undefined);
  const issues = contents.slice(1).map((name) => {
    return { path: `options.${name}`, message: `cannot be combined with ${contents[0]}: leave one of them out` };
  });
  if (Object.hasOwn(tokens, accessToken))
    issues.push({
      path: 'options.tokens',
      message: 'contains the accessToken, which has all scopes: choose another token',
    });
  if (issues.length > 0) throw new InvalidRequestError(issues);
}

/** A scope that no operation requires is a typing error: the token would lack the scope that was meant. */
const checkTokens: OptionCheck = (value) =>
  isPlainObject(value) && Object.entries(value).every(([token, scopes]) => isVisibleAscii(token) && areScopes(scopes))
    ? undefined
    : `must have a list of scopes for each token, such as { reader: ['store_v2_customers_read_only'] }, and tokens without spaces; scopes are ${SCOPES.join(', ')}`;

function areScopes(value: unknown): boolean {
  return Array.isArray(value) && value.every((scope) => SCOPES.includes(scope));
}

const CHECKS: OptionChecks<SandboxOptions> = {
  host: optional(checkString),
  port: optional(checkPort),
  storeHash: optional(checkStoreHash),
  accessToken: optional(checkToken),
  tokens: optional(checkTokens),
  seedFile: optional(checkString),
  data: () => undefined,
  customers: optional(checkWholeNumber),
  seed: optional(checkSeed),
  quota: optional(checkWholeNumber),
  windowMs: optional(checkMilliseconds),
  latencyMs: optional(checkDelay),
  switches: () => undefined,
  maxExchanges: optional(checkWholeNumber),
  maxExchangeBytes: optional(checkWholeNumber),
  maxBodyBytes: optional(checkWholeNumber),
  requestTimeoutMs: optional(checkMilliseconds),
  onExchange: optional(checkFunction),
};
