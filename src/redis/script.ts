import { WINDOW } from './script-window.js';

/**
 * What all processes of a store decide together, as one Lua script: a call takes what one process knows, and answers its
 * question whether a request may be sent. The rules are those of `createLimiter` and `createRateWindow`, which explain them;
 * here, time is that of Redis.
 *
 * A process states how many requests it has under way each time, instead of adding and subtracting: a reply that is lost, or a
 * Redis that has lost everything, is put right by its next call. What it stated counts until its lease ends.
 *
 * `KEYS[1]` holds the state as JSON. `ARGV[1]` is a `ScriptCall` as JSON. Returns the time of Redis in milliseconds and the
 * answer: 0 to send, the milliseconds to wait, -1 without a question, or -2 if the call comes too late to mean anything.
 */
export const SCRIPT = `
local HUGE = math.huge
local SPREAD, LONGEST_SPREAD_MS, LONGEST_HOLD_MS = 0.1, 3000, 86400000
local MIN_PAUSE_MS, MAX_PAUSE_MS, MOST_COUNTED = 500, 30000, 64
local FASTEST_POLL_MS, SLOWEST_POLL_MS, PATIENCE, KEPT_MS = 3, 50, 5, 3600000

local call = cjson.decode(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if call.sentAt and math.abs(now - call.sentAt) > call.patienceMs then return { now, -2 } end

-- What JSON cannot hold is left out of it.
local BOUNDS = { quota = HUGE, atOnce = HUGE, threshold = HUGE, crowdedAt = HUGE, heldUntil = -HUGE, restartedAt = -HUGE }
local WINDOW_BOUNDS = { startedAt = -HUGE, left = HUGE, unspent = HUGE, endsAt = HUGE, surelyUntil = -HUGE }
local function fill(values, defaults)
  for name, value in pairs(defaults) do
    if values[name] == nil then values[name] = value end
  end
  return values
end
local function finite(values, bounds)
  for name in pairs(bounds) do
    if math.abs(values[name]) == HUGE then values[name] = nil end
  end
end

local stored = redis.call('GET', KEYS[1])
local state = stored and cjson.decode(stored) or {}
-- A clock that was put back, as that of a replica may be, makes all times meaningless.
if (state.at or 0) > now + 1000 then state = {} end
fill(state, BOUNDS)
fill(state, { lengthMs = 0, margin = 0, othersShare = 0, heldSpreadMs = 0, slowdowns = 0 })
fill(state, { processes = {}, waiting = {}, tookMs = {}, window = {} })
local window = fill(fill(state.window, WINDOW_BOUNDS), {
  sent = 0, responses = 0, silent = 0, late = 0, spreadMs = 0,
})

-- Requests under way: those without a response, and those of each operation that have not ended.
local inFlight, running = #call.seen, {}
state.processes[call.process] = { untilMs = now + call.leaseMs, flying = call.flying, running = call.running }
for name, process in pairs(state.processes) do
  if process.untilMs <= now or (process.flying == 0 and next(process.running) == nil) then
    state.processes[name] = nil
  else
    inFlight = inFlight + process.flying
    for id, count in pairs(process.running) do running[id] = (running[id] or 0) + count end
  end
end

${WINDOW}
local function hold(untilMs, spreadMs)
  if untilMs <= state.heldUntil + state.heldSpreadMs then return end
  state.heldUntil, state.heldSpreadMs = untilMs, call.random * math.min(spreadMs, LONGEST_SPREAD_MS)
end

local function slowDown(atOnce, at)
  local pauseMs = math.min(MAX_PAUSE_MS, MIN_PAUSE_MS * 2 ^ state.slowdowns)
  hold(at + pauseMs, pauseMs)
  state.threshold, state.slowdowns = math.max(2, atOnce / 2), math.min(state.slowdowns + 1, 30)
  state.atOnce, state.restartedAt = 1, at
end

local function speedUp()
  state.crowdedAt = HUGE
  if state.atOnce == HUGE then return end
  state.atOnce = state.atOnce + (state.atOnce < state.threshold and 1 or 1 / state.atOnce)
  if state.atOnce > MOST_COUNTED then state.atOnce, state.threshold = HUGE, HUGE end
  if state.atOnce >= state.threshold then state.slowdowns = 0 end
end

local function observe(seen)
  local at, sentAt, limits, status = seen.at, seen.sentAt, seen.rateLimit or {}, seen.status
  local atOnce = inFlight
  observeWindow(limits, sentAt, at, seen.isUncounted)
  if status then
    local tookMs = state.tookMs[seen.operationId] or at - sentAt
    state.tookMs[seen.operationId] = tookMs + (at - sentAt - tookMs) / 8
  end
  local isNews, isRefusal = sentAt > state.restartedAt, status == 429
  local isQuick = isRefusal and (limits.requestsLeft or 0) > 0 and sentAt <= state.crowdedAt
  if isQuick then state.crowdedAt = math.min(state.crowdedAt, at) end
  local statedMs
  if isRefusal or status == 503 then
    statedMs = limits.retryAfterMs
    local resetMs = limits.timeResetMs
    if isRefusal and not isQuick and resetMs and resetMs <= LONGEST_HOLD_MS then
      statedMs = math.max(statedMs or 0, resetMs)
    end
  end
  if statedMs then
    hold(at + math.min(statedMs, LONGEST_HOLD_MS), (limits.timeWindowMs or statedMs) * SPREAD)
    state.atOnce, state.restartedAt = 1, at
  elseif isRefusal then
    if isNews then slowDown(atOnce, at) end
  elseif isNews and status and status < 500 then
    speedUp()
  end
end

-- How often to ask while a response to anybody may end the wait: the sooner, the closer to the front.
local function pollMs(operationId, position)
  local tookMs = (state.tookMs[operationId] or 0) / 10
  return math.ceil(math.min(SLOWEST_POLL_MS, math.max(FASTEST_POLL_MS, tookMs) * position))
end

-- Stands in a line for slots: those of normal priority first, then those that have waited longest. Whoever comes with a slot
-- that it has just given back may take it again while others have not waited for long: they would not know at once that it is
-- free. Returns 0 if there is a slot to take, or else the position.
local function standInLine(name, free, ask)
  if free == HUGE then return 0 end
  local line = state.waiting[name] or {}
  local mine, ahead, entitled = line[call.process] or { since = now }, 0, 0
  local isLow = ask.isLow or false
  local patientUntil = now - PATIENCE * (state.tookMs[ask.operationId] or 0)
  for process, other in pairs(line) do
    if other.untilMs <= now then
      line[process] = nil
    elseif process ~= call.process and (isLow or not other.isLow) then
      local isPreferred = isLow and not other.isLow
      if isPreferred or other.since < mine.since then
        ahead = ahead + 1
        if isPreferred or other.since <= patientUntil then entitled = entitled + 1 end
      end
    end
  end
  local position = math.max(1, ahead + 1 - math.max(0, free))
  mine.isLow, mine.untilMs = ask.isLow, now + 2 * pollMs(ask.operationId, position) + 50
  line[call.process] = mine
  state.waiting[name] = line
  return free > entitled and 0 or position
end

local function leaveLine(name)
  local line = state.waiting[name]
  if not line then return end
  line[call.process] = nil
  if next(line) == nil then state.waiting[name] = nil end
end

local function answer(ask)
  local id = ask.operationId
  local heldMs = state.heldUntil - now
  local waitMs = heldMs + spreadWithin(state.heldSpreadMs, heldMs, ask.leftMs)
  if waitMs <= 0 then
    local position = standInLine(id, (ask.operationLimit or HUGE) - (running[id] or 0), ask)
    position = math.max(position, standInLine('*', math.floor(state.atOnce) - inFlight, ask))
    if position > 0 then return pollMs(id, position) end
    waitMs = acquireFromWindow(ask)
  end
  leaveLine(id)
  leaveLine('*')
  if waitMs == HUGE then return pollMs(id, 2) end
  if waitMs > 0 then return math.ceil(waitMs) end
  local mine = { untilMs = now + call.leaseMs, flying = call.flying + 1, running = call.running }
  mine.running[id] = (mine.running[id] or 0) + 1
  state.processes[call.process] = mine
  return 0
end

for _, seen in ipairs(call.seen) do observe(seen) end
local waitMs = call.ask and answer(call.ask) or -1

local keptMs = math.max(0, state.heldUntil - now, window.endsAt < HUGE and window.endsAt - now or 0) + KEPT_MS
finite(state, BOUNDS)
finite(window, WINDOW_BOUNDS)
state.at, state.window = now, window
redis.call('SET', KEYS[1], cjson.encode(state), 'PX', math.ceil(keptMs))
return { now, waitMs }
`;

/** What a process tells the others, and asks. */
export interface ScriptCall {
  /** Names the process, at random. */
  readonly process: string;
  /** For how long to count its requests if it falls silent. */
  readonly leaseMs: number;
  /** The time of Redis, as far as is known; absent if nothing is. */
  readonly sentAt?: number | undefined;
  /** How far that may be off until the call means nothing any more. */
  readonly patienceMs: number;
  /** A number from 0 up to, but not including, 1. */
  readonly random: number;
  /** Its requests without a response. */
  readonly flying: number;
  /** Its requests that have not ended, by operation. */
  readonly running: Readonly<Record<string, number>>;
  /** Responses that it has not told of yet. */
  readonly seen: readonly SeenResponse[];
  readonly ask?: ScriptQuestion | undefined;
}

/** A response, in the time of Redis. */
export interface SeenResponse {
  readonly operationId: string;
  readonly status?: number | undefined;
  readonly rateLimit?: object | undefined;
  /** Not later than its request was sent. */
  readonly sentAt: number;
  /** Not earlier than its headers were there. */
  readonly at: number;
  /** Whether the request was sent without asking, while Redis was away. */
  readonly isUncounted?: boolean | undefined;
}

export interface ScriptQuestion {
  readonly operationId: string;
  /** Absent if there is none. */
  readonly operationLimit?: number | undefined;
  readonly leftMs?: number | undefined;
  readonly reserve: number;
  readonly isLow?: boolean | undefined;
}
