import { specification } from '../../../generated/operations.js';
import { readHeaders } from '../../contract/exchange.js';
import { bigcommerceContract, type WireExchange } from '../../contract/index.js';
import { stampOf } from '../freshness/stamp.js';
import type { RecordedStep } from './record-scenario.js';

/** A step as it is saved: with nock definitions of its exchanges. */
export function recordingOf({ step, exchanges }: RecordedStep, now: Date): object {
  return {
    title: step.title,
    provenance: {
      kind: 'observed',
      note: 'Recorded from a store by bigcommerce-customers contract record. Texts and names are masked.',
      written: now.toISOString().slice(0, 'YYYY-MM-DD'.length),
      specification: specification.version,
      contract: stampOf(
        exchanges.map(({ request }) => request),
        bigcommerceContract,
      ),
    },
    exchanges: exchanges.map(definitionOf),
  };
}

function definitionOf({ request, response }: WireExchange): object {
  const { origin } = new URL(request.url);
  return {
    scope: origin,
    method: request.method,
    path: request.url.slice(origin.length),
    reqheaders: Object.fromEntries(readHeaders(request.headers)),
    ...(request.body !== undefined && { body: jsonOf(request.body) }),
    status: response.status,
    rawHeaders: Object.fromEntries(readHeaders(response.headers)),
    ...(response.body !== undefined && { response: jsonOf(response.body) }),
  };
}

/** JSON is easier to read as such than as a text. */
function jsonOf(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return body;
  }
}
