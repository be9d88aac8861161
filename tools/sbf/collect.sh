#!/bin/sh
# The "linker" that rustc calls for a program. It links nothing: it puts every object and library that it is handed into one archive, which
# takes the place of the output. So an unchanged crate, which cargo does not link again, still has its archive.
set -eu
inputs=
while [ $# -gt 0 ]; do
  case $1 in
    -o) output=$2; shift ;;
    *.o | *.rlib) inputs="$inputs\"$1\"
" ;;
  esac
  shift
done
rm -f "$output"
printf '%s' "$inputs" >"$output.inputs"
llvm-ar-@LLVM@ qcSLD "$output" "@$output.inputs"
rm "$output.inputs"
