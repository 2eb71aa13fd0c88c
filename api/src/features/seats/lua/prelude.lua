-- Put before every command. Reads nothing but its arguments, so all keys stay in the command's KEYS.

local function nowMs()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- The run of this server: what the caller knows of it, or `ask` where a redirection may have changed the server.
-- A master's replication id is new at its start, at its promotion and at its return from being a replica.
local function runOf(known)
  if known ~= 'ask' then return known end
  return string.sub(string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)'), 1, 16)
end

-- Whether the epoch is of this run of the server: a restart may have rewound the data.
local function isLive(epoch, known)
  if not epoch then return false end
  local run = runOf(known)
  return string.sub(epoch, 1, #run) == run
end

-- The epoch of a hash that was hydrated in this run of the server, else nil.
local function liveEpoch(seatsKey, known)
  local epoch = redis.call('HGET', seatsKey, '#epoch')
  return isLive(epoch, known) and epoch or nil
end

local function whole(number)
  return string.format('%.0f', number)
end

local function seqOf(seatsKey)
  return tonumber(redis.call('HGET', seatsKey, '#seq'))
end

-- Tells a change that is counted to the partition's stream, as one field: readers and server spend more on each
-- further field than on what is in it. The context comes last, since only it may have the separator inside.
local function tell(streamKey, seq, event)
  redis.call('XADD', streamKey, 'MAXLEN', '~', 100000, '*', 'e', table.concat({ event.showtimeId, event.epoch, seq,
    whole(event.at), event.type, event.subject, event.status, table.concat(event.seats, ','), event.owner or '',
    event.expiresAt or '', event.context }, '|'))
end

-- Counts one change of the hall and tells it to the partition's stream in the same step.
local function publish(seatsKey, streamKey, event)
  local seq = redis.call('HINCRBY', seatsKey, '#seq', 1)
  tell(streamKey, seq, event)
  return seq
end

-- The same for seats sorted by the status they have now; answers where the hall stands afterwards.
local function publishEach(seatsKey, streamKey, event, lists)
  for _, status in ipairs({ 'AVAILABLE', 'BLOCKED', 'BOOKED' }) do
    if lists[status] and #lists[status] > 0 then
      event.status, event.seats = status, lists[status]
      publish(seatsKey, streamKey, event)
    end
  end
  return seqOf(seatsKey)
end

local function split(text, separator)
  local parts = {}
  for part in string.gmatch(text, '([^' .. separator .. ']+)') do parts[#parts + 1] = part end
  return parts
end

-- The parts of a record, empty ones too.
local function partsOf(record)
  local parts = {}
  for part in string.gmatch(record .. '|', '([^|]*)|') do parts[#parts + 1] = part end
  return parts
end
