import { parseSpec } from '../../../scripts/spec/source.js';
import { checkExchange, type WireExchange } from '../../../src/contract/index.js';
import { matchOperation } from '../../../src/contract/match.js';
import type { AssertedSequence } from '../../../src/score/coverage/items.js';
import { type MeasuredItem, measureCoverage } from '../../../src/score/coverage/measure.js';
import { contractFrom } from '../../support/contract-from.js';

/** A document that is small enough to know everything that can be covered in it. */
export const BOOKSHELF = parseSpec(
  `openapi: 3.1.0
info: { title: Bookshelf, version: '1' }
servers: [{ url: 'https://example.com/api' }]
paths:
  /books:
    get:
      operationId: listBooks
      parameters:
        - { name: sort, in: query, schema: { enum: [title, year] } }
        - { name: lent, in: query, schema: { type: boolean } }
        - { name: shelf, in: query, explode: false, schema: { type: array, items: { type: integer, minimum: 1, maximum: 9 } } }
      responses:
        '200':
          description: Books.
          headers: { X-Total: { schema: { type: integer } } }
          content:
            application/json:
              schema:
                type: array
                items:
                  type: object
                  required: [title]
                  properties:
                    title: { type: string, maxLength: 4 }
                    lender:
                      anyOf:
                        - { type: string }
                        - { type: object, required: [name], properties: { name: { type: string }, since: { type: string } } }
                        - { type: object, properties: { since: { type: integer } } }
        '404': { description: No such shelf., x-body-optional: true, content: { text/plain: { schema: { type: string } } } }
    post:
      operationId: addBook
      requestBody:
        content: { application/json: { schema: { type: object, properties: { title: { type: string } } } } }
      responses:
        '201': { description: Added. }
        4XX: { description: Refused. }
`,
  'bookshelf.yaml',
);

const CONTRACT = contractFrom(BOOKSHELF);

export const LISTED = { status: 200, headers: { 'Content-Type': 'application/json' }, body: '[]' };

/** An exchange that asks for books, by default successfully. */
export function list(query = '', response: WireExchange['response'] = LISTED): WireExchange {
  return { request: { method: 'GET', url: `https://example.com/api/books${query}` }, response };
}

/** An exchange that adds a book. */
export function add(response: WireExchange['response'] = { status: 201 }, body?: string): WireExchange {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return { request: { method: 'POST', url: 'https://example.com/api/books', headers, body }, response };
}

/** What of the bookshelf each sequence of exchanges covers, with the verdicts of the checker. */
export function measure(...sequences: readonly (readonly WireExchange[])[]): MeasuredItem[] {
  const asserted = sequences.map(
    (sequence): AssertedSequence =>
      sequence.map((exchange) => {
        const match = matchOperation(exchange.request, CONTRACT);
        const operationId = 'operation' in match ? match.operation.operationId : 'listBooks';
        return { operationId, ...exchange, violations: checkExchange(exchange, CONTRACT) };
      }),
  );
  return measureCoverage(BOOKSHELF, CONTRACT, asserted);
}

/** What these exchanges cover, as the exchanges of one test. */
export function covered(...exchanges: WireExchange[]): MeasuredItem[] {
  return measure(exchanges).filter(({ isCovered }) => isCovered);
}

/** Items as `criterion: name`, in alphabetical order. */
export function named(items: readonly MeasuredItem[]): string[] {
  return items.map(({ criterion, name }) => `${criterion}: ${name}`).sort();
}
