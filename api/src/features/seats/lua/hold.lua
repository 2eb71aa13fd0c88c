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
local holdId, owner = ARGV[3], ARGV[4]
local hall = readHall(KEYS[1], holdId, owner, { unpack(ARGV, 13) })
if not isLive(hall.epoch, ARGV[1]) then return { 'NOT_HYDRATED' } end
local at = nowMs()
local hold = holdFrom(KEYS[1], holdId, hall.record)
if hold and hold.owner ~= owner then return { 'NOT_FOUND' } end
if hold and hold.expiresAt <= at then return { 'EXPIRED' } end
if not hold and ARGV[10] ~= 'NEW' then return missing(KEYS[4]) end
local created = hold and 0 or 1
hold = hold or { owner = owner, createdAt = at, online = 0, seats = {} }

local added, taken = {}, {}
for _, found in ipairs(hall.seats) do
  local entry, free = judgeSeat(found.entry, found.kept, at, ARGV[11])
  if not isOf(entry, holdId) then
    if not free then taken[#taken + 1] = found.seat end
    added[#added + 1] = found.seat
  end
end
if #taken > 0 then return { 'TAKEN', unpack(taken) } end
local own, ids = heldBy(KEYS[1], owner, at, hall.listed)
local refusal = #added > 0 and limitOf(keys, ARGV[2], { owner = owner, at = at, inHold = #hold.seats + #added,
  added = #added, own = own, online = hall.online, counted = 0, most = { tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]) } })
if refusal then return { 'LIMIT', refusal[1], refusal[2] } end

for _, seat in ipairs(added) do hold.seats[#hold.seats + 1] = seat end
local cap = hold.createdAt + tonumber(ARGV[6])
hold.expiresAt = math.max(math.min(at + tonumber(ARGV[5]), cap), hold.expiresAt or 0)
if created == 1 then ids[#ids + 1] = holdId end
local seq = writeAtOnce(keys, ARGV[2], holdId, { hold = hold, hall = hall, ids = ids, isCounted = #added > 0 })
if #added > 0 then
  tell(KEYS[3], whole(seq), { showtimeId = ARGV[2], epoch = hall.epoch, at = at, type = 'seat.locked', subject = holdId,
    status = 'LOCKED', seats = added, context = ARGV[12], expiresAt = whole(hold.expiresAt) })
end
return { 'OK', created, hold.expiresAt, cap, hall.epoch, seq, unpack(hold.seats) }
