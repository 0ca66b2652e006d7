export * from '../../src/contract/load/source.js';
