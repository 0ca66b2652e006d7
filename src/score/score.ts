import { type Contract, checkExchange, operationIdOf } from '#contract';
import { acceptsIn } from './coverage/accepts.js';
import type { AssertedExchange } from './coverage/items.js';
import { type MeasuredItem, measureCoverage } from './coverage/measure.js';
import { isCut, sitesOf } from './coverage/topic-schemas.js';
import { type Counterexample, createDerivation } from './derived-evidence.js';
import { type ScoredDocument, scoredDocument } from './document.js';
import { createCosts, drawn } from './mutants/draw.js';
import { mutantsOf, mutate } from './mutants/mutate.js';
import { groupedBy } from './mutants/spread.js';
import { createSurvey, type JudgedMutant } from './mutants/survey.js';
import { counterexampleEvidence, ownEvidence, type ScoredExchange, someOf } from './own-evidence.js';

export interface ScoreSettings {
  readonly contract: Contract;
  /** Exchanges by file, in the order in which they happened. */
  readonly files: readonly (readonly ScoredExchange[])[];
  /** Mutants that are judged. Of more, this many are drawn by their ids: always the same ones. */
  readonly mostMutants: number;
  /** Mutants that take more than this to judge are left out by the same draw. Default: none is. */
  readonly mostWork?: number;
}

/** Everything that is known about how well exchanges exercise a document. */
export interface Score {
  readonly document: ScoredDocument;
  readonly exchanges: ExchangeCounts;
  /** How many exchanges there are of each operation. */
  readonly exchangesOf: ReadonlyMap<string, number>;
  readonly items: readonly (MeasuredItem & { readonly isUnchecked: boolean })[];
  readonly mutants: readonly JudgedMutant[];
  /** How many mutants the document has, judged or not. */
  readonly allMutants: number;
  readonly counterexamples: readonly Counterexample[];
  /** Derived halves of exchanges that were judged, and how many could be derived. */
  readonly derived: { readonly judged: number; readonly all: number };
  /** Operations with schemas of which only the first places count. */
  readonly cut: readonly string[];
}

export interface ExchangeCounts {
  readonly all: number;
  readonly conforming: number;
  /** Rejected by the contract: they show that it does reject. */
  readonly rejected: number;
  /** Among the rejected, those that call no operation of the document. */
  readonly unmatched: number;
}

/** Measures what exchanges exercise of a document, and how many of its mutants they notice. */
export function scoreOf({ contract: given, files, mostMutants, mostWork = Infinity }: ScoreSettings): Score {
  const document = scoredDocument(given);
  const { contract, model, source, isUnchecked } = document;
  const sequences = files.map((file) => file.map((one) => asserted(one, contract)));
  const all = sequences.flat();
  const conforming = groupedBy(
    all.filter(({ violations }) => violations.length === 0),
    ({ operationId }) => operationId,
  );
  const items = measureCoverage(
    source,
    contract,
    sequences.map((sequence) => sequence.map(({ exchange, ...rest }) => ({ ...rest, ...exchange }))),
  );
  const derivedOf = createDerivation(document, conforming, acceptsIn(source));
  const operations = new Map(model.operations.map((operation) => [operation.operationId, operation]));
  const evidenceOf = (operationId: string) => {
    const operation = operations.get(operationId);
    return operation ? derivedOf(operation).evidence : [];
  };
  const derived = model.operations.map(derivedOf);
  const counterexamples = derived.flatMap(({ counterexamples: some }) => some);
  const own = ownEvidence(files.flat(), contract);
  const more = counterexamples.flatMap((one) => counterexampleEvidence(one, contract));
  const withCounterexamples = someOf([...own, ...more], contract);
  const judge = createSurvey({ document, own: someOf(own, contract), withCounterexamples, derivedOf: evidenceOf });
  const costOf = createCosts(model.operations, evidenceOf, withCounterexamples, JSON.stringify(source.document).length);
  const mutants = mutate(source.document, LIMITS).flatMap(mutantsOf);
  return {
    document,
    exchanges: countsOf(all),
    exchangesOf: countedBy(all),
    items: items.map((item) => {
      const isLeftOut = isItemUnchecked(item, isUnchecked);
      // What accepts everything is not kept by anything.
      return { ...item, isUnchecked: isLeftOut, isCovered: item.isCovered && !isLeftOut };
    }),
    mutants: drawn(mutants, { mutants: mostMutants, work: mostWork }, costOf).map(judge),
    allMutants: mutants.length,
    counterexamples,
    derived: {
      judged: derived.reduce((sum, { evidence }) => sum + evidence.length, 0),
      all: derived.reduce((sum, { all: every }) => sum + every, 0),
    },
    cut: model.operations.filter((operation) => sitesOf(operation).some(isCut)).map(({ operationId }) => operationId),
  };
}

/** A shared part is changed as a whole, and in a few of its uses. */
const LIMITS = { uses: 3, places: 100_000 };

type Asserted = ScoredExchange & Pick<AssertedExchange, 'operationId' | 'violations'>;

function asserted(one: ScoredExchange, contract: Contract): Asserted {
  const operationId = operationIdOf(one.exchange.request, contract) ?? '';
  return { ...one, operationId, violations: checkExchange(one.exchange, contract) };
}

function countsOf(all: readonly Asserted[]): ExchangeCounts {
  const rejected = all.filter(({ violations }) => violations.length > 0);
  return {
    all: all.length,
    conforming: all.length - rejected.length,
    rejected: rejected.length,
    unmatched: rejected.filter(({ operationId }) => operationId === '').length,
  };
}

function countedBy(all: readonly Asserted[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { operationId } of all) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
  return counts;
}

/** Rules of schemas are not checked where the document's own part is not; the part itself may be there or not. */
function isItemUnchecked(
  { criterion, pointer, owner }: MeasuredItem,
  isUnchecked: (pointer: string) => boolean,
): boolean {
  const isRule = ['keyword kept', 'keyword broken', 'boundary', 'response body property', 'wire form'].includes(
    criterion,
  );
  return isRule && (isUnchecked(pointer) || (owner !== undefined && isUnchecked(owner)));
}
