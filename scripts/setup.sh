#!/bin/sh
# Make an environment from a lock: sh scripts/setup.sh FOLDER LOCK PYTHON
# FOLDER is made anew when the lock changed; when only pyproject.toml did, kronika alone is installed again.
set -eu
folder=$1 lock=$2 python=$3

if [ -z "$python" ]; then
	echo "kronika needs Python 3.11 or later. Install it, or name it: make PYTHON=python3.12 ..." >&2
	exit 1
fi
quietly() { "$folder/bin/python" -m pip install -qq --disable-pip-version-check --no-input "$@"; }

if [ ! -x "$folder/bin/python" ] || ! cmp -s "$lock" "$folder/lock.txt"; then
	echo "Setting up $folder from $lock (once, a minute or two) ..."
	rm -f "$folder/lock.txt"
	"$python" -m venv --clear "$folder"
	quietly --require-hashes -r "$lock"
fi
quietly --no-deps --no-build-isolation --editable .
cp "$lock" "$folder/lock.txt"
touch "$folder/ready"
