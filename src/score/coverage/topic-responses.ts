import type { OperationModel, ResponseModel } from '#contract';
import { pointerTo } from '../../json.js';
import { type CoverageItem, type Criterion, keyOf } from './items.js';
import type { Reading } from './read-exchange.js';
import type { Topic } from './topic.js';

/** What answers are made of: statuses, classes of them, media types, headers. */
export const responseTopic: Topic = { list, observe };

function list({ operationId, pointer, responses }: OperationModel): CoverageItem[] {
  const at = (criterion: Criterion, name: string, place: string) => ({
    criterion,
    operationIds: [operationId],
    name,
    pointer: place,
  });
  const all = pointerTo(pointer, 'responses');
  const classes = [...new Set(responses.flatMap(classesOf))];
  return [
    ...classes.map((name) => at('status code class', name, all)),
    ...responses.flatMap((response) => [
      at('status code', response.status, pointerTo(all, response.status)),
      ...contentOf(response).map((name) =>
        at('response content type', `${response.status} ${name}`, contentPointer(response, name)),
      ),
      ...response.headers.map(({ name }) =>
        at('header', `${response.status} ${name}`, pointerTo(response.pointer, 'headers', name)),
      ),
    ]),
  ];
}

function* observe({ operation: { operationId }, conforms, response }: Reading): Generator<string> {
  const { documented, body, headers, status } = response ?? {};
  if (!conforms || !documented || status === undefined) return;
  const key = (criterion: Criterion, name: string) => keyOf({ criterion, operationIds: [operationId], name });
  yield key('status code class', status < 400 ? SUCCESS : ERROR);
  yield key('status code', documented.status);
  yield key('response content type', `${documented.status} ${body?.content.mediaType ?? NO_BODY}`);
  for (const name of headers?.keys() ?? []) yield key('header', `${documented.status} ${name}`);
}

const SUCCESS = 'success';
const ERROR = 'error';
const NO_BODY = 'no body';

/** `default` may be either, and asks for an error, which is what it is for. */
function classesOf({ status }: ResponseModel): string[] {
  return [/^[123]/.test(status) ? SUCCESS : ERROR];
}

/** That there is no body counts as a content type, where there may be none. */
function contentOf({ content, bodyOptional }: ResponseModel): string[] {
  const mediaTypes = content.map(({ mediaType }) => mediaType);
  return bodyOptional || mediaTypes.length === 0 ? [...mediaTypes, NO_BODY] : mediaTypes;
}

function contentPointer({ pointer }: ResponseModel, name: string): string {
  return name === NO_BODY ? pointer : pointerTo(pointer, 'content', name);
}
