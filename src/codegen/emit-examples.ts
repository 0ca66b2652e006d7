import { DocumentNode, type OperationModel, type SpecModel } from '../contract/load/model.js';
import type { ModelSource } from '../contract/load/source.js';
import { isJson } from '../contract/read-body.js';
import { entriesOf, type Json, ownMember, pointerTo } from '../json.js';
import type { CodegenSource } from './codegen-source.js';
import { printLiteral, printName } from './print.js';

/** Writes the first example of what each operation responds with when it succeeds. */
export function emitExamples(source: CodegenSource, model: SpecModel): string {
  const members = examplesIn(source, model).map(
    ([operationId, example]) =>
      `  ${printName(operationId)}: ${example ? printLiteral(example, '  ') : 'undefined'},\n`,
  );
  return `import type { OperationId } from './operations.js';

/** A response to a call, as the document shows it. Without a body, there is none. */
export interface ExampleResponse {
  readonly status: number;
  readonly body?: unknown;
}

/** The first success of each operation with an example, or without a body; \`undefined\` if there is none. */
export const examples: Readonly<Record<OperationId, ExampleResponse | undefined>> = {
${members.join('')}};
`;
}

/** The example of each operation, by its id. */
export function examplesIn(
  source: ModelSource,
  { operations }: SpecModel,
): [operationId: string, Example | undefined][] {
  return operations.map((operation) => [operation.operationId, exampleOf(source, operation)]);
}

interface Example {
  readonly status: number;
  readonly body?: Json;
}

function exampleOf(source: ModelSource, { responses }: OperationModel): Example | undefined {
  for (const { status, pointer, content } of responses.filter((response) => /^2\d\d$/.test(response.status))) {
    if (content.length === 0) return { status: Number(status) };
    for (const { mediaType } of content.filter((media) => isJson(media.mediaType))) {
      const { object } = DocumentNode.in(source, pointerTo(pointer, 'content', mediaType));
      const [[, first] = []] = entriesOf(object['examples']);
      const body = ownMember(first, 'value') ?? object['example'];
      if (body !== undefined) return { status: Number(status), body };
    }
  }
  return undefined;
}
