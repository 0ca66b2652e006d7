import { type Contract, type ModelSource, memberOfMethod, type SpecModel } from '#contract';
import type { ViolationRule } from '#errors';
import { isRecord, type JsonObject, pointerTo, valueAtPointer } from '../json.js';
import { modelOf } from './coverage/measure.js';

/** A document whose exchanges are scored, in the form that all parts of a score read. */
export interface ScoredDocument {
  readonly contract: Contract;
  /** The document of the contract, in which every operation has an id of its own. */
  readonly source: ModelSource;
  readonly model: SpecModel;
  /** Where the document has a part. */
  placeOf(pointer: string): ViolationRule;
  /** Whether a part, or one that it is in, is listed as not checked. */
  isUnchecked(pointer: string): boolean;
}

/** Operations whose rules cannot be read are not part of what is scored. */
export function scoredDocument(given: Contract): ScoredDocument {
  const contract = withoutRefused(given);
  // A copy, because the operations get ids.
  const document: JsonObject = JSON.parse(JSON.stringify(contract.document));
  for (const id of Object.keys(given.refused ?? {})) {
    const { path = '', method = '' } = given.operations[id] ?? {};
    const [name = '', ...rest] = [...memberOfMethod(method)].reverse();
    const holder = valueAtPointer(document, pointerTo('/paths', path, ...rest));
    if (isRecord(holder)) delete holder[name];
  }
  const placeOf = contract.placeOf ?? ((pointer: string): ViolationRule => ({ pointer, ...lineIn(contract, pointer) }));
  const problemAt = (pointer: string, rule: string, reason: string) => {
    const { file = contract.file ?? 'document', line = 1 } = placeOf(pointer);
    return { file, line, column: 1, rule, reason, pointer };
  };
  const source: ModelSource = { document, problemAt };
  const model = modelOf(source);
  for (const { pointer, operationId } of model.operations) {
    const operation = valueAtPointer(document, pointer);
    if (isRecord(operation)) operation['operationId'] = operationId;
  }
  const uncheckedIn = uncheckedParts(contract);
  const isUnchecked = (pointer: string) => {
    if (uncheckedIn.size === 0) return false;
    const { pointer: at, file } = placeOf(pointer);
    const unchecked = uncheckedIn.get(file ?? contract.file ?? '') ?? [];
    return unchecked.some((part) => at === part || at.startsWith(`${part}/`));
  };
  return { contract, source, model, placeOf, isUnchecked };
}

function withoutRefused(contract: Contract): Contract {
  const { refused } = contract;
  if (!refused) return contract;
  const readable = Object.entries(contract.operations).filter(([id]) => !Object.hasOwn(refused, id));
  return { ...contract, operations: Object.fromEntries(readable), refused: undefined };
}

function lineIn({ lineOf }: Contract, pointer: string) {
  const line = lineOf(pointer);
  return line === undefined ? {} : { line };
}

/** By file. What is said of an operation's id is only what it is called here. */
function uncheckedParts({ unchecked = [] }: Contract): ReadonlyMap<string, readonly string[]> {
  const byFile = new Map<string, string[]>();
  for (const { file, pointer = '' } of unchecked) {
    if (pointer === '' || pointer.endsWith('/operationId')) continue;
    byFile.set(file, [...(byFile.get(file) ?? []), pointer]);
  }
  return byFile;
}
