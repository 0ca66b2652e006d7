import type { Contract } from '../../src/contract/index.js';
import type { OperationModel, SpecModel } from '../codegen/model.js';
import { readModel } from '../codegen/read-model.js';
import { pointerTo } from '../spec/json.js';
import { compileAt, createSchemaCompiler } from '../spec/schema-compiler.js';
import type { SpecSource } from '../spec/source.js';
import type { AssertedSequence } from './asserted-exchange.js';
import { flowsOf, isFlowIn } from './flows.js';
import { type CoverageItem, keyOf } from './item.js';
import { perSchema } from './per-schema.js';
import { readExchange } from './read-exchange.js';
import type { Accepts } from './schema-places.js';
import type { Topic } from './topic.js';
import { requestTopic } from './topic-requests.js';
import { responseTopic } from './topic-responses.js';
import { ruleTopic } from './topic-rules.js';
import { schemaTopic } from './topic-schemas.js';

/** An item of a document, and whether any exchange covers it. */
export interface MeasuredItem extends CoverageItem {
  readonly isCovered: boolean;
}

/**
 * Lists everything in a document that exchanges can cover, and says what these exchanges do cover. The ten criteria and
 * what is kept count only for exchanges that conform; what is broken counts only where the checker found exactly that.
 *
 * @param contract The contract of the same document.
 * @throws SpecProblemsError when the document asks for something that cannot be generated.
 */
export function measureCoverage(
  source: SpecSource,
  contract: Contract,
  sequences: readonly AssertedSequence[],
): MeasuredItem[] {
  const model = readModel(source);
  const topics = [requestTopic, responseTopic, schemaTopic(acceptsIn(source)), ruleTopic(model.server)];
  const covered = new Set(coveredBy(model, contract, topics, sequences));
  return itemsOf(model, topics).map((item) => ({ ...item, isCovered: covered.has(keyOf(item)) }));
}

function itemsOf(model: SpecModel, topics: readonly Topic[]): CoverageItem[] {
  const paths = [...new Set(model.operations.map(({ path }) => path))];
  return [
    ...paths.map((path) => pathItem(path, model)),
    ...model.operations.flatMap((operation) => topics.flatMap((topic) => topic.list(operation))),
    ...flowsOf(model).map(({ item }) => item),
  ];
}

function pathItem(path: string, { operations }: SpecModel): CoverageItem {
  const operationIds = operations.filter((operation) => operation.path === path).map(({ operationId }) => operationId);
  return { criterion: 'path', operationIds, name: path, pointer: pointerTo('/paths', path) };
}

function* coveredBy(
  model: SpecModel,
  contract: Contract,
  topics: readonly Topic[],
  sequences: readonly AssertedSequence[],
): Generator<string> {
  const operations = new Map(model.operations.map((operation) => [operation.operationId, operation]));
  for (const { operation, ...asserted } of sequences.flat().flatMap((one) => withOperation(one, operations))) {
    const reading = readExchange(asserted, operation, contract);
    if (reading.conforms) yield keyOf(pathItem(operation.path, model));
    for (const topic of topics) yield* topic.observe(reading);
  }
  const flows = flowsOf(model);
  for (const sequence of sequences) {
    for (const flow of flows) if (isFlowIn(flow, sequence)) yield keyOf(flow.item);
  }
}

/** An exchange of an operation that the document does not have covers nothing in it. */
function withOperation<One extends AssertedSequence[number]>(
  asserted: One,
  operations: ReadonlyMap<string, OperationModel>,
): (One & { operation: OperationModel })[] {
  const operation = operations.get(asserted.operationId);
  return operation ? [{ ...asserted, operation }] : [];
}

/** Judges values by schemas of a document, each compiled when it is first needed. */
function acceptsIn({ document }: SpecSource): Accepts {
  const compiler = createSchemaCompiler(document, { strictTypes: false });
  const validators = perSchema((node) => compileAt(compiler, node.pointer));
  return (node, value) => validators(node)(value);
}
