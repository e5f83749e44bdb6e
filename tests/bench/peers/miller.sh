#!/bin/sh
# miller.sh FILE SHAPE OUT - the roll-up by Miller.
set -eu
# shellcheck disable=SC2016 # the dollars are Miller's
exec mlr --csv put '$month = sub($date, "-..$", "")' then stats1 -a count,sum,min,max -f value \
	-g month,channel,metric then rename value_count,n,value_sum,total,value_min,low,value_max,high "$1" > "$3"
