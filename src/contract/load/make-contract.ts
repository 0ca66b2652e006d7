import type { Contract } from '../contract.js';
import { FORMATS } from '../schema/formats.js';
import type { Direction } from '../schema/one-way.js';
import { Schemas } from '../schema/schemas.js';
import { describeOperation, describeResponse } from './describe.js';
import type { JsonObject } from './json.js';
import type { OperationModel } from './model.js';
import { readModel, withUniqueIds } from './read-model.js';
import { DOCUMENT, isOf30, reference, requestSchema } from './schemas.js';
import type { SpecSource } from './source.js';

/** What a contract has that it gets from a document alone. */
export type ReadContract = Pick<Contract, 'server' | 'servers' | 'operations' | 'requests' | 'bodies' | 'responses'>;

/**
 * Makes a contract of a document in which references lead to the document itself. Each schema is compiled when it is first
 * needed, and only once.
 *
 * @param schemas The document as it was, where schemas in it have ids.
 * @throws SpecProblemsError when something cannot be read.
 */
export function makeContract(source: SpecSource, schemas: JsonObject = source.document): ReadContract {
  const model = readModel({ ...source, isForeign: true });
  const operations = withUniqueIds(model.operations, (pointer, reason) => source.note?.(pointer, reason));
  const dialect = isOf30(source) ? 'openapi-3.0' : '2020-12';
  const schemasOf = (direction: Direction) =>
    new Schemas({ formats: FORMATS, direction }).add(DOCUMENT, schemas, { dialect });
  const [forRequests, forResponses] = [schemasOf('request'), schemasOf('response')];
  const byId = <Value>(describe: (operation: OperationModel) => Value) =>
    Object.fromEntries(operations.map((operation) => [operation.operationId, describe(operation)]));
  return {
    server: model.server,
    servers: model.servers,
    operations: byId(describeOperation),
    requests: byId((operation) => forRequests.validator(requestSchema(operation, true))),
    bodies: byId(({ requestBody }) =>
      Object.fromEntries(
        (requestBody?.content ?? []).map(({ mediaType, schema }) => [
          mediaType,
          forRequests.validator(reference(schema)),
        ]),
      ),
    ),
    responses: byId(({ responses }) =>
      Object.fromEntries(
        responses.map((response) => [
          response.status,
          describeResponse(response, (schema) => forResponses.validator(schema)),
        ]),
      ),
    ),
  };
}
