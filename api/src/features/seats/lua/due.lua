-- Names holds whose time is over by this server's own clock.
-- KEYS[1] holds zset
-- ARGV[1] most of them
-- REPLY OK, showtime|hold…
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', nowMs(), 'LIMIT', 0, ARGV[1])
return { 'OK', unpack(due) }
