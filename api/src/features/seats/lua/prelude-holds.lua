-- Put behind the prelude, before every command: what holds and seats are in a hall's hash, and the limits of holds.

-- Whether the seat's entry is this hold's own.
local function isOf(entry, holdId)
  return entry and string.sub(entry, 1, #holdId + 3) == 'L|' .. holdId .. '|'
end

local function isOnline(owner)
  return string.sub(owner, 1, 7) == 'ONLINE:'
end

-- A hold's record: owner|createdAtMs|expiresAtMs|seat,seat,…|guest|saleUntilMs|hash of its hand-over code.
-- Seats that the database gave away meanwhile are `lost`; `online` is what it counts for in the hall's #online.
local function holdFrom(seatsKey, holdId, record)
  if not record then return nil end
  local parts = partsOf(record)
  local named = split(parts[4] or '', ',')
  local hold = { owner = parts[1], createdAt = tonumber(parts[2]), expiresAt = tonumber(parts[3]),
    guest = parts[5] or '', saleUntil = tonumber(parts[6] or '') or 0, offer = parts[7] or '',
    online = isOnline(parts[1]) and #named or 0, seats = {}, lost = {} }
  if #named == 0 then return hold end
  for index, entry in ipairs(redis.call('HMGET', seatsKey, unpack(named))) do
    local list = isOf(entry, holdId) and hold.seats or hold.lost
    list[#list + 1] = named[index]
  end
  return hold
end

local function readHold(seatsKey, holdId)
  return holdFrom(seatsKey, holdId, redis.call('HGET', seatsKey, '#h:' .. holdId))
end

-- A hold's sale came to nothing: it may be handed over and ended again.
local function endSale(seatsKey, holdId)
  local record = holdId and redis.call('HGET', seatsKey, '#h:' .. holdId)
  if not record then return end
  local parts = partsOf(record)
  parts[6] = '0'
  redis.call('HSET', seatsKey, '#h:' .. holdId, table.concat(parts, '|'))
end

local function countOnline(seatsKey, change)
  if change ~= 0 then redis.call('HINCRBY', seatsKey, '#online', whole(change)) end
end

-- What a hold's seats count for in the hall's #online.
local function onlineOf(hold)
  return isOnline(hold.owner) and #hold.seats or 0
end

-- The fields of a hold and of its seats, with their values.
local function holdFields(holdId, hold)
  local expiresAt = whole(hold.expiresAt)
  local fields = { '#h:' .. holdId, table.concat({ hold.owner, whole(hold.createdAt), expiresAt,
    table.concat(hold.seats, ','), hold.guest or '', whole(hold.saleUntil or 0), hold.offer or '' }, '|') }
  for _, seat in ipairs(hold.seats) do
    fields[#fields + 1] = seat
    fields[#fields + 1] = 'L|' .. holdId .. '|' .. expiresAt
  end
  return fields
end

local function awaitEnd(holdsKey, showtimeId, holdId, hold)
  redis.call('ZADD', holdsKey, whole(hold.expiresAt), showtimeId .. '|' .. holdId)
end

local function writeHold(keys, showtimeId, holdId, hold)
  local online = onlineOf(hold)
  countOnline(keys.seats, online - (hold.online or 0))
  hold.online = online
  redis.call('HSET', keys.seats, unpack(holdFields(holdId, hold)))
  awaitEnd(keys.holds, showtimeId, holdId, hold)
end

-- The ids of an owner's holds in this hall, comma between them; the ended ones are among them.
local function listedHolds(seatsKey, owner)
  return redis.call('HGET', seatsKey, '#o:' .. owner) or ''
end

local function listHolds(seatsKey, owner, ids)
  if #ids == 0 then
    redis.call('HDEL', seatsKey, '#o:' .. owner)
  else
    redis.call('HSET', seatsKey, '#o:' .. owner, table.concat(ids, ','))
  end
end

local function unlistHold(seatsKey, owner, holdId)
  local kept = {}
  for _, id in ipairs(split(listedHolds(seatsKey, owner), ',')) do
    if id ~= holdId then kept[#kept + 1] = id end
  end
  listHolds(seatsKey, owner, kept)
end

-- How many seats an owner's live holds have, and their ids. Judged by the records, so that an ended hold counts for
-- nothing before any sweeper came.
local function heldBy(seatsKey, owner, at, listed)
  local count, ids = 0, {}
  for _, id in ipairs(split(listed, ',')) do
    local parts = partsOf(redis.call('HGET', seatsKey, '#h:' .. id) or '')
    if parts[1] == owner and tonumber(parts[3]) > at then
      count = count + #split(parts[4], ',')
      ids[#ids + 1] = id
    end
  end
  return count, ids
end

-- How many seats live holds of online customers have. The counter still has holds that ended and were not swept;
-- those are looked at only where the counter stands above `most`.
local function heldOnline(keys, showtimeId, at, count, most)
  if count <= most then return count end
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', keys.holds, '-inf', at, 'LIMIT', 0, 1000)) do
    if string.sub(member, 1, #showtimeId + 1) == showtimeId .. '|' then
      local parts = partsOf(redis.call('HGET', keys.seats, '#h:' .. string.sub(member, #showtimeId + 2)) or '')
      if isOnline(parts[1]) and tonumber(parts[3]) <= at then count = count - #split(parts[4], ',') end
    end
  end
  return count
end

local function readOnline(seatsKey)
  return tonumber(redis.call('HGET', seatsKey, '#online') or '0')
end

-- Which limit a wish goes beyond, with the most it allows; nil where it fits. `own` is what its owner holds already;
-- `counted` of the added seats count in `online`, which is the hall's #online, already.
local function limitOf(keys, showtimeId, wish)
  if wish.inHold > wish.most[1] then return { 'HOLD', wish.most[1] } end
  if wish.own + wish.added > wish.most[2] then return { 'OWNER', wish.most[2] } end
  local fresh = wish.added - wish.counted
  if not isOnline(wish.owner) or fresh <= 0 then return nil end
  local online = heldOnline(keys, showtimeId, wish.at, wish.online, wish.most[3] - fresh)
  if online + fresh > wish.most[3] then return { 'HALL', wish.most[3] } end
  return nil
end

-- Adds a hold to the list of its owner, and forgets the ended ones there.
local function enlist(seatsKey, owner, holdId, at)
  local _, ids = heldBy(seatsKey, owner, at, listedHolds(seatsKey, owner))
  local isListed = false
  for _, id in ipairs(ids) do isListed = isListed or id == holdId end
  if not isListed then ids[#ids + 1] = holdId end
  listHolds(seatsKey, owner, ids)
end

local function dropHold(keys, showtimeId, holdId, hold)
  countOnline(keys.seats, -hold.online)
  unlistHold(keys.seats, hold.owner, holdId)
  redis.call('HDEL', keys.seats, '#h:' .. holdId)
  redis.call('ZREM', keys.holds, showtimeId .. '|' .. holdId)
end

-- What a seat is kept back for: `#k:<seat>` is releaseAtMs|ROLE,ROLE; no time means for good.
local function readKept(kept)
  local parts = partsOf(kept)
  return tonumber(parts[1]), parts[2] or ''
end

-- A seat's entry, and whether somebody of that role may take it. An ended hold's entry counts as free; a kept seat is
-- for the roles it names, and for everybody once its time has come.
local function judgeSeat(entry, kept, at, role)
  if entry and entry ~= 'F' then
    local heldUntil = string.match(entry, '^L|[^|]+|(%d+)$')
    if not heldUntil or tonumber(heldUntil) > at then return entry, false end
  end
  if not kept then return entry, true end
  local releaseAt, roles = readKept(kept)
  if releaseAt and releaseAt <= at then return entry, true end
  return entry, role ~= '' and string.find(',' .. roles .. ',', ',' .. role .. ',', 1, true) ~= nil
end

local function lookAt(seatsKey, seat, at, role)
  local found = redis.call('HMGET', seatsKey, seat, '#k:' .. seat)
  return judgeSeat(found[1], found[2], at, role)
end

-- Takes the seats' entries away; answers the seats by what they are from then on.
local function vacate(seatsKey, seats)
  local left = { AVAILABLE = {}, BLOCKED = {} }
  for _, seat in ipairs(seats) do
    redis.call('HDEL', seatsKey, seat)
    local list = left[redis.call('HEXISTS', seatsKey, '#k:' .. seat) == 1 and 'BLOCKED' or 'AVAILABLE']
    list[#list + 1] = seat
  end
  return left
end

-- All that a hold asks of the hall, in one read: each further call would cost as much as all that Lua does.
local function readHall(seatsKey, holdId, owner, seats)
  local names = { '#epoch', '#seq', '#online', '#h:' .. holdId, '#o:' .. owner }
  for _, seat in ipairs(seats) do
    names[#names + 1] = seat
    names[#names + 1] = '#k:' .. seat
  end
  local found = redis.call('HMGET', seatsKey, unpack(names))
  local hall = { epoch = found[1], seq = tonumber(found[2] or '0'), online = tonumber(found[3] or '0'),
    record = found[4], listed = found[5] or '', seats = {} }
  for index, seat in ipairs(seats) do
    hall.seats[index] = { seat = seat, entry = found[4 + 2 * index], kept = found[5 + 2 * index] }
  end
  return hall
end

-- Writes a hold, what its owner holds and what the hall counts, in one call; answers the hall's seq afterwards.
local function writeAtOnce(keys, showtimeId, holdId, with)
  local hall, hold = with.hall, with.hold
  local fields = holdFields(holdId, hold)
  local function set(name, value)
    fields[#fields + 1] = name
    fields[#fields + 1] = value
  end
  local listed, online = table.concat(with.ids, ','), onlineOf(hold)
  if listed ~= hall.listed then set('#o:' .. hold.owner, listed) end
  if online ~= hold.online then set('#online', whole(hall.online + online - hold.online)) end
  local seq = with.isCounted and hall.seq + 1 or hall.seq
  if with.isCounted then set('#seq', whole(seq)) end
  redis.call('HSET', keys.seats, unpack(fields))
  awaitEnd(keys.holds, showtimeId, holdId, hold)
  return seq
end

-- Has the sweeper come by when the first of the hall's kept seats is to be released.
local function awaitRelease(holdsKey, showtimeId, releaseAt)
  if releaseAt then redis.call('ZADD', holdsKey, 'LT', whole(releaseAt), showtimeId .. '|~kept') end
end

-- What to answer about a hold that has no record.
local function missing(goneKey)
  if redis.call('EXISTS', goneKey) == 1 then return { 'EXPIRED' } end
  return { 'NOT_FOUND' }
end
