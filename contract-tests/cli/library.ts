/** An OpenAPI document of two operations. */
export const LIBRARY = `openapi: 3.0.3
info: { title: Library, version: '2' }
servers: [{ url: 'https://library.example/api' }]
security: [{ Key: [] }]
paths:
  /loans:
    get:
      operationId: listLoans
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }]
      responses:
        '200':
          description: Loans.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Loan' } }
    post:
      operationId: addLoan
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Loan' } } } }
      responses:
        '201': { description: Lent., content: { application/json: { schema: { $ref: '#/components/schemas/Loan' } } } }
        '409': { description: Not there. }
components:
  securitySchemes: { Key: { type: apiKey, in: header, name: X-Library-Key } }
  schemas:
    Loan:
      type: object
      required: [reader]
      properties:
        reader: { type: string, minLength: 2 }
        due: { type: string, format: date, nullable: true }
        place: { type: string, format: shelf-mark }
`;

/** The credential in the exchanges. */
export const KEY = 'k3y-of-a-reader-k3y-of-a-reader';
export const DUE = { reader: 'Astrid', due: '2026-12-24' };

/** A HAR entry. */
export function exchange(method: string, query: string, status: number, answer: unknown, sent?: unknown) {
  const type = { name: 'Content-Type', value: 'application/json' };
  const body = answer === undefined ? '' : JSON.stringify(answer);
  return {
    request: {
      method,
      url: `https://library.example/api/loans${query}`,
      headers: [{ name: 'X-Library-Key', value: KEY }, ...(sent === undefined ? [] : [type])],
      ...(sent !== undefined && { postData: { mimeType: 'application/json', text: JSON.stringify(sent) } }),
    },
    response: { status, headers: body === '' ? [] : [type], content: { size: body.length, text: body } },
  };
}

/** One that conforms, for each operation. */
export const LISTED = exchange('GET', '?limit=50', 200, [DUE]);
export const ADDED = exchange('POST', '', 201, DUE, DUE);
