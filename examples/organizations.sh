#!/bin/sh
# Prints the organizations of Zoho Books that a connection sees: organizations.sh [NAME]
set -eu
name=${1:-zoho}

# Without --json stdout is the token alone, and nothing when there is none.
header=$(zconn token "$name" --header) || case $? in
	3) echo "Ask a person to run: zconn reconnect $name" >&2; exit 3 ;;
	4) echo "Zoho cannot be reached, or wants a pause: try again later." >&2; exit 4 ;;
	*) exit $? ;;
esac
api=$(zconn show "$name" --json | sed -n 's/.*"apiDomain": *"\([^"]*\)".*/\1/p')

# The header goes in through a file, because other users of the machine can read arguments.
printf 'header = "%s"\n' "$header" | curl --silent --show-error --fail --config - "$api/books/v3/organizations"
