import { type Check, type Evaluated, fail, never, visit } from './check.js';
import { eachIn } from './objects.js';

/** A check, followed by the `unevaluated…` checks beside it, which apply to everything that it has not evaluated. */
export function tracked(check: Check, members: Check | undefined, items: Check | undefined): Check {
  return (value, run, seen) => {
    if (typeof value !== 'object' || value === null) return check(value, run);
    const own = new EvaluatedParts();
    if (!check(value, run, own)) return false;
    const rest = Array.isArray(value) ? items : members;
    if (rest) {
      if (!rest(value, run, own)) return false;
      own.everything();
    }
    seen?.add(own);
    return true;
  };
}

export function unevaluatedProperties(check: Check): Check {
  return eachIn(Object.keys, (name, value, run, seen) => {
    if (seen?.hasMember(name)) return true;
    if (check === never) return fail(run, 'unevaluatedProperties', { unevaluatedProperty: name });
    return visit(check, value[name], name, run);
  });
}

export function unevaluatedItems(check: Check): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    for (let index = 0; index < value.length; index += 1) {
      if (seen?.hasItem(index)) continue;
      // All excess items are one issue.
      if (check === never) return fail(run, 'unevaluatedItems', { limit: index });
      if (!visit(check, value[index], index, run)) return false;
    }
    return true;
  };
}

class EvaluatedParts implements Evaluated {
  readonly #members = new Set<string>();
  readonly #items = new Set<number>();
  #first = 0;
  #isAll = false;

  member(name: string): void {
    this.#members.add(name);
  }

  item(index: number): void {
    this.#items.add(index);
  }

  itemsBefore(index: number): void {
    this.#first = Math.max(this.#first, index);
  }

  everything(): void {
    this.#isAll = true;
  }

  hasMember(name: string): boolean {
    return this.#isAll || this.#members.has(name);
  }

  hasItem(index: number): boolean {
    return this.#isAll || index < this.#first || this.#items.has(index);
  }

  fresh(): EvaluatedParts {
    return new EvaluatedParts();
  }

  add(other: EvaluatedParts): void {
    for (const name of other.#members) this.#members.add(name);
    for (const index of other.#items) this.#items.add(index);
    this.itemsBefore(other.#first);
    this.#isAll ||= other.#isAll;
  }
}
