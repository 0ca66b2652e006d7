import type { Json } from '../../../spec/json.js';
import type { Opinion } from './opinion.js';

/** What the schema at a pointer into the document means for a value. */
export type SchemaOpinion = (pointer: string, value: Json) => Promise<Opinion>;
