import type { OperationModel, ParameterModel } from '../codegen/model.js';
import { pointerTo } from '../spec/json.js';
import type { Criterion } from './criteria.js';
import { type CoverageItem, keyOf } from './item.js';
import { parameterKey, type Reading } from './read-exchange.js';
import type { Topic } from './topic.js';
import { valueForms } from './value-forms.js';

/** What requests are made of: the operation, media types, parameters, the values of these, and what is left out. */
export const requestTopic: Topic = { list, observe };

function list(operation: OperationModel): CoverageItem[] {
  const { operationId, method, path, pointer, parameters, requestBody } = operation;
  const item = (criterion: Criterion, name: string, at: string) => ({
    criterion,
    operationIds: [operationId],
    name,
    pointer: at,
  });
  const body = pointerTo(pointer, 'requestBody');
  return [
    item('operation', `${method} ${path}`, pointer),
    ...(requestBody?.content ?? []).map(({ mediaType }) =>
      item('request content type', mediaType, pointerTo(body, 'content', mediaType)),
    ),
    ...(requestBody ? PRESENCES.map((presence) => item('presence and absence', `body ${presence}`, body)) : []),
    ...parameters.flatMap((parameter) => {
      const key = parameterKey(parameter);
      return [
        item('parameter', key, parameter.pointer),
        ...valueForms(parameter).map(({ name }) => item('parameter value', `${key} ${name}`, parameter.pointer)),
        // Without its parameter, a path is another path.
        ...PRESENCES.filter((presence) => presence === PRESENT || parameter.in !== 'path').map((presence) =>
          item('presence and absence', `${key} ${presence}`, parameter.pointer),
        ),
      ];
    }),
  ];
}

const PRESENT = 'there';
const ABSENT = 'left out';
const PRESENCES = [PRESENT, ABSENT];

function* observe({ operation, conforms, violations, request }: Reading): Generator<string> {
  const { operationId, method, path, parameters, requestBody } = operation;
  const key = (criterion: Criterion, name: string) => keyOf({ criterion, operationIds: [operationId], name });
  if (!request) return;
  if (conforms) {
    yield key('operation', `${method} ${path}`);
    if (request.body) yield key('request content type', request.body.content.mediaType);
    if (request.body) yield key('presence and absence', `body ${PRESENT}`);
  }
  const isMissed = (part: string) =>
    violations.some(({ location, keyword }) => location === `request.${part}` && keyword === 'required');
  if (requestBody && !request.body && (requestBody.required ? isMissed('body') : conforms))
    yield key('presence and absence', `body ${ABSENT}`);
  for (const parameter of parameters) {
    const name = parameterKey(parameter);
    if (!request.parameters.has(name)) {
      if (parameter.required ? isMissed(parameter.in) : conforms)
        yield key('presence and absence', `${name} ${ABSENT}`);
    } else if (conforms) {
      yield key('parameter', name);
      yield key('presence and absence', `${name} ${PRESENT}`);
      yield* formsOf(parameter, request.parameters.get(name)).map((form) => key('parameter value', `${name} ${form}`));
    }
  }
}

function formsOf(parameter: ParameterModel, value: unknown): string[] {
  return valueForms(parameter)
    .filter((form) => form.matches(value))
    .map(({ name }) => name);
}
