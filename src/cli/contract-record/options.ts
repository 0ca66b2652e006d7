import { complaintsOf, parseArguments } from '../arguments.js';
import { contractRecordManual } from '../manual/contract-record.js';
import type { Target } from './scenario.js';

const wrong = complaintsOf(contractRecordManual);

export interface RecordOptions {
  /** The folder that recordings are written to. */
  readonly out: string;
  readonly baseUrl: string | undefined;
  /** What may be written; `undefined` for reading only. */
  readonly target: Target | undefined;
  /** Whether nobody is to be asked before something is written. */
  readonly yes: boolean;
}

/** @throws UsageError that names what is wrong and what there is. */
export function readRecordOptions(argv: readonly string[]): RecordOptions {
  const { values, positionals } = parsed(argv);
  const [surplus] = positionals;
  if (surplus !== undefined) throw wrong(`there is nothing to be done with ${JSON.stringify(surplus)}`);
  const { out, yes } = values;
  if (out === '') throw wrong('--out needs the name of a folder');
  const [customerId, attributeId] = [values['customer-id'], values['attribute-id']].map(readId);
  if ((customerId === undefined) !== (attributeId === undefined))
    throw wrong('--customer-id and --attribute-id go together');
  const target = customerId !== undefined && attributeId !== undefined ? { customerId, attributeId } : undefined;
  return { out, baseUrl: values['base-url'], target, yes };
}

function readId(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw wrong(`${JSON.stringify(text)} is not an id`);
  return Number(text);
}

function parsed(argv: readonly string[]) {
  return parseArguments(
    argv,
    {
      out: { type: 'string', short: 'o', default: 'recordings' },
      'base-url': { type: 'string' },
      'customer-id': { type: 'string' },
      'attribute-id': { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
    },
    wrong,
  );
}
