-- Makes sure that a hold outlives the payment about to start: beyond its cap by one such extension, never by more.
-- Changes no seat's status.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] gone marker of the hold
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] owner
-- ARGV[5] least remaining ms, 0 to check only
-- ARGV[6] cap in ms after the hold's start
-- ARGV[7…] seat, 1 where it was judged free else 0, …: the row as the seat rules saw it
-- REPLY OK, expiresAtMs, seat…
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
  if isFree(redis.call('HGET', KEYS[1], ARGV[index]), at) ~= (ARGV[index + 1] == '1') then return { 'STALE' } end
end
local wanted = math.min(at, hold.createdAt + tonumber(ARGV[6])) + tonumber(ARGV[5])
if hold.expiresAt < wanted then
  hold.expiresAt = wanted
  writeHold(keys, ARGV[2], ARGV[3], hold)
end
return { 'OK', hold.expiresAt, unpack(hold.seats) }
