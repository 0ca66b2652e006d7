// An OpenTelemetry span for every request, with its retries and waiting times. The client publishes attempts on a channel of
// node:diagnostics_channel, which works with any tracing tool.
//
//   npm install @opentelemetry/api @opentelemetry/sdk-trace-base
//   npx tsx examples/traces.ts

import { subscribe } from 'node:diagnostics_channel';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { type Attempt, createCustomersClient } from 'bigcommerce-customers';
import { startSandbox } from 'bigcommerce-customers/sandbox';

// Your service already has a provider, with an exporter to a collector.
const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('bigcommerce-customers');

// One message for each request, after it has ended. `startTime` is the time when it was sent.
subscribe('bigcommerce-customers:attempt', (message) => {
  const { operationId, attempt, status, reason, durationMs, waitedMs, rateLimit } = message as Attempt;
  const endedAtMs = Date.now();
  const span = tracer.startSpan(operationId, {
    kind: SpanKind.CLIENT,
    startTime: endedAtMs - durationMs,
    attributes: {
      'http.request.resend_count': attempt - 1,
      'bigcommerce.waited_ms': waitedMs,
      ...(status === undefined ? { 'error.type': reason } : { 'http.response.status_code': status }),
      ...(rateLimit?.requestsLeft === undefined ? {} : { 'bigcommerce.requests_left': rateLimit.requestsLeft }),
    },
  });
  if (status === undefined || status >= 400) span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
  span.end(endedAtMs);
});

const sandbox = await startSandbox({ customers: 10 });
const { url: baseUrl, storeHash, accessToken } = sandbox;
const bigcommerce = createCustomersClient({ baseUrl, storeHash, accessToken, retry: { minDelayMs: 10 } });

sandbox.faults.plan([{ kind: 'server-error', status: 503, applied: false }, 'reset']);
await bigcommerce.customers.delete([1, 2]);

for (const { name, status, attributes } of exporter.getFinishedSpans()) {
  const result = attributes['http.response.status_code'] ?? attributes['error.type'];
  const isError = status.code === SpanStatusCode.ERROR;
  console.log(`${name}, resend ${attributes['http.request.resend_count']}: ${result}${isError ? ' (error)' : ''}`);
}
await provider.shutdown();
await sandbox.stop();
