import { type OptionChecks, optional } from '../../options.js';
import { checkSeed } from '../checks.js';
import { createRandom } from '../seed/generate-seed.js';
import { checkMembers, FAULT_KINDS, type Fault, type FaultInput, faultOf, NAMED_FAULT_KINDS } from './fault.js';

export interface RandomFaults {
  /** The same seed gives the same faults, if requests arrive in the same order. Default: 1. */
  readonly seed?: number;
  /** The share of requests that get a fault, from 0 to 1. Default: 0.1. */
  readonly rate?: number;
  /**
   * The faults to draw from, each as likely as the others. Default: the transient ones, which are all but `stall`,
   * `turned-away`, `redirect` and `foreign-page`.
   */
  readonly kinds?: readonly FaultInput[];
}

/** Makes requests fail. Each planned fault is for one request; random faults are for requests without a planned one. */
export interface Faults {
  /** Adds faults for the next requests that have none planned. */
  next(...faults: readonly (FaultInput | readonly FaultInput[])[]): void;
  /** Replaces the planned faults. `none` lets a request through. */
  plan(faults: readonly FaultInput[]): void;
  /** Makes a share of all requests without a planned fault fail. */
  random(settings?: RandomFaults): void;
  /** Removes planned and random faults. */
  clear(): void;
  /** The number of planned faults. */
  readonly planned: number;
}

/** The faults as the sandbox uses them: `take` returns the fault of the request that has just arrived. */
export interface FaultSource {
  readonly faults: Faults;
  take(): Fault;
}

/** The methods throw a TypeError for an unknown fault, member or setting. */
export function createFaults(): FaultSource {
  let queue: Fault[] = [];
  let draw: () => Fault = noFault;
  const faults: Faults = {
    next: (...more) => {
      queue.push(...more.flat().map(faultOf));
    },
    plan: (all) => {
      queue = all.map(faultOf);
    },
    random: (settings = {}) => {
      draw = drawFrom(settings);
    },
    clear: () => {
      queue = [];
      draw = noFault;
    },
    get planned() {
      return queue.length;
    },
  };
  return { faults, take: () => queue.shift() ?? draw() };
}

function drawFrom(settings: RandomFaults): () => Fault {
  checkMembers(settings, RANDOM_CHECKS, 'settings');
  const { seed = 1, rate = 0.1, kinds = TRANSIENT_KINDS } = settings;
  const drawn = kinds.map(faultOf);
  const random = createRandom(seed);
  return () => (random() < rate ? drawn[Math.floor(random() * drawn.length)] : undefined) ?? noFault();
}

const TRANSIENT_KINDS = FAULT_KINDS.filter((kind) => kind !== 'none' && !NAMED_FAULT_KINDS.includes(kind));

const RANDOM_CHECKS: OptionChecks<RandomFaults> = {
  seed: optional(checkSeed),
  rate: optional((value) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'must be a number from 0 to 1',
  ),
  kinds: optional((value) =>
    Array.isArray(value) && value.length > 0 ? undefined : 'must be an array of at least one fault',
  ),
};

function noFault(): Fault {
  return { kind: 'none' };
}
