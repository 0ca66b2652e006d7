import { createOperations, type OperationFunctions } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import type { Cancellation } from './cancellation.js';
import type { LeanResponse } from './lean-fetch.js';
import { dispatch, type Fetch, OutgoingRequest } from './outgoing-request.js';
import type { PreparedRequest } from './prepare-request.js';

export interface ExchangeSettings {
  /** The server's URL with its variables filled in. */
  readonly serverUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: Fetch | undefined;
}

/** What one request takes besides its own content. */
export interface ExchangeOptions {
  readonly cancellation: Cancellation;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Called when the request is complete, and about to be sent. */
  onSend(request: OutgoingRequest): void;
  /** Called when the status and the headers have arrived; the body may never do so. */
  onAnswer?(response: LeanResponse): void;
}

/** An answer, with its body: of a success the text, of a failure the parsed JSON or else the text. */
export interface Answer {
  readonly response: LeanResponse;
  readonly payload: unknown;
}

/** Sends one request, and reads its answer completely. */
export type Exchange = <Id extends OperationId>(
  request: PreparedRequest<Id>,
  options: ExchangeOptions,
) => Promise<Answer>;

export function createExchange({ serverUrl, headers, fetch }: ExchangeSettings): Exchange {
  const functions: OperationFunctions = createOperations({ baseUrl: serverUrl, headers, Request: REQUEST_CLASS });
  return async ({ operationId, input }, options) => {
    const note = (response: LeanResponse) => {
      options.onAnswer?.(response);
      if (response.type === 'error') throw new TypeError('fetch gave an error in place of a response');
      return response;
    };
    const send = (request: OutgoingRequest) => {
      options.onSend(request);
      return dispatch(request, options.cancellation, fetch).then(note);
    };
    const init = {
      fetch: send as unknown as (request: Request) => Promise<Response>,
      // As text, because openapi-fetch throws away status and body when it meets JSON that it cannot parse.
      parseAs: 'text',
      ...(options.headers && { headers: options.headers }),
    };
    const { data, error, response } = await functions[operationId]({ ...input, ...init });
    return { response, payload: response.ok ? data : error };
  };
}

/**
 * openapi-fetch declares that it wants the platform's classes. Of a request it calls the constructor and reads the method;
 * of a response it reads `ok`, `status`, `headers.get` and `text`. That much ours have: see the tests of the wire form.
 */
const REQUEST_CLASS = OutgoingRequest as unknown as typeof Request;
