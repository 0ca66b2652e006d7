import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { foreignJudge, type SeenExchange } from './foreign-judge.js';

/** A document can be registered only once. */
const judge = foreignJudge();

/** A server that passes everything on unchanged, and validates it. */
export async function startJudgingProxy(target: string) {
  const seen: SeenExchange[] = [];
  const verdicts: Promise<string[]>[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await bytesOf(incoming);
    const { method = '', url: path = '', headers } = incoming;
    const forwarded = request(`${target}${path}`, { method, headers });
    forwarded.end(body);
    const [answer]: IncomingMessage[] = await once(forwarded, 'response');
    if (!answer) return;
    const answerBody = await bytesOf(answer);
    const { statusCode: status = 0 } = answer;
    const isCompressed = answer.headers['content-encoding'] === 'gzip';
    const exchange = {
      method,
      path,
      requestHeaders: single(headers),
      requestBody: body.toString(),
      status,
      responseHeaders: single(answer.headers),
      responseBody: (isCompressed ? gunzipSync(answerBody) : answerBody).toString(),
    };
    seen.push(exchange);
    verdicts.push(judge(exchange));
    outgoing.writeHead(status, answer.headers);
    outgoing.end(answerBody);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    findings: async () => (await Promise.all(verdicts)).flat(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function single(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}
