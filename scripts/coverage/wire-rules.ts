import type { OperationModel } from '../codegen/model.js';
import { wireTypes } from '../codegen/schema-parts.js';
import { pointerTo } from '../spec/json.js';
import { parameterKey } from './read-exchange.js';
import type { Rule } from './rule.js';

/** How values are written into a query. A list with one member looks the same in every form. */
export function wireRules({ parameters }: OperationModel): Rule[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap((parameter) => {
      const key = parameterKey(parameter);
      const types = wireTypes(parameter.schema);
      const isList = types.includes('array');
      const rule = (name: string, keyword: string, concerns: (value: unknown) => boolean): Rule => ({
        name: `${key} ${name}`,
        keyword,
        locations: ['request.query'],
        within: pointerTo('/request/query', parameter.name),
        pointer: parameter.pointer,
        concerns: ({ conforms, request }) => !conforms || concerns(request?.parameters.get(key)),
      });
      return [
        ...(isList && parameter.explode
          ? []
          : [rule(isList ? 'joined by the delimiter' : 'once', 'explode', isList ? hasSeveral : isSent)]),
        ...(types.length === 1 && types[0] === 'string' && !parameter.allowReserved
          ? [rule('percent-encoded', 'allowReserved', hasReserved)]
          : []),
        ...(parameter.dateFilter ? [rule('as it is, without percent-encoding', 'x-date-filter', hasReserved)] : []),
      ];
    });
}

const isSent = (value: unknown) => value !== undefined;
const hasSeveral = (value: unknown) => Array.isArray(value) && value.length > 1;
const hasReserved = (value: unknown) => typeof value === 'string' && encodeURIComponent(value) !== value;
