-- Gives back the named seats of a hold, or all of them.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- KEYS[4] gone marker of the hold
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] owner
-- ARGV[5] cap in ms after the hold's start
-- ARGV[6] audit context
-- ARGV[7…] seats, none for all
-- REPLY OK, 0, expiresAtMs, extendableUntilMs, epoch, seq, remaining seat…
-- REPLY NOT_FOUND
-- REPLY EXPIRED
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local holdId = ARGV[3]
local hold = readHold(KEYS[1], holdId)
if not hold then return missing(KEYS[4]) end
if hold.owner ~= ARGV[4] then return { 'NOT_FOUND' } end
if hold.expiresAt <= at then return { 'EXPIRED' } end

local wanted = {}
for index = 7, #ARGV do wanted[ARGV[index]] = true end
local freed, kept = {}, {}
for _, seat in ipairs(hold.seats) do
  local list = (#ARGV < 7 or wanted[seat]) and freed or kept
  list[#list + 1] = seat
end
local left = vacate(KEYS[1], freed)
hold.seats = kept
if #kept == 0 then dropHold(keys, ARGV[2], holdId, hold) else writeHold(keys, ARGV[2], holdId, hold) end
local seq = publishEach(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'seat.released',
  subject = holdId, context = ARGV[6] }, left)
return { 'OK', 0, hold.expiresAt, hold.createdAt + tonumber(ARGV[5]), epoch, seq, unpack(kept) }
