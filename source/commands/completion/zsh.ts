import type {CompletedCommand} from './model.js';
import {tables} from './tables.js';

/** Works sourced as well as in a folder of `fpath`, as `_zconn`. */
export const zshScript = (commands: readonly CompletedCommand[]): string => `#compdef zconn
# Completion of zconn for zsh. In ~/.zshrc, behind compinit: source <(zconn completion zsh)

${tables(commands)}
_zconn() {
	local command= at=0 kind= i word
	local -a place offered
	for (( i = 2; i < CURRENT; i++ )); do
		word=$words[i]
		if [[ $word == --*=* ]]; then
			if [[ $word == --config-dir=* ]]; then place+=(--config-dir "\${(Q)word#*=}"); fi
		elif [[ $word == -?* && $word != -- ]]; then
			_zconn_value "$command" "$word"
			kind=$_zconn_reply
			if [[ -n $kind ]]; then
				if (( i + 1 < CURRENT )); then
					if [[ $word == --config-dir ]]; then place+=("$word" "\${(Q)words[i+1]}"); fi
					kind=
				fi
				(( i++ ))
			fi
		elif [[ -z $command || $command == practice ]]; then
			if [[ $word == practice ]]; then place+=(practice); fi
			command=$word at=0
		else
			(( at++ ))
		fi
	done
	word=$words[CURRENT]
	if [[ -z $kind && $word == --*=* ]]; then
		_zconn_value "$command" "\${word%%=*}"
		kind=$_zconn_reply
		compset -P '*='
	elif [[ -z $kind && $word == -* ]]; then
		offered=("\${(@f)$(_zconn_flags "$command")}")
		_describe -o flag offered
		return
	fi
	if [[ -z $kind ]]; then
		if [[ -z $command ]]; then kind=zconn
		else _zconn_place "$command" "$at"; kind=$_zconn_reply; fi
	fi
	case $kind in
		words\\ *) offered=(\${(s: :)\${kind#words }}); _describe value offered ;;
		names)
			offered=("\${(@f)$(command zconn __complete $place 2>/dev/null)}")
			offered=("\${(@)offered//$'\\t'/:}")
			_describe connection offered ;;
		zconn) offered=("\${(@f)$(_zconn_commands)}"); _describe command offered ;;
		folders) _files -/ ;;
		files) _files ;;
		command) _command_names -e ;;
	esac
}

if [[ $funcstack[1] == _zconn ]]; then
	_zconn "$@"
else
	compdef _zconn zconn
fi
`;
