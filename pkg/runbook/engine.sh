
set -eu
umask 022

usage() {
	cat <<END
usage: $0 [--yes] [--list] [--from STEP] [--until STEP] [--here NODE] [--wait SECONDS]

Run it as root on one of the nodes; it reaches the others by ssh. A step that is
done already is passed over, so that a run that stopped is gone on with by running
it again. It stops at the first thing that is not as the plan expects.

  --yes           do not ask before steps that cannot be taken back
  --list          list the steps and do nothing
  --from STEP     begin with this step
  --until STEP    end with this step
  --here NODE     the node that this machine is, where uname -n does not say it
  --wait SECONDS  how long to wait for what a step shall bring about ($wait)

exit status: 0 done, 1 not as expected, 2 wrong usage, 3 a person is needed
END
}

yes=''
list=''
from=''
until=''
wait=60
here=$(uname -n)
while [ $# -gt 0 ]; do
	case $1 in
	--yes) yes=1 ;;
	--list) list=1 ;;
	--from | --until | --here | --wait)
		[ $# -gt 1 ] || { usage >&2; exit 2; }
		case $1 in
		--from) from=$2 ;;
		--until) until=$2 ;;
		--here) here=$2 ;;
		--wait) wait=$2 ;;
		esac
		shift
		;;
	--help) usage; exit 0 ;;
	*) usage >&2; exit 2 ;;
	esac
	shift
done
for name in "$from" "$until"; do
	case " $steps " in
	*" ${name:-"${steps%% *}"} "*) ;;
	*) echo "there is no step $name; --list names them" >&2; exit 2 ;;
	esac
done
begun=''
[ -n "$from" ] || begun=1
ended=''
changed=0

# on runs a command line on a node.
on() { # NODE COMMAND
	if [ "$1" = "$here" ] || [ "$1" = "${here%%.*}" ]; then
		LC_ALL=C sh -c "$2" </dev/null
	else
		ssh -o BatchMode=yes -o ConnectTimeout=10 -- "$1" "export LC_ALL=C; $2" </dev/null
	fi
}

stop() { # TEXT
	echo "STOP: $1" >&2
	echo "Nothing was done after that. See to it and run this again: what is done is passed over." >&2
	exit 1
}

# step begins a step; it fails where the step is not to be done.
step() { # ID TEXT
	number=$((${number:-0} + 1))
	if [ -n "$list" ]; then
		printf '%s\t%s\n' "$1" "$2"
		return 1
	fi
	if [ "$1" = "$from" ]; then begun=1; fi
	if [ -z "$begun" ] || [ -n "$ended" ]; then return 1; fi
	if [ "$1" = "$until" ]; then ended=1; fi
	printf '\n[%s/%s] %s (%s)\n' "$number" "$total" "$2" "$1"
}

already() { echo "  $node: done already"; }

# need stops unless a check holds.
need() { # CHECK WANT COMMAND
	"$@" || stop "$node: $explain"
}

# soon waits for a check to hold.
soon() { # CHECK WANT COMMAND
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt "$wait" ] || stop "$node: $explain"
		sleep 1
	done
	echo "  $node: $1 ${2:+\"$2\" }by $3"
}

run() { # COMMAND
	echo "  $node# $1"
	changed=$((changed + 1))
	on "$node" "$1" || stop "$node: the command failed: $1"
}

# attempt runs what may not be enough.
attempt() { # COMMAND
	echo "  $node# $1"
	on "$node" "$1" || echo "  $node: that did not do it"
}

# hand has a person do something.
hand() { # TEXT
	printf '  %s: by hand:\n%s\n' "$node" "$1"
	if [ -n "$yes" ] || [ ! -t 0 ]; then
		echo "STOP: do this, then run the script again." >&2
		exit 3
	fi
	printf '  Press Enter when it is done. '
	read -r _
	changed=$((changed + 1))
}

# sure asks before what cannot be taken back.
sure() { # TEXT
	echo "  No way back from here: $1"
	[ -z "$yes" ] || return 0
	if [ ! -t 0 ]; then
		echo "STOP: a person has to agree; --yes agrees beforehand." >&2
		exit 3
	fi
	printf '  Type yes to go on: '
	read -r answer
	[ "$answer" = yes ] || exit 3
}
