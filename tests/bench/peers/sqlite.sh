#!/bin/sh
# sqlite.sh FILE SHAPE OUT - the roll-up by the shell of SQLite, in memory.
set -eu
exec sqlite3 :memory: <<END
CREATE TABLE t(date TEXT, channel TEXT, account TEXT, metric TEXT, value REAL);
.import --csv --skip 1 '$1' t
.headers on
.mode csv
.output '$3'
SELECT substr(date, 1, 7) AS month, channel, metric, count(*) AS n, sum(value) AS total, min(value) AS low,
       max(value) AS high FROM t GROUP BY 1, 2, 3;
END
