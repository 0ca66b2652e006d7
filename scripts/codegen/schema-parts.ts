export * from '../../src/contract/load/schemas.js';
