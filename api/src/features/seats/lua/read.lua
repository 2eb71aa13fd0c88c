-- Reads a hall together with whose run of the server it belongs to: in a cluster, one server answers both or neither.
-- KEYS[1] seats hash
-- ARGV[1] run id
-- REPLY OK, nowMs, list of field, value, field, value…
-- REPLY NOT_HYDRATED
if not liveEpoch(KEYS[1], ARGV[1]) then return { 'NOT_HYDRATED' } end
return { 'OK', nowMs(), redis.call('HGETALL', KEYS[1]) }
