export type QueryStyle = 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** A JSON type that a value can have on the wire, before it is text. */
export type WireType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** The bounds that decide how much goes into one request. Validators have all of them. */
export interface ClientLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** A query parameter, with how its value is written into the URL. */
export interface ClientQueryParameter {
  readonly name: string;
  /** `form` unless it says otherwise. */
  readonly style?: QueryStyle;
  /** `false` where the members of a list share one name (`a=1,2`); otherwise each repeats it (`a=1&a=2`). */
  readonly explode?: boolean;
  /** The value is a list. */
  readonly list?: true;
  readonly allowReserved?: boolean;
  /** The value is a moment, and is never percent-encoded. */
  readonly dateFilter?: true;
  /** The value is a moment in the notation of RFC 3339. */
  readonly dateTime?: true;
  readonly limits?: ClientLimits;
  /** A call without the parameter may not be repeated, although others may. */
  readonly repeatableWhenOmitted?: boolean;
}

/** One operation, as far as a client must know it. The contract has the rest. */
export interface ClientOperation {
  readonly method: string;
  /** The path below the server's URL, with `{name}` where a path parameter goes. */
  readonly path: string;
  readonly parameters: { readonly query: readonly ClientQueryParameter[] };
  readonly requestBody?: { readonly limits: ClientLimits };
  /** Declared success statuses, each with its media types; none means that there is no body. */
  readonly success: Readonly<Record<string, readonly string[]>>;
  /** Calls of this operation that a store handles at once, where a limit is known. */
  readonly maxConcurrency?: number;
  /** Sending the same request again leaves the store as one request would. */
  readonly repeatable?: boolean;
}

/** Where the operations are served. */
export interface ServerDescriptor {
  /** The URL, with `{name}` where a variable goes. */
  readonly url: string;
  readonly variables: Readonly<Record<string, { readonly default: string; readonly pattern?: string }>>;
  /** Longest URL to send, in characters. */
  readonly maxUrlLength?: number;
  /** URLs must be written exactly as OpenAPI writes them. */
  readonly exactUrls?: true;
}

/** One finding of a validator: a rule of the document that a value breaks. */
export interface ValidationIssue {
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** The names that an object may have, where it has another. */
  readonly declared?: readonly string[];
}

/** Tells whether a value keeps the rules. After `false`, `errors` has every rule that it breaks. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationIssue[] | null;
}

/**
 * A copy of data that inherits nothing, nor does anything in it: what it lacks stays absent, and its JSON is its own, whatever
 * something else in the process has put on `Object.prototype`. Lists keep their methods, but have no `toJSON`.
 */
export function withoutPrototypes<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value) ? Object.defineProperty([], 'toJSON', { value: undefined }) : Object.create(null);
  for (const [name, member] of Object.entries(value)) copy[name] = withoutPrototypes(member);
  return copy;
}
