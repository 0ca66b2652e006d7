import { server } from '../../../generated/operations.js';

/** Replaces private texts by neutral ones. Equal texts get equal replacements, in everything that it is used for. */
export interface Pseudonyms {
  /** The value of an attribute. */
  value(text: string): string;
  /** A text that the document does not declare. */
  undeclared(text: string): string;
  /** Any other text. Replaces the token, the store hash, email addresses, and values that were replaced before. */
  text(text: string): string;
  /** The id of a request, which would identify its sender. */
  requestId(id: string): string;
}

export interface Secrets {
  readonly accessToken: string;
  readonly storeHash: string;
  /** The origin of the store, if it is not that of the OpenAPI document. */
  readonly origin?: string | undefined;
}

export function createPseudonyms({ accessToken, storeHash, origin = SERVER_ORIGIN }: Secrets): Pseudonyms {
  const values = new Map<string, string>();
  /** Values that are replaced only if they are a whole text, not within one. */
  const words = new Set<string>();
  const people = new Map<string, string>();
  const requestIds = new Map<string, string>();

  const isReplacedWithin = (value: string) => value.length >= MIN_LENGTH_WITHIN && !words.has(value);
  const text = (given: string) => {
    // Longest first, because a value can contain another one.
    const known = [...values].sort(([one], [other]) => other.length - one.length);
    const withoutValues = known.reduce(
      (clean, [value, pseudonym]) => (isReplacedWithin(value) ? replaceForms(clean, value, pseudonym) : clean),
      given
        .replaceAll(accessToken, '[redacted]')
        .replaceAll(origin, SERVER_ORIGIN)
        .replaceAll(storeHash, server.variables.store_hash.default),
    );
    return withoutValues.replace(EMAIL_ADDRESS, (address) =>
      numbered(people, address.toLowerCase(), (number) => `person-${number}@example.com`),
    );
  };

  const pseudonymOf = (given: string) => (given === '' ? '' : numbered(values, given, (number) => `Value ${number}`));

  return {
    text,
    value: (given) => {
      words.delete(given);
      return pseudonymOf(given);
    },
    undeclared: (given) => {
      // A single word may be one of the API, such as a part of its URLs.
      if (!values.has(given) && !/\s/.test(given)) words.add(given);
      return pseudonymOf(given);
    },
    requestId: (id) => numbered(requestIds, id, (number) => number.toString(16).padStart(id.length, '0')),
  };
}

/** Replaces a value as it is, and as URLs write it. */
function replaceForms(text: string, value: string, pseudonym: string): string {
  return text.replaceAll(value, pseudonym).replaceAll(encodeURIComponent(value), encodeURIComponent(pseudonym));
}

/** The same replacement for the same text, and a new one for each other text. */
function numbered(known: Map<string, string>, given: string, format: (number: number) => string): string {
  const replacement = known.get(given) ?? format(known.size + 1);
  known.set(given, replacement);
  return replacement;
}

const SERVER_ORIGIN = new URL(server.url).origin;

/** Characters. Shorter values, such as `A` or `1`, are parts of many unrelated words. */
const MIN_LENGTH_WITHIN = 4;

const EMAIL_ADDRESS = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;
