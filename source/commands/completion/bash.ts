import type {CompletedCommand} from './model.js';
import {tables} from './tables.js';

/** For bash 3.2 (macOS) and newer, without the bash-completion package. */
export const bashScript = (
	commands: readonly CompletedCommand[],
): string => `# Completion of zconn for bash. In ~/.bashrc: source <(zconn completion bash)

${tables(commands)}
# Each line of stdin whose first word, up to a colon or a tab, begins with what is typed.
_zconn_offer() {
	local line word
	while IFS= read -r line; do
		word=\${line%%[:$'\\t']*}
		if [[ $word == "$1"* ]]; then COMPREPLY+=("$word"); fi
	done
}

_zconn() {
	local words=() place=() command= at=0 kind= i=0 cur word
	COMPREPLY=()
	# bash makes three words of --flag=value.
	for (( i = 1; i <= COMP_CWORD; i++ )); do
		if [[ \${COMP_WORDS[i]} != = ]]; then words+=("\${COMP_WORDS[i]}")
		elif (( i == COMP_CWORD )); then words+=(""); fi
	done
	local last=$(( \${#words[@]} - 1 ))
	cur=\${words[last]}
	for (( i = 0; i < last; i++ )); do
		word=\${words[i]}
		if [[ $word == -?* && $word != -- ]]; then
			_zconn_value "$command" "$word"
			kind=$_zconn_reply
			if [[ -n $kind ]]; then
				if [[ $word == --config-dir && i+1 -lt last ]]; then place+=("$word" "\${words[i+1]}"); fi
				if (( i + 1 < last )); then kind=; fi
				i=$(( i + 1 ))
			fi
		elif [[ -z $command || $command == practice ]]; then
			if [[ $word == practice ]]; then place+=(practice); fi
			command=$word at=0
		else
			at=$(( at + 1 ))
		fi
	done
	if [[ -z $kind && $cur == -* ]]; then
		_zconn_offer "$cur" < <(_zconn_flags "$command")
		return
	fi
	if [[ -z $kind ]]; then
		if [[ -z $command ]]; then kind=zconn
		else _zconn_place "$command" "$at"; kind=$_zconn_reply; fi
	fi
	case $kind in
		words\\ *) COMPREPLY=($(compgen -W "\${kind#words }" -- "$cur")) ;;
		names) _zconn_offer "$cur" < <(command zconn __complete \${place[@]+"\${place[@]}"} 2>/dev/null) ;;
		zconn) _zconn_offer "$cur" < <(_zconn_commands) ;;
		folders) compopt -o filenames 2>/dev/null; _zconn_offer "$cur" < <(compgen -d -- "$cur") ;;
		files) compopt -o filenames 2>/dev/null; _zconn_offer "$cur" < <(compgen -f -- "$cur") ;;
		command) _zconn_offer "$cur" < <(compgen -c -- "$cur") ;;
	esac
}

complete -F _zconn zconn
`;
