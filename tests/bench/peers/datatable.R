# datatable.R FILE SHAPE OUT - the roll-up by data.table, as its manual advises: typed columns, text as factors.
suppressMessages(library(data.table))
args <- commandArgs(TRUE)
setDTthreads(2)
if (args[2] == "wide") {
  rows <- melt(fread(args[1], showProgress = FALSE, colClasses = list(character = "date")),
               id.vars = c("date", "channel", "account"), variable.name = "metric", na.rm = TRUE)
} else {
  rows <- fread(args[1], showProgress = FALSE, drop = "account", stringsAsFactors = TRUE,
                colClasses = list(factor = c("date", "channel", "metric"), numeric = "value"))
}
if (!is.factor(rows$date)) rows[, date := as.factor(date)]
months <- substr(levels(rows$date), 1, 7)
rows[, month := months[as.integer(date)]]
fwrite(rows[, .(n = .N, total = sum(value), low = min(value), high = max(value)), by = .(month, channel, metric)],
       args[3])
