import type {CompletedCommand} from './model.js';
import {tables} from './tables.js';

/** For bash 3.2 (macOS) and newer, without the bash-completion package, though that knows the words behind `exec`. */
export const bashScript = (
	commands: readonly CompletedCommand[],
): string => `# Completion of zconn for bash. In ~/.bashrc: source <(zconn completion bash)

${tables(commands)}
# Each line of stdin whose first word, up to a colon or a tab, begins with what is typed.
_zconn_offer() {
	local line word
	while IFS= read -r line; do
		word=\${line%%[:$'\\t']*}
		if [[ -n $word && $word == "$1"* ]]; then COMPREPLY+=("$word"); fi
	done
}

# Files, or folders alone: readline itself knows how to quote them. bash 3.2 cannot be told to ask it.
_zconn_files() {
	if compopt -o "$1" 2>/dev/null; then return; fi
	local line
	while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$2" -- "$3")
}

# A folder as it was typed, without what quotes it, in _zconn_reply. Nothing is run.
_zconn_typed() {
	_zconn_reply=\${1//[\\\\\\"\\']/}
	if [[ $_zconn_reply == '~/'* ]]; then _zconn_reply=$HOME/\${_zconn_reply:2}; fi
}

# The command line of another program, from its word of this number on.
_zconn_other() {
	if declare -F _command_offset >/dev/null; then _command_offset "$1"
	elif (( $1 == COMP_CWORD )); then COMPREPLY=($(compgen -c -- "$2"))
	else _zconn_files default -f "$2"; fi
}

_zconn() {
	local words=() numbers=() place=() command= at=0 kind= isOver= start=0 i=0 cur word
	COMPREPLY=()
	# bash makes three words of --flag=value.
	for (( i = 1; i <= COMP_CWORD; i++ )); do
		if [[ \${COMP_WORDS[i]} != = ]]; then words+=("\${COMP_WORDS[i]}") numbers+=("$i")
		elif (( i == COMP_CWORD )); then words+=("") numbers+=("$i"); fi
	done
	local last=$(( \${#words[@]} - 1 ))
	cur=\${words[last]}
	for (( i = 0; i < last; i++ )); do
		word=\${words[i]}
		if [[ -z $isOver && $word == -- ]]; then
			isOver=yes
		elif [[ -z $isOver && $word == -?* ]]; then
			_zconn_value "$command" "$word"
			kind=$_zconn_reply
			if [[ -n $kind ]]; then
				if [[ $word == --config-dir && i+1 -lt last ]]; then
					_zconn_typed "\${words[i+1]}"
					place+=("$word" "$_zconn_reply")
				fi
				if (( i + 1 < last )); then kind=; fi
				i=$(( i + 1 ))
			fi
		elif [[ -z $command || $command == practice ]]; then
			if [[ $word == practice ]]; then place+=(practice); fi
			command=$word at=0
		else
			at=$(( at + 1 ))
			if _zconn_passes "$command"; then
				isOver=yes
				if (( at == 1 )); then start=$(( i + 1 )); fi
			fi
		fi
		# What stands between the name and the other command.
		if [[ $word == -- && $start == "$i" ]]; then start=$(( i + 1 )) isOver=yes; fi
	done
	if [[ -z $kind && -z $isOver && $cur == -* ]]; then
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
		zconn) _zconn_offer "$cur" < <(_zconn_commands "$command") ;;
		folders) _zconn_files dirnames -d "$cur" ;;
		files) _zconn_files default -f "$cur" ;;
		command) _zconn_other "\${numbers[start]}" "$cur" ;;
	esac
}

complete -F _zconn zconn
`;
