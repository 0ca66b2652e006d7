export * from '../../src/contract/load/problem.js';
