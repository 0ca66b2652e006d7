import { readHeaders, type WireExchange } from '#contract';
import type { Json } from '../../json.js';

export type Header = readonly [name: string, value: string];

/** The part of an exchange that has headers and a body. An empty text is no body. */
export interface Message {
  readonly headers: readonly Header[];
  readonly body: string;
}

export interface PlainRequest extends Message {
  readonly method: string;
  readonly url: string;
}

export interface PlainResponse extends Message {
  readonly status: number;
}

/** An exchange as it was on the wire, with lists for headers and texts for bodies. Header names are in lower case. */
export interface PlainExchange {
  readonly request: PlainRequest;
  readonly response: PlainResponse;
}

/** An exchange of a recording. */
export interface NamedExchange {
  /** The operation, the recording and the position in it: `…/204-deleted #1` */
  readonly name: string;
  readonly exchange: PlainExchange;
}

export function plainExchange({ request, response }: WireExchange): PlainExchange {
  const message = ({ headers, body = '' }: WireExchange['request'] | WireExchange['response']): Message => ({
    headers: [...readHeaders(headers)],
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    request: { method: request.method, url: request.url, ...message(request) },
    response: { status: response.status, ...message(response) },
  };
}

export function headerOf({ headers }: Message, name: string): string | undefined {
  return headers.find(([other]) => other === name)?.[1];
}

/** The media type that a message names, without its parameters. `undefined` where there is none. */
export function mediaTypeIn(message: Message): string | undefined {
  return headerOf(message, 'content-type')?.split(';')[0]?.trim().toLowerCase() || undefined;
}

export function withHeader<M extends Message>(message: M, name: string, value: string): M {
  return { ...message, headers: [...message.headers.filter(([other]) => other !== name), [name, value]] };
}

export function withoutHeader<M extends Message>(message: M, name: string): M {
  return { ...message, headers: message.headers.filter(([other]) => other !== name) };
}

/** The value that a body of JSON stands for. `undefined` for other bodies. */
export function jsonOf(message: Message): Json | undefined {
  return mediaTypeIn(message) === 'application/json' ? parseJson(message.body) : undefined;
}

/** `undefined` for what is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
