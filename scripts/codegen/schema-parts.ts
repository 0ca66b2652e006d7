export * from '../../src/contract/load/schema-parts.js';
