import { server } from '../../generated/operations.js';
import {
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkWholeNumber,
  isPlainObject,
  type OptionCheck,
  type OptionChecks,
  optional,
} from '../transport/check-options.js';
import type { SandboxEvent } from './http/exchange-log.js';
import { SANDBOX_TOKEN, WRITE_SCOPES } from './store.js';
import { CHECKED_SWITCHES, type Switches } from './switches.js';

export interface SandboxOptions {
  /** Where to listen. Default: `127.0.0.1`, which nobody else can reach. */
  readonly host?: string | undefined;
  /** Default: 0, any port that is free. */
  readonly port?: number | undefined;
  /** Default: the one of the examples in the specification. */
  readonly storeHash?: string | undefined;
  /** The token that everything can be done with. Default: `sandbox-token`. */
  readonly accessToken?: string | undefined;
  /** Further tokens with their scopes, to try what happens without a scope. */
  readonly tokens?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What the store begins with: the path of a JSON or YAML file, or what would be in it. */
  readonly seedFile?: string | undefined;
  readonly data?: unknown;
  /** Makes up so many customers with attributes, values and segments, unless there is a file or data. Default: 25. */
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
  /** Is told of every request when it has ended. What it throws is ignored. */
  readonly onExchange?: ((event: SandboxEvent) => void) | undefined;
}

export type SandboxSettings = ReturnType<typeof checkedOptions>;

/** @throws InvalidRequestError for everything that is unknown or unusable. */
export function checkedOptions(options: SandboxOptions) {
  const given = checkOptions(options, CHECKS);
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

const checkText: OptionCheck = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a text that is not empty';

const checkToken: OptionCheck = (value) =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? undefined : 'must be a token without spaces';

const checkStoreHash: OptionCheck = (value) =>
  typeof value === 'string' && new RegExp(server.variables.store_hash.pattern).test(value)
    ? undefined
    : 'must be letters, digits, _ and -';

const checkPort: OptionCheck = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535 ? undefined : 'must be from 0 to 65535';

const checkTokens: OptionCheck = (value) =>
  isPlainObject(value) && Object.values(value).every(Array.isArray)
    ? undefined
    : "must be lists of scopes by token, such as { reader: ['store_v2_customers_read_only'] }";

const CHECKS: OptionChecks<SandboxOptions> = {
  host: optional(checkText),
  port: optional(checkPort),
  storeHash: optional(checkStoreHash),
  accessToken: optional(checkToken),
  tokens: optional(checkTokens),
  seedFile: optional(checkText),
  data: () => undefined,
  customers: optional(checkWholeNumber),
  seed: optional((value) => (Number.isSafeInteger(value) ? undefined : 'must be a whole number')),
  quota: optional(checkWholeNumber),
  windowMs: optional(checkMilliseconds),
  latencyMs: optional((value) => (value === 0 ? undefined : checkMilliseconds(value))),
  switches: () => undefined,
  maxExchanges: optional(checkWholeNumber),
  maxBodyBytes: optional(checkWholeNumber),
  requestTimeoutMs: optional(checkMilliseconds),
  onExchange: optional(checkFunction),
};
