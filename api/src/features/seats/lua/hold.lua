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
-- ARGV[8] most seats in all live holds of the owner here
-- ARGV[9] most seats in all live holds of online customers here; asked of such owners only
-- ARGV[10] NEW to make the hold, RENEW when it must exist
-- ARGV[11] role, for seats kept back
-- ARGV[12] audit context
-- ARGV[13…] seats
-- REPLY OK, created 0|1, expiresAtMs, extendableUntilMs, epoch, seq, seat…
-- REPLY TAKEN, seat…
-- REPLY LIMIT, HOLD|OWNER|HALL, most
-- REPLY NOT_FOUND
-- REPLY EXPIRED
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local holdId, owner = ARGV[3], ARGV[4]
local hold = readHold(KEYS[1], holdId)
if hold and hold.owner ~= owner then return { 'NOT_FOUND' } end
if hold and hold.expiresAt <= at then return { 'EXPIRED' } end
if not hold and ARGV[10] ~= 'NEW' then return missing(KEYS[4]) end
local created = hold and 0 or 1
hold = hold or { owner = owner, createdAt = at, seats = {} }

local added, taken = {}, {}
for index = 13, #ARGV do
  local entry, free = lookAt(KEYS[1], ARGV[index], at, ARGV[11])
  if not isOf(entry, holdId) then
    if not free then taken[#taken + 1] = ARGV[index] end
    added[#added + 1] = ARGV[index]
  end
end
if #taken > 0 then return { 'TAKEN', unpack(taken) } end
if #added > 0 then
  local refusal = limitOf(keys, ARGV[2], { owner = owner, at = at, inHold = #hold.seats + #added, added = #added,
    most = { tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]) } })
  if refusal then return { 'LIMIT', refusal[1], refusal[2] } end
end
for _, seat in ipairs(added) do hold.seats[#hold.seats + 1] = seat end
local cap = hold.createdAt + tonumber(ARGV[6])
hold.expiresAt = math.max(math.min(at + tonumber(ARGV[5]), cap), hold.expiresAt or 0)
writeHold(keys, ARGV[2], holdId, hold)
if created == 1 then enlist(KEYS[1], owner, holdId, at) end
local seq = #added == 0 and seqOf(KEYS[1]) or publish(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at,
  type = 'seat.locked', subject = holdId, status = 'LOCKED', seats = added, context = ARGV[12], expiresAt = whole(hold.expiresAt) })
return { 'OK', created, hold.expiresAt, cap, epoch, seq, unpack(hold.seats) }
