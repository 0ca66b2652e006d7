import type { components } from '../../generated/types.js';
import type { StoredValue } from './state.js';

/** A value as answers have it. Moments are whole seconds. */
export function recordOf(stored: StoredValue): components['schemas']['AttributeValue'] {
  const { id, customerId, attributeId, value, createdAtMs, modifiedAtMs } = stored;
  return {
    id,
    customer_id: customerId,
    attribute_id: attributeId,
    attribute_value: value,
    date_created: moment(createdAtMs),
    date_modified: moment(modifiedAtMs),
  };
}

function moment(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
