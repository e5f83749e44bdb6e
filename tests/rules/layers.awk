# layers.awk - includes only go down: base, data, core, plan, sys, then read, store and out (which never
# see each other), then app. Given every .c and .h of engine/ and include/. engine/main.c sees all.
BEGIN {
	split("base data core plan sys read store out app", name, " ")
	split("0 1 2 3 4 5 5 5 6", number, " ")
	for (i in name)
		rank[name[i]] = number[i]
	split("assert float inttypes limits math stdalign stdarg stdbool stddef stdint stdlib string", std, " ")
	for (i in std)
		plain[std[i] ".h"] = 1
}

function refuse(why) {
	print FILENAME ":" FNR ": " why
	bad = 1
}

FNR == 1 {
	parts = split(FILENAME, path, "/")
	me = path[parts - 1]
	is_main = FILENAME ~ /(^|\/)engine\/main\.c$/
	if (!is_main && !(me in rank))
		refuse("'" me "' is no layer; the layers are base data core plan sys read store out app")
}

/^[ \t]*#[ \t]*include/ {
	if (!match($0, /["<][^">]*[">]/)) {
		refuse("write the name of the file in the include itself")
		next
	}
	mark = substr($0, RSTART, 1)
	what = substr($0, RSTART + 1, RLENGTH - 2)
	if (what ~ /\.\./) {
		refuse("'" what "' must not climb with '..'")
	} else if (mark == "<") {
		if (me ~ /^(data|core|plan)$/ && !is_main && !(what in plain))
			refuse(me " must not include <" what ">: it is pure")
	} else if (split(what, to, "/") != 2 || !(to[1] in rank) || what !~ /\.h$/) {
		refuse("'" what "' must be written as layer/name.h")
	} else if (!is_main && to[1] != me && (!(me in rank) || rank[to[1]] + 0 >= rank[me] + 0)) {
		refuse(me " must not include " to[1])
	}
}

END { exit bad }
