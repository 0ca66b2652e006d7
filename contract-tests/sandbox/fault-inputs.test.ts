import { describe, expect, test } from '@jest/globals';
import { createFaults } from '../../src/sandbox/faults/faults.js';
import type { Fault, FaultInput, RandomFaults } from '../../src/sandbox/index.js';

describe('members that are left out of a fault take their defaults:', () => {
  test.each<[FaultInput, Fault]>([
    [
      { kind: 'server-error', applied: true },
      { kind: 'server-error', status: 500, applied: true },
    ],
    [
      { kind: 'server-error', status: 503 },
      { kind: 'server-error', status: 503, applied: false },
    ],
    [{ kind: 'turned-away' }, { kind: 'turned-away', status: 401 }],
    [{ kind: 'latency' }, { kind: 'latency', delayMs: 500 }],
    [{ kind: 'slow-body' }, { kind: 'slow-body', delayMs: 500 }],
    [{ kind: 'redirect' }, { kind: 'redirect', status: 302, location: 'https://login.example/' }],
    [{ kind: 'quota-taken' }, { kind: 'quota-taken' }],
    ['truncated', { kind: 'truncated', hidden: false }],
  ])('%j', (input, fault) => {
    const source = createFaults();
    source.faults.next(input);
    expect(source.take()).toEqual(fault);
    source.faults.random({ rate: 1, kinds: [input] });
    expect(source.take()).toEqual(fault);
  });
});

describe('an invalid fault is refused, and nothing is planned:', () => {
  test.each([
    ['null', 'unknown fault null; the faults are none, latency,'],
    ['{}', 'unknown fault {}; the faults are none, latency,'],
    ['{ "kind": ["reset"] }', 'unknown fault ["reset"]'],
    [
      '{ "kind": "reset", "apllied": true }',
      'reset.apllied is not an option (did you mean applied?); the options are kind, applied',
    ],
    ['{ "kind": "reset", "applied": 1 }', 'reset.applied must be true or false'],
    ['{ "kind": "server-error", "status": 42 }', 'server-error.status must be 500 or 502 or 503 or 504'],
    ['{ "kind": "turned-away", "status": 500 }', 'status must be 401 or 403'],
    ['{ "kind": "redirect", "status": 200 }', 'status must be 301 or 302'],
    ['{ "kind": "redirect", "location": "/a\\r\\nX: y" }', 'location must be a URL in ASCII'],
    ['{ "kind": "latency", "delayMs": "abc" }', 'delayMs must be a number of milliseconds'],
    ['{ "kind": "slow-body", "delayMs": -1 }', 'delayMs must be a number of milliseconds'],
    ['{ "kind": "quota-taken", "requests": -5 }', 'requests must be a whole number'],
    ['{ "kind": "truncated", "hidden": "yes" }', 'hidden must be true or false'],
  ])('%s', (text, message) => {
    const { faults } = createFaults();
    const input: FaultInput = JSON.parse(text);
    for (const plan of [() => faults.next('reset', input), () => faults.plan([input])]) {
      expect(plan).toThrow(TypeError);
      expect(plan).toThrow(message);
    }
    expect(() => faults.random({ kinds: [input] })).toThrow(message);
    expect(faults.planned).toBe(0);
  });

  test.each([
    ['{ "sed": 3 }', 'settings.sed is not an option (did you mean seed?); the options are seed, rate, kinds'],
    ['{ "seed": "3" }', 'seed must be a whole number'],
    ['{ "rate": "1" }', 'rate must be a number from 0 to 1'],
    ['{ "kinds": "reset" }', 'kinds must be an array of at least one fault'],
  ])('invalid settings of random faults are refused: %s', (text, message) => {
    const settings: RandomFaults = JSON.parse(text);
    expect(() => createFaults().faults.random(settings)).toThrow(message);
  });
});
