import {
  type BigCommerceError,
  type CallDetails,
  ContractViolationError,
  type Inspect,
  type Inspection,
  type Violation,
} from '#errors';
import type { Redactor } from '../redact.js';
import { detailsOf } from './failure.js';
import type { WireRequest } from './request.js';
import type { ReceivedResponse } from './response.js';

export interface InspectionSettings {
  readonly inspect: Inspect | undefined;
  readonly serverUrl: string;
  readonly redact: Redactor;
}

/** @throws ContractViolationError when the client checks a contract and the request breaks it. */
export function inspectRequest(
  call: CallDetails & { readonly wire: WireRequest },
  { inspect, serverUrl, redact }: InspectionSettings,
): Inspection | undefined {
  if (!inspect) return undefined;
  const { method, url, headers, body } = call.wire;
  const request = { operationId: call.operationId, serverUrl, method, url, headers: new Headers(headers), body };
  const inspection = inspect(request);
  const breach = inspection && breachOf(inspection.violations, detailsOf(call), redact);
  if (breach) throw breach;
  return inspection;
}

/** The error of a response that breaks the contract, if it does. */
export function breachIn(
  call: CallDetails,
  { response, payload, requestId }: ReceivedResponse,
  inspection: Inspection,
  cause: BigCommerceError | undefined,
  redact: Redactor,
): BigCommerceError | undefined {
  const { status, headers } = response;
  const found = inspection.findInAnswer({ status, headers, body: payload });
  return breachOf(found, detailsOf(call), redact, { status, requestId, cause });
}

/** The response that breaks the contract, and the error that it would be without one. */
interface BrokenResponse {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly cause: unknown;
}

/** The error of a call that breaks the contract, if it does. Without a response, nothing has been sent. */
function breachOf(
  violations: readonly Violation[],
  call: CallDetails,
  redact: Redactor,
  response?: BrokenResponse,
): ContractViolationError | undefined {
  if (violations.length === 0) return undefined;
  const clean = violations.map((violation) => ({
    ...violation,
    pointer: redact.text(violation.pointer),
    actual: redact.json(violation.actual),
    message: redact.text(violation.message),
  }));
  return new ContractViolationError(clean, { ...call, ...response });
}
