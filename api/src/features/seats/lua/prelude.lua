-- Put before every command. Reads nothing but its arguments, so all keys stay in the command's KEYS.

local function nowMs()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- The epoch of a hash that was hydrated in this run of the server, else nil: a restart may have rewound the data.
local function liveEpoch(seatsKey, runId)
  local epoch = redis.call('HGET', seatsKey, '#epoch')
  if epoch and string.sub(epoch, 1, #runId) == runId then return epoch end
  return nil
end

-- Counts one change of the hall and tells it to the partition's stream in the same step.
local function publish(seatsKey, streamKey, event)
  local seq = redis.call('HINCRBY', seatsKey, '#seq', 1)
  redis.call('XADD', streamKey, 'MAXLEN', '~', 100000, '*', 'showtimeId', event.showtimeId, 'epoch', event.epoch,
    'seq', seq, 'at', event.at, 'type', event.type, 'subject', event.subject, 'status', event.status,
    'seats', table.concat(event.seats, ','), 'context', event.context)
  return seq
end

local function split(text, separator)
  local parts = {}
  for part in string.gmatch(text, '([^' .. separator .. ']+)') do parts[#parts + 1] = part end
  return parts
end

-- Whether the seat's entry is this hold's own.
local function isOf(entry, holdId)
  return entry and string.sub(entry, 1, #holdId + 3) == 'L|' .. holdId .. '|'
end

-- A hold's record: owner|createdAtMs|expiresAtMs|seat,seat,… Seats that the database gave away meanwhile are `lost`.
local function readHold(seatsKey, holdId)
  local record = redis.call('HGET', seatsKey, '#h:' .. holdId)
  if not record then return nil end
  local parts = split(record, '|')
  local hold = { owner = parts[1], createdAt = tonumber(parts[2]), expiresAt = tonumber(parts[3]), seats = {}, lost = {} }
  for _, seat in ipairs(split(parts[4] or '', ',')) do
    local list = isOf(redis.call('HGET', seatsKey, seat), holdId) and hold.seats or hold.lost
    list[#list + 1] = seat
  end
  return hold
end

local function writeHold(keys, showtimeId, holdId, hold)
  local expiresAt = string.format('%.0f', hold.expiresAt)
  local record = hold.owner .. '|' .. string.format('%.0f', hold.createdAt) .. '|' .. expiresAt
  local fields = { '#h:' .. holdId, record .. '|' .. table.concat(hold.seats, ',') }
  for _, seat in ipairs(hold.seats) do
    fields[#fields + 1] = seat
    fields[#fields + 1] = 'L|' .. holdId .. '|' .. expiresAt
  end
  redis.call('HSET', keys.seats, unpack(fields))
  redis.call('ZADD', keys.holds, expiresAt, showtimeId .. '|' .. holdId)
end

local function dropHold(keys, showtimeId, holdId)
  redis.call('HDEL', keys.seats, '#h:' .. holdId)
  redis.call('ZREM', keys.holds, showtimeId .. '|' .. holdId)
end

-- Whether anybody may take a seat with this entry: an ended hold's entry counts as free.
local function isFree(entry, at)
  if not entry or entry == 'F' then return true end
  local heldUntil = string.match(entry, '^L|[^|]+|(%d+)$')
  return heldUntil ~= nil and tonumber(heldUntil) <= at
end

-- What to answer about a hold that has no record.
local function missing(goneKey)
  if redis.call('EXISTS', goneKey) == 1 then return { 'EXPIRED' } end
  return { 'NOT_FOUND' }
end
