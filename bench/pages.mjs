const pages = new Map();

/** The body of one page of a list. Made once: making it costs more than sending it. */
export function pageOf(records, limit, page) {
  const key = `${records} ${limit} ${page}`;
  const known = pages.get(key);
  if (known) return known;
  const first = (page - 1) * limit + 1;
  const count = Math.max(0, Math.min(limit, records - first + 1));
  const data = Array.from({ length: count }, (_, index) => recordOf(first + index));
  const totalPages = Math.ceil(records / limit);
  const pagination = { total: records, count, per_page: limit, current_page: page, total_pages: totalPages };
  const body = Buffer.from(JSON.stringify({ data, meta: { pagination } }));
  pages.set(key, body);
  return body;
}

function recordOf(id) {
  return {
    id,
    customer_id: id,
    attribute_id: 3,
    attribute_value: `Gold member since ${2000 + (id % 26)}`,
    date_created: '2026-03-02T08:15:30Z',
    date_modified: '2026-03-02T08:15:30Z',
  };
}
