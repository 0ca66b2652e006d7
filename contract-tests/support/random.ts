export { createRandom } from '../../src/sandbox/seed/generate-seed.js';
