import { server } from '../../../generated/operations.js';

/** Replaces what belongs to somebody by something that belongs to nobody: the same by the same, in everything it masks. */
export interface Mask {
  /** What a customer has in an attribute. */
  value(text: string): string;
  /** What stands where nobody has declared anything. */
  undeclared(text: string): string;
  /** Any other text: the token, the store hash, addresses of people, and values that were masked before. */
  text(text: string): string;
  /** The id of a request, by which its sender could be found. */
  requestId(id: string): string;
}

export interface Secrets {
  readonly accessToken: string;
  readonly storeHash: string;
  /** Where the store was called, if that was not where the OpenAPI document says. */
  readonly origin?: string | undefined;
}

export function createMask({ accessToken, storeHash, origin = SERVER_ORIGIN }: Secrets): Mask {
  const values = new Map<string, string>();
  /** Values that are masked where they are all of a text, and not within one. */
  const words = new Set<string>();
  const people = new Map<string, string>();
  const requestIds = new Map<string, string>();

  const isTelling = (value: string) => value.length >= SHORTEST_SECRET && !words.has(value);
  const text = (given: string) => {
    // Longer values first, so that one within another does not leave the rest of that one behind.
    const known = [...values].sort(([one], [other]) => other.length - one.length);
    const withoutValues = known.reduce(
      (clean, [value, mask]) => (isTelling(value) ? replaceForms(clean, value, mask) : clean),
      given
        .replaceAll(accessToken, '[redacted]')
        .replaceAll(origin, SERVER_ORIGIN)
        .replaceAll(storeHash, server.variables.store_hash.default),
    );
    return withoutValues.replace(EMAIL_ADDRESS, (address) =>
      numbered(people, address.toLowerCase(), (number) => `person-${number}@example.com`),
    );
  };

  const masked = (given: string) => (given === '' ? '' : numbered(values, given, (number) => `Value ${number}`));

  return {
    text,
    value: (given) => {
      words.delete(given);
      return masked(given);
    },
    undeclared: (given) => {
      // Words of the API, which are also parts of its URLs, are as likely as somebody's.
      if (!values.has(given) && !/\s/.test(given)) words.add(given);
      return masked(given);
    },
    requestId: (id) => numbered(requestIds, id, (number) => number.toString(16).padStart(id.length, '0')),
  };
}

/** As it is, and as URLs write it. */
function replaceForms(text: string, value: string, mask: string): string {
  return text.replaceAll(value, mask).replaceAll(encodeURIComponent(value), encodeURIComponent(mask));
}

/** What stands for something: the same for the same, and another one for each other. */
function numbered(known: Map<string, string>, given: string, maskOf: (number: number) => string): string {
  const mask = known.get(given) ?? maskOf(known.size + 1);
  known.set(given, mask);
  return mask;
}

const SERVER_ORIGIN = new URL(server.url).origin;

/** Characters. Shorter values, such as `A` or `1`, are also parts of words that have nothing to do with them. */
const SHORTEST_SECRET = 4;

const EMAIL_ADDRESS = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;
