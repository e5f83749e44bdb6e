// duckdb.mjs FILE SHAPE OUT - the roll-up by DuckDB on two threads; $BENCH_NODE is where npm put its binding.
import { createRequire } from 'node:module'

const { DuckDBInstance } = createRequire(process.env.BENCH_NODE + '/')('@duckdb/node-api')
const [file, shape, out] = process.argv.slice(2)
const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
const how = "header = true, delim = ',', quote = '\"', escape = '\"'"
const tidy = `read_csv('${file}', ${how}, columns = {'date': 'DATE', 'channel': 'VARCHAR', 'account': 'VARCHAR',
  'metric': 'VARCHAR', 'value': 'DOUBLE'})`
const from = shape === 'wide'
  ? `(UNPIVOT read_csv('${file}', ${how}) ON COLUMNS(* EXCLUDE (date, channel, account)) INTO NAME metric VALUE value)`
  : tidy
await db.run(`COPY (SELECT strftime(month, '%Y-%m') AS month, channel, metric, n, total, low, high FROM (
  SELECT date_trunc('month', date) AS month, channel, metric,
         count(*) AS n, sum(value) AS total, min(value) AS low, max(value) AS high
  FROM ${from} GROUP BY ALL)) TO '${out}' (HEADER)`)
