#!/bin/sh
# Run each script that is a program, in the given order: sh scripts/run_each.sh PYTHON benchmarks/one.py ...
# All are run; the exit status is 1 when one failed or there is none.
set -u
python=$1 status=0 found=no
shift

for script; do
	grep -q __main__ "$script" 2>/dev/null || continue
	found=yes
	echo "== $script"
	"$python" "$script" || { echo "$script failed with status $?" >&2; status=1; }
done
[ $found = yes ] || { echo "There is nothing to run yet." >&2; status=1; }
exit $status
