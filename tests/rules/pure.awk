# pure.awk - data, core and plan call only each other, base and the functions named here, and keep no
# state. Reads `nm -f sysv` of each object, headed by "base FILE" or "pure FILE".
BEGIN {
	allow("memcpy memmove memset memcmp memchr strlen qsort bsearch __assert_fail __stack_chk_fail")
	# what compilers put in their place: bcmp for memcmp == 0, 128-bit division, the address table
	allow("bcmp __divti3 __modti3 __udivti3 __umodti3 _GLOBAL_OFFSET_TABLE_")
	allow("fabs sqrt cbrt hypot floor ceil trunc round lround llround fmod modf fmin fmax copysign")
	allow("exp expm1 exp2 log log1p log2 log10 pow erf erfc frexp ldexp")
	FS = "|"
}

function allow(list,   n, i, w) {
	n = split(list, w, " ")
	for (i = 1; i <= n; i++)
		allowed[w[i]] = 1
}

/^(base|pure) / {
	kind = substr($0, 1, 4)
	object = substr($0, 6)
	sub(/^.*\/engine\//, "engine/", object)
	n_objects += kind == "pure"
	next
}

NF == 7 {
	gsub(/ /, "", $1)
	gsub(/ /, "", $3)
	gsub(/ /, "", $7)
	if ($3 == "U" || $3 == "w" || $3 == "v") {
		if (kind == "pure")
			wanted[object SUBSEP $1] = 1
	} else if ($3 ~ /[A-Zi]/) {
		defined[$1] = 1
	}
	# .data.rel.ro holds constant tables of pointers; all other data and bss can change
	if ($3 ~ /^[DdBbCSsGg]$/ && $7 !~ /^\.data\.rel\.ro/) {
		print object ": '" $1 "' can change; make it const or pass it"
		bad = 1
	}
}

END {
	for (pair in wanted) {
		split(pair, w, SUBSEP)
		called = w[2]
		if (called ~ /^__.*_chk$/)
			called = substr(called, 3, length(called) - 6)
		if (!(w[2] in defined) && !(w[2] in allowed) && !(called in allowed)) {
			print w[1] ": calls '" w[2] "', which is outside base, data, core and plan"
			bad = 1
		}
	}
	if (!bad)
		print "pure: " n_objects + 0 " objects of data, core and plan"
	exit bad
}
