import { createOperations, type OperationFunctions, type OperationResult } from '../../generated/client.js';
import type { OperationDescriptor } from '../../generated/descriptor.js';
import { operations as descriptors, type OperationId } from '../../generated/operations.js';
import type { CallDetails } from '../errors/call-details.js';
import { attempt, type StartTimer } from './attempt.js';
import type { CallOptions } from './call-options.js';
import { explainFailure } from './explain-failure.js';
import { type FindProblem, interpretResponse, type ReceivedResponse } from './interpret-response.js';
import { type PreparedRequest, prepareRequest, type RequestDraft } from './prepare-request.js';
import type { Redactor } from './redact.js';

/** What an operation answers with when it succeeds. */
export type SuccessBody<Id extends OperationId> = Extract<OperationResult<Id>, { error?: never }>['data'];

/** Carries prepared requests to the store and brings back data or one typed error. */
export interface Transport {
  /** The URL that paths of operations are appended to. */
  readonly serverUrl: string;
  /**
   * Checks a request against the OpenAPI document.
   *
   * @throws InvalidRequestError with everything that is wrong. Nothing is sent.
   */
  prepare<Id extends OperationId>(draft: RequestDraft<Id>): PreparedRequest<Id>;
  /**
   * Sends a request once.
   *
   * @throws ApiError or the subclass for the status, MalformedResponseError, UnexpectedRedirectError, NetworkError,
   * TimeoutError, AbortError.
   */
  send<Id extends OperationId>(
    request: PreparedRequest<Id>,
    options: CallOptions,
    findProblem?: FindProblem,
  ): Promise<SuccessBody<Id>>;
}

export interface TransportSettings {
  /** The server's URL with its variables filled in. */
  readonly serverUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
  readonly timeoutMs: number;
  readonly redact: Redactor;
  readonly startTimer: StartTimer;
}

export function createTransport(settings: TransportSettings): Transport {
  const { serverUrl, headers, redact, startTimer } = settings;
  // Redirects are not followed: runtimes would send the access token to wherever they point.
  const functions: OperationFunctions = createOperations({ baseUrl: serverUrl, headers, redirect: 'manual' });

  async function send<Id extends OperationId>(
    { operationId, input }: PreparedRequest<Id>,
    options: CallOptions,
    findProblem?: FindProblem,
  ): Promise<SuccessBody<Id>> {
    const operation: OperationDescriptor = descriptors[operationId];
    const call: CallDetails = { operationId, method: operation.method, path: operation.path };
    const { signal, timeoutMs = settings.timeoutMs } = options;

    let sent = false;
    const fetch = async (request: Request) => {
      sent = true;
      // Looked up now and not when the client was made, so that instrumentation and test doubles installed since apply.
      const platformFetch = settings.fetch ?? globalThis.fetch;
      const response = await platformFetch(request);
      if (response.type === 'error') throw new TypeError('fetch gave an error in place of a response');
      return response;
    };
    const exchange = async (attemptSignal: AbortSignal): Promise<ReceivedResponse> => {
      // As text, because openapi-fetch throws away status and body when it meets JSON that it cannot parse.
      const init = {
        signal: attemptSignal,
        fetch,
        parseAs: 'text',
        ...(options.headers && { headers: options.headers }),
      };
      const { data, error, response } = await functions[operationId]({ ...input, ...init });
      return { response, payload: response.ok ? data : error };
    };

    const received = await attempt(exchange, { signal, timeoutMs, startTimer }).catch((error: unknown) => {
      throw explainFailure(error, { call, sent, timeoutMs, signal }, redact);
    });
    // What arrived is what the document promises, as far as the client looks. Contract checks look at the rest.
    return interpretResponse(operation, call, received, { redact, findProblem }) as SuccessBody<Id>;
  }

  return { serverUrl, prepare: (draft) => prepareRequest(draft, redact), send };
}
