import type { OperationId } from '../../generated/operations.js';

/** What really became of one request, whatever the client was told. */
export interface RequestRecord {
  readonly number: number;
  readonly storeHash: string;
  readonly operationId: OperationId | undefined;
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly sentAtMs: number;
  /** When the answer was complete, the connection broke or the client gave up. */
  readonly endedAtMs: number | undefined;
  /** How many requests reached a store before this one; `undefined` where it never arrived. */
  readonly arrivedAs: number | undefined;
  /** What the store itself answered, whether or not that arrived; `undefined` where it was never asked. */
  readonly storeStatus: number | undefined;
  /** The status that the client was given. */
  readonly status: number | undefined;
  /** Requests that the client could know to be left when it sent this one, from answers that it had; itself not counted. */
  readonly knownLeft: number | undefined;
}

/** A record that is still being written. */
export type OpenRecord = { -readonly [Name in keyof RequestRecord]: RequestRecord[Name] };

/** A quota that an answer stated. */
interface Reading {
  readonly storeHash: string;
  readonly left: number;
  /** Between which moments its window ends, by what the client saw of it. */
  readonly endsFromMs: number;
  readonly endsByMs: number;
  /** How many requests had been sent when the answer arrived. */
  readonly sentBefore: number;
}

/** Keeps what really happened. */
export interface RequestLog {
  readonly records: readonly RequestRecord[];
  /** Requests under way. */
  readonly openRequests: number;
  /** How many requests of an operation were under way at once, at most, to one store. */
  mostAtOnce(operationId: string): number;
  /** Answers with 429: all, and those that the client could have avoided because it knew that no request was left. */
  tooManyRequests(): { readonly total: number; readonly avoidable: number };
  begin(sent: Pick<RequestRecord, 'storeHash' | 'operationId' | 'method' | 'url'>): OpenRecord;
  /** Notes that a store has the request, and what it answered. */
  arrive(record: OpenRecord, storeStatus: number): void;
  /** Notes that the client has the headers of an answer. */
  deliver(record: OpenRecord, status: number): void;
  /** Notes what an answer says about the quota, as soon as its headers are there. */
  complete(record: OpenRecord, header: (name: string) => string | undefined): void;
  end(record: OpenRecord): void;
}

export function createRequestLog(now: () => number): RequestLog {
  const records: OpenRecord[] = [];
  const open = new Set<OpenRecord>();
  const most = new Map<string, number>();
  const readings: Reading[] = [];
  let arrived = 0;

  /** Answers of the same window that took less long tell better when it ends. */
  const endOf = ({ storeHash, endsFromMs, endsByMs }: Reading) =>
    Math.min(
      ...readings
        .filter(
          (other) => other.storeHash === storeHash && other.endsFromMs <= endsByMs && endsFromMs <= other.endsByMs,
        )
        .map((other) => other.endsByMs),
    );

  /** Whether the store has counted it, or may do so yet. */
  const mayCount = ({ arrivedAs, endedAtMs }: RequestRecord) => arrivedAs !== undefined || endedAtMs === undefined;

  const knownLeft = (storeHash: string) => {
    const current = readings.filter((reading) => reading.storeHash === storeHash && endOf(reading) > now());
    const left = current.map((reading) => {
      const later = records.slice(reading.sentBefore).filter((record) => record.storeHash === storeHash);
      return reading.left - later.filter(mayCount).length;
    });
    return left.length > 0 ? Math.min(...left) : undefined;
  };

  return {
    records,
    get openRequests() {
      return open.size;
    },
    mostAtOnce: (operationId) => most.get(operationId) ?? 0,
    tooManyRequests: () => {
      const refused = records.filter(({ status }) => status === 429);
      const avoidable = refused.filter(({ knownLeft: left }) => left !== undefined && left <= 0);
      return { total: refused.length, avoidable: avoidable.length };
    },
    begin: (sent) => {
      const record: OpenRecord = {
        ...sent,
        number: records.length,
        body: undefined,
        sentAtMs: now(),
        endedAtMs: undefined,
        arrivedAs: undefined,
        storeStatus: undefined,
        status: undefined,
        knownLeft: knownLeft(sent.storeHash),
      };
      records.push(record);
      open.add(record);
      const { operationId, storeHash } = sent;
      const atOnce = [...open].filter(
        (each) => each.operationId === operationId && each.storeHash === storeHash,
      ).length;
      if (operationId) most.set(operationId, Math.max(most.get(operationId) ?? 0, atOnce));
      return record;
    },
    arrive: (record, storeStatus) => {
      record.storeStatus = storeStatus;
      record.arrivedAs = arrived;
      arrived += 1;
    },
    deliver: (record, status) => {
      record.status = status;
    },
    complete: ({ storeHash, sentAtMs }, header) => {
      const [left, resetMs] = [header('X-Rate-Limit-Requests-Left'), header('X-Rate-Limit-Time-Reset-Ms')].map(Number);
      if (left === undefined || resetMs === undefined || Number.isNaN(left + resetMs)) return;
      const [endsFromMs, endsByMs] = [sentAtMs + resetMs, now() + resetMs];
      readings.push({ storeHash, left, endsFromMs, endsByMs, sentBefore: records.length });
    },
    end: (record) => {
      if (!open.delete(record)) return;
      record.endedAtMs = now();
    },
  };
}
