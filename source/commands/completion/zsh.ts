import type {CompletedCommand} from './model.js';
import {tables} from './tables.js';

/** Works sourced as well as in a folder of `fpath`, as `_zconn`. */
export const zshScript = (commands: readonly CompletedCommand[]): string => `#compdef zconn
# Completion of zconn for zsh. In ~/.zshrc: source <(zconn completion zsh)

${tables(commands)}
# A folder as it was typed, without what quotes it, in _zconn_reply. Nothing is run.
_zconn_typed() {
	_zconn_reply=\${(Q)1}
	if [[ $_zconn_reply == '~/'* ]]; then _zconn_reply=$HOME/\${_zconn_reply#??}; fi
}

_zconn() {
	local command= at=0 kind= isOver= start=0 i word
	local -a place offered
	for (( i = 2; i < CURRENT; i++ )); do
		word=$words[i]
		if [[ -z $isOver && $word == -- ]]; then
			isOver=yes
		elif [[ -z $isOver && $word == --*=* ]]; then
			if [[ $word == --config-dir=* ]]; then
				_zconn_typed "\${word#*=}"
				place+=(--config-dir "$_zconn_reply")
			fi
		elif [[ -z $isOver && $word == -?* ]]; then
			_zconn_value "$command" "$word"
			kind=$_zconn_reply
			if [[ -n $kind ]]; then
				if (( i + 1 < CURRENT )); then
					if [[ $word == --config-dir ]]; then
						_zconn_typed "$words[i+1]"
						place+=("$word" "$_zconn_reply")
					fi
					kind=
				fi
				(( i++ ))
			fi
		elif [[ -z $command || $command == practice ]]; then
			if [[ $word == practice ]]; then place+=(practice); fi
			command=$word at=0
		else
			(( at++ ))
			if _zconn_passes "$command"; then
				isOver=yes
				if (( at == 1 )); then start=$(( i + 1 )); fi
			fi
		fi
		# What stands between the name and the other command.
		if [[ $word == -- && $start == $i ]]; then start=$(( i + 1 )) isOver=yes; fi
	done
	word=$words[CURRENT]
	if [[ -z $kind && -z $isOver && $word == --*=* ]]; then
		_zconn_value "$command" "\${word%%=*}"
		kind=$_zconn_reply
		compset -P '*='
	elif [[ -z $kind && -z $isOver && $word == -* ]]; then
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
			offered=(\${(f)"$(command zconn __complete $place 2>/dev/null)"})
			offered=("\${(@)offered//$'\\t'/:}")
			_describe connection offered ;;
		zconn) offered=(\${(f)"$(_zconn_commands "$command")"}); _describe command offered ;;
		folders) _files -/ ;;
		files) _files ;;
		command)
			if (( start == CURRENT )); then _command_names -e
			else
				words=("\${(@)words[start,-1]}")
				(( CURRENT -= start - 1 ))
				_normal
			fi ;;
	esac
}

if [[ $funcstack[1] == _zconn ]]; then
	_zconn "$@"
else
	# -i: folders that others can write to are left out, without a question.
	if (( ! $+functions[compdef] )); then autoload -Uz compinit && compinit -i; fi
	compdef _zconn zconn
fi
`;
