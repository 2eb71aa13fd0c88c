-- Gives a live hold to whoever brings its code, in one step: the same hold under another owner, renewed within its cap.
-- KEYS[1] seats hash
-- KEYS[2] holds zset
-- KEYS[3] events stream
-- KEYS[4] the code's record
-- ARGV[1] run id
-- ARGV[2] showtime id
-- ARGV[3] hold id
-- ARGV[4] the new owner
-- ARGV[5] hash of the code
-- ARGV[6] ttl in ms
-- ARGV[7] cap in ms after the hold's start
-- ARGV[8] most seats in a hold
-- ARGV[9] most seats in all live holds of the owner here
-- ARGV[10] most seats in all live holds of online customers here; asked of such owners only
-- ARGV[11] audit context
-- REPLY OK, 0, expiresAtMs, extendableUntilMs, epoch, seq, seat…
-- REPLY LIMIT, HOLD|OWNER|HALL, most
-- REPLY IN_SALE
-- REPLY NOT_FOUND
-- REPLY NOT_HYDRATED
local keys = { seats = KEYS[1], holds = KEYS[2] }
local epoch = liveEpoch(KEYS[1], ARGV[1])
if not epoch then return { 'NOT_HYDRATED' } end
local at = nowMs()
local holdId, owner = ARGV[3], ARGV[4]
local hold = readHold(KEYS[1], holdId)
local isOffered = hold and hold.offer == ARGV[5] and redis.call('GET', KEYS[4]) == ARGV[2] .. '|' .. holdId
if not isOffered or hold.expiresAt <= at or #hold.seats == 0 then return { 'NOT_FOUND' } end
if hold.saleUntil > at then return { 'IN_SALE' } end
local former, own = hold.owner, hold.owner == owner
local refusal = not own and limitOf(keys, ARGV[2], { owner = owner, at = at, inHold = #hold.seats, added = #hold.seats,
  own = heldBy(KEYS[1], owner, at, listedHolds(KEYS[1], owner)), online = readOnline(KEYS[1]), counted = hold.online,
  most = { tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]) } })
if refusal then return { 'LIMIT', refusal[1], refusal[2] } end

-- Who chose online and pays at a till still gets the booking; who takes over online is the customer from then on.
if isOnline(owner) then hold.guest = '' elseif isOnline(former) then hold.guest = string.sub(former, 8) end
local cap = hold.createdAt + tonumber(ARGV[7])
hold.owner, hold.offer = owner, ''
hold.expiresAt = math.max(math.min(at + tonumber(ARGV[6]), cap), hold.expiresAt)
redis.call('DEL', KEYS[4])
unlistHold(KEYS[1], former, holdId)
writeHold(keys, ARGV[2], holdId, hold)
enlist(KEYS[1], owner, holdId, at)
local seq = publish(KEYS[1], KEYS[3], { showtimeId = ARGV[2], epoch = epoch, at = at, type = 'hold.handed-over',
  subject = holdId, status = '-', seats = hold.seats, context = ARGV[11], owner = former, expiresAt = whole(hold.expiresAt) })
return { 'OK', 0, hold.expiresAt, cap, epoch, seq, unpack(hold.seats) }
