import { parseSpec } from '../../../scripts/spec/source.js';
import { ORIGIN } from '../../support/server.js';

/** Two operations that share a schema. */
export const SMALL = parseSpec(
  `openapi: 3.1.0
info: { title: Small, version: '1' }
servers: [{ url: ${ORIGIN}/stores/abc123example/v3 }]
security: [{ Token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200':
          description: Things.
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
    delete:
      operationId: deleteThings
      parameters: [{ name: id, in: query, style: form, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        '200':
          description: What was deleted.
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
components:
  securitySchemes: { Token: { type: apiKey, in: header, name: X-Auth-Token } }
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: { type: integer, minimum: 1 }
`,
  'small.yaml',
);
