-- Makes sure that a hold outlives the payment about to start: beyond its cap by one such extension, never by more.
-- Until then its sale is under way, and nobody but its owner may end it or take it over. Changes no seat's status.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] gone marker of the hold
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] owner
-- ARGV[5] least remaining ms, 0 to check only
-- ARGV[6] cap in ms after the hold's start
-- ARGV[7…] seat, 1 where it was judged free else 0, …: the row as the seat rules saw it, the same for every role
-- REPLY OK, expiresAtMs, guest or empty, seat…
-- REPLY TAKEN, lost seat…
-- REPLY STALE
-- REPLY NOT_FOUND
-- REPLY EXPIRED
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
if not liveEpoch(KEYS[1], ARGV[1]) then return { 'NOT_HYDRATED' } end
local at = nowMs()
local hold = readHold(KEYS[1], ARGV[3])
if not hold then return missing(KEYS[3]) end
if hold.owner ~= ARGV[4] then return { 'NOT_FOUND' } end
if hold.expiresAt <= at then return { 'EXPIRED' } end
if #hold.lost > 0 then return { 'TAKEN', unpack(hold.lost) } end
for index = 7, #ARGV, 2 do
  local _, free = lookAt(KEYS[1], ARGV[index], at, '')
  if free ~= (ARGV[index + 1] == '1') then return { 'STALE' } end
end
local least = tonumber(ARGV[5])
if least > 0 then
  hold.expiresAt = math.max(hold.expiresAt, math.min(at, hold.createdAt + tonumber(ARGV[6])) + least)
  hold.saleUntil = math.min(at + least, hold.expiresAt)
  writeHold(keys, ARGV[2], ARGV[3], hold)
end
return { 'OK', hold.expiresAt, hold.guest, unpack(hold.seats) }
