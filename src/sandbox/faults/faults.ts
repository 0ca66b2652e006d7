import { type OptionChecks, optional } from '../../options.js';
import { createRandom } from '../seed/generate-seed.js';
import { checkSeed } from '../switches.js';
import { checkMembers, FAULT_KINDS, type Fault, type FaultInput, faultOf, NAMED_FAULT_KINDS } from './fault.js';

export interface RandomFaults {
  /** The same faults for the same seed, as long as requests come in the same order. Default: 1. */
  readonly seed?: number;
  /** The share of requests that have a fault, from 0 to 1. Default: 0.1. */
  readonly rate?: number;
  /**
   * Which faults there are, each as likely as the others. Default: those that pass when a request is sent again, which are
   * all but `stall`, `turned-away`, `redirect` and `foreign-page`.
   */
  readonly kinds?: readonly FaultInput[];
}

/** What is to go wrong. Faults that were asked for come first, one for each request; random ones afterwards. */
export interface Faults {
  /** For the next requests, after those that have one already. */
  next(...faults: readonly (FaultInput | readonly FaultInput[])[]): void;
  /** For the next requests, instead of what was planned so far. `none` lets a request through. */
  plan(faults: readonly FaultInput[]): void;
  /** For a share of all requests that nothing is planned for. */
  random(settings?: RandomFaults): void;
  /** Nothing goes wrong any more. */
  clear(): void;
  /** How many requests there is a plan for. */
  readonly planned: number;
}

/** What a sandbox needs of them: the fate of the request that has just arrived. */
export interface FaultSource {
  readonly faults: Faults;
  take(): Fault;
}

/** @throws TypeError from every method that is given a fault, a member of one or a setting that there is not. */
export function createFaults(): FaultSource {
  let queue: Fault[] = [];
  let draw: () => Fault = nothing;
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
      draw = nothing;
    },
    get planned() {
      return queue.length;
    },
  };
  return { faults, take: () => queue.shift() ?? draw() };
}

function drawFrom(settings: RandomFaults): () => Fault {
  checkMembers(settings, CHECKS, 'random faults');
  const { seed = 1, rate = 0.1, kinds = USUAL_KINDS } = settings;
  const drawn = kinds.map(faultOf);
  const random = createRandom(seed);
  return () => (random() < rate ? drawn[Math.floor(random() * drawn.length)] : undefined) ?? nothing();
}

/** What happens now and then in a working day, and passes. */
const USUAL_KINDS = FAULT_KINDS.filter((kind) => kind !== 'none' && !NAMED_FAULT_KINDS.includes(kind));

const CHECKS: OptionChecks<RandomFaults> = {
  seed: optional(checkSeed),
  rate: optional((value) => (isShare(value) ? undefined : 'must be a number from 0 to 1')),
  kinds: optional((value) => (Array.isArray(value) && value.length > 0 ? undefined : 'must be at least one kind')),
};

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function nothing(): Fault {
  return { kind: 'none' };
}
