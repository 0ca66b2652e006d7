/** Header names and values, in any of the forms that HTTP libraries have them. Names may have any case. */
export type HeaderInput =
  | Headers
  | Readonly<Record<string, string | number | readonly string[] | undefined>>
  | readonly (readonly [name: string, value: string])[];

/** A request as it was on the wire. */
export interface WireRequest {
  readonly method: string;
  /** The raw URL or path, with its query as it was sent: percent-encoding and repeated names matter. */
  readonly url: string;
  readonly headers?: HeaderInput;
  /** The text that was sent, or the JSON value that it stood for. Bytes are taken for UTF-8. */
  readonly body?: unknown;
  /** Nothing: what has this is a `Request`, whose body has to be read first. See `toWireRequest`. */
  readonly clone?: never;
}

/** An answer as it was on the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers?: HeaderInput;
  /** The text that was received, or the JSON value that it stood for. Bytes are taken for UTF-8. */
  readonly body?: unknown;
  /** Nothing: what has this is a `Response`, whose body has to be read first. See `toWireResponse`. */
  readonly clone?: never;
}

export interface WireExchange {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** Headers by lower-case name; values of a repeated header are joined as HTTP joins them. */
export function readHeaders(headers?: HeaderInput | null): ReadonlyMap<string, string> {
  const given = headers ?? {};
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const read = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const text = [value].flat().join(', ');
    if (value !== undefined) read.set(key, read.has(key) ? `${read.get(key)}, ${text}` : text);
  }
  return read;
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaTypeOf(headers: ReadonlyMap<string, string>): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || undefined;
}
