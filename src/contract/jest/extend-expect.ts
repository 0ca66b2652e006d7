import type { ContractMatchers } from './matchers.js';

/** Gives matchers to what may be an `expect`: not every runner has a global one, and not each can be extended. */
export function extendExpect(expect: unknown, matchers: ContractMatchers): void {
  if (typeof expect === 'function' && 'extend' in expect && typeof expect.extend === 'function')
    expect.extend(matchers);
}
