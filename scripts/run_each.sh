#!/bin/sh
# Run each script whose path begins so, in order of name: sh scripts/run_each.sh PYTHON benchmarks/bench_
# All are run; the exit status is 1 when one failed.
set -u
python=$1 prefix=$2 status=0 found=no

for script in "$prefix"*.py; do
	[ -e "$script" ] || continue
	found=yes
	echo "== $script"
	"$python" "$script" || { echo "$script failed with status $?" >&2; status=1; }
done
[ $found = yes ] || { echo "There is no ${prefix}*.py to run." >&2; status=1; }
exit $status
