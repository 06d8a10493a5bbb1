#!/bin/sh
# Ends what a run started when the run itself is gone, however it went: also after SIGKILL.
# In: on standard input a line for each process group, `+ID` when it was started and `-ID` when it has ended. The input
# ends when the run does; groups that are left then are told to end, and made to after some seconds.
# $1: the run's folder, removed at the end.
groups=" "
while read -r line; do
  id=${line#?}
  case $line in
    +*) groups="$groups$id " ;;
    # An ID may be given to another program later, so a group that has ended must not stay on the list.
    -*) case $groups in *" $id "*) groups="${groups%% "$id" *} ${groups#* "$id" }" ;; esac ;;
  esac
done

for id in $groups; do kill -TERM "-$id" 2>/dev/null; done
patience=50
for id in $groups; do
  while [ $patience -gt 0 ] && kill -0 "-$id" 2>/dev/null; do
    patience=$((patience - 1))
    sleep 0.1
  done
  kill -KILL "-$id" 2>/dev/null
done
[ -z "$1" ] || rm -rf "$1"
