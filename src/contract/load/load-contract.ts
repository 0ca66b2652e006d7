import type { Validator } from '../../../generated/descriptor.js';
import type { Contract } from '../contract.js';
import { checkPatterns } from './check-patterns.js';
import { describeOperation, describeResponse } from './describe.js';
import { ANYTHING } from './document.js';
import { noteUnknownFormats } from './formats.js';
import { isObject, type JsonObject } from './json.js';
import { oneWayCompiler, withChoices } from './one-way.js';
import { readModel, withUniqueIds } from './read-model.js';
import { loadLibraries, readSource } from './read-source.js';
import type { SchemaCompiler } from './schema-compiler.js';
import { reference, requestSchema } from './schemas.js';
import type { SpecProblem } from './source.js';
import { upgraded } from './upgrade.js';

export interface LoadOptions {
  /**
   * Patterns are matched in time that grows with the text alone, so that no text keeps a check busy for hours. For one that
   * refers back to a group (`(a+)\1`) or takes more than 10,000 steps, no such way is known: it is refused. With `'trust'`,
   * RegExp matches these, however long it takes, and what is no pattern of JavaScript, `(?i)` for one, is not checked, but
   * listed in `unchecked`.
   */
  readonly patterns?: 'trust' | undefined;
}

/**
 * Makes a contract of any OpenAPI 3.0 or 3.1 document: the path of a file, the text of one, or an object. References may
 * lead to other files, not to the network. Each schema is compiled when it is first needed, and only once.
 *
 * What is not looked at: bodies that are neither JSON nor forms nor plain text, of which only the media type is checked;
 * parameters and forms that nobody says how to write or to tell apart; formats that nobody knows; discriminators that do not
 * choose among references; client certificates, webhooks, callbacks and links. Operations that have the id of another are
 * called `id (METHOD /path)`.
 * `unchecked` of the contract lists each of these places with its line.
 *
 * It needs the packages `ajv`, `ajv-formats`, `yaml` and `@apidevtools/swagger-parser`.
 *
 * @throws Error when one of these packages is not installed.
 * @throws SpecProblemsError when the document cannot be read or is not valid, or has a pattern that cannot be
 *   matched, with file, line and reason.
 */
export async function loadContract(source: string | object, options: LoadOptions = {}): Promise<Contract> {
  const libraries = await loadLibraries();
  const { document, placeOf, ...read } = await readSource(source, libraries);
  const current = withAnything(upgraded(document));
  const unchecked: SpecProblem[] = [];
  const note = (pointer: string, reason: string) => unchecked.push(read.problemAt(pointer, 'unchecked', reason));
  checkPatterns(current, read.problemAt, options.patterns === 'trust', note);
  const model = readModel({ ...read, document: current, isForeign: true, unchecked });
  noteUnknownFormats(current, libraries, note);
  const operations = withUniqueIds(model.operations, note);
  const chosen = withChoices(current, note);
  const forRequests = compilerOnce(() => oneWayCompiler(libraries, chosen, 'readOnly'));
  const forResponses = compilerOnce(() => oneWayCompiler(libraries, chosen, 'writeOnly'));
  const byId = <Value>(describe: (operation: (typeof operations)[number]) => Value) =>
    Object.fromEntries(operations.map((operation) => [operation.operationId, describe(operation)]));
  return {
    server: model.server,
    servers: model.servers,
    operations: byId(describeOperation),
    requests: byId((operation) => validatorOf(forRequests, requestSchema(operation, true))),
    bodies: byId(({ requestBody }) =>
      Object.fromEntries(
        (requestBody?.content ?? []).map(({ mediaType, schema }) => [
          mediaType,
          validatorOf(forRequests, reference(schema)),
        ]),
      ),
    ),
    responses: byId(({ responses }) =>
      Object.fromEntries(
        responses.map((response) => [
          response.status,
          describeResponse(response, (schema) => validatorOf(forResponses, schema)),
        ]),
      ),
    ),
    document: current,
    file: read.path,
    // What stands with a path is read for each of its operations.
    unchecked: [...new Map(unchecked.map((problem) => [`${problem.pointer} ${problem.reason}`, problem])).values()],
    placeOf,
    lineOf: (pointer) => {
      const { file, line } = placeOf(pointer);
      return file === undefined ? line : undefined;
    },
  };
}

/** Validators are compiled when they are first needed: of most documents, few operations are called. */
function validatorOf(compiler: () => SchemaCompiler, schema: JsonObject): Validator {
  let compiled: ReturnType<SchemaCompiler['compile']> | undefined;
  const validate: Validator = (value) => {
    compiled ??= compiler().compile(schema);
    const valid = compiled(value) === true;
    validate.errors = compiled.errors ?? null;
    return valid;
  };
  return validate;
}

function compilerOnce(make: () => SchemaCompiler): () => SchemaCompiler {
  let compiler: SchemaCompiler | undefined;
  return () => {
    compiler ??= make();
    return compiler;
  };
}

function withAnything(document: JsonObject): JsonObject {
  const [components, name] = ANYTHING;
  const known = isObject(document[components]) ? document[components] : {};
  return { ...document, [components]: { ...known, [name]: {} } };
}
