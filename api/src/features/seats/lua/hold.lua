-- Holds seats for one owner, all or none; with a live hold's id adds seats to it and renews it up to its cap.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- KEYS[4] gone marker of the hold
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] owner
-- ARGV[5] ttl in ms
-- ARGV[6] cap in ms after the hold's start
-- ARGV[7] most seats in a hold
-- ARGV[8] NEW to make the hold, RENEW when it must exist
-- ARGV[9] audit context
-- ARGV[10…] seats
-- REPLY OK, created 0|1, expiresAtMs, extendableUntilMs, epoch, seq, seat…
-- REPLY TAKEN, seat…
-- REPLY LIMIT
-- REPLY NOT_FOUND
-- REPLY EXPIRED
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local holdId = ARGV[3]

local hold = readHold(KEYS[1], holdId)
if hold and hold.owner ~= ARGV[4] then return { 'NOT_FOUND' } end
if hold and hold.expiresAt <= at then return { 'EXPIRED' } end
if not hold and ARGV[8] ~= 'NEW' then return missing(KEYS[4]) end
local created = hold and 0 or 1
hold = hold or { owner = ARGV[4], createdAt = at, seats = {} }

local added, taken = {}, {}
for offset, entry in ipairs(redis.call('HMGET', KEYS[1], unpack(ARGV, 10))) do
  if not isOf(entry, holdId) then
    if not isFree(entry, at) then taken[#taken + 1] = ARGV[9 + offset] end
    added[#added + 1] = ARGV[9 + offset]
  end
end
if #taken > 0 then return { 'TAKEN', unpack(taken) } end
if #hold.seats + #added > tonumber(ARGV[7]) then return { 'LIMIT' } end

for _, seat in ipairs(added) do hold.seats[#hold.seats + 1] = seat end
local cap = hold.createdAt + tonumber(ARGV[6])
hold.expiresAt = math.max(math.min(at + tonumber(ARGV[5]), cap), hold.expiresAt or 0)
writeHold(keys, ARGV[2], holdId, hold)
local seq = tonumber(redis.call('HGET', KEYS[1], '#seq'))
if #added > 0 then
  seq = publish(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'seat.locked',
    subject = holdId, status = 'LOCKED', seats = added, context = ARGV[9] })
end
return { 'OK', created, hold.expiresAt, cap, epoch, seq, unpack(hold.seats) }
