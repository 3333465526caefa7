import type {shells} from '../specs/program.js';

/** For bash 3.2 (macOS) and newer, without the bash-completion package, though that knows the words behind `exec`. */
const bash = `# Completion of zconn for bash. In ~/.bashrc: source <(zconn completion bash)

# Files, or folders alone: readline itself knows how to quote them. bash 3.2 cannot be made to ask it.
_zconn_files() {
	if compopt -o "$1" 2>/dev/null; then return; fi
	local line
	while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$2" -- "$3")
}

# The command line of another program, from its word of this number on.
_zconn_program() {
	if declare -F _command_offset >/dev/null; then _command_offset "$1"
	elif (( $1 == COMP_CWORD )); then COMPREPLY=($(compgen -c -- "$2"))
	else _zconn_files default -f "$2"; fi
}

_zconn() {
	local words=("\${COMP_WORDS[@]:1:COMP_CWORD}") typed=\${COMP_WORDS[COMP_CWORD]} lines=() line
	COMPREPLY=()
	# What is typed goes on without its quotes, and nothing of it is run.
	while IFS= read -r line; do lines+=("$line"); done < <(command zconn __complete "\${words[@]//[\\\\\\"\\']/}" 2>/dev/null)
	# bash makes three words of --flag=value.
	if [[ $typed == = ]]; then typed=; fi
	for line in \${lines[@]+"\${lines[@]}"}; do
		case $line in
			:file) _zconn_files default -f "$typed" ;;
			:folder) _zconn_files dirnames -d "$typed" ;;
			:program\\ *) _zconn_program "\${line#* }" "$typed" ;;
			:*) ;;
			"$typed"*) COMPREPLY+=("\${line%%$'\\t'*}") ;;
		esac
	done
}

complete -F _zconn zconn
`;

/** Works sourced as well as in a folder of `fpath`, as `_zconn`. */
const zsh = `#compdef zconn
# Completion of zconn for zsh. In ~/.zshrc: source <(zconn completion zsh)

_zconn() {
	local -a lines
	local kind start
	# What is typed goes on without its quotes, and nothing of it is run.
	lines=("\${(@f)$(command zconn __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
	kind=\${lines[-1]#:}
	lines=("\${(@)lines[1,-2]/$'\\t'/:}")
	case $kind in
		program\\ *)
			start=$(( \${kind#* } + 1 ))
			if (( start == CURRENT )); then _command_names -e
			else
				words=("\${(@)words[start,-1]}")
				(( CURRENT -= start - 1 ))
				_normal
			fi
			return ;;
		flag) _describe -o flag lines; return ;;
	esac
	if compset -P '--*='; then lines=("\${(@)lines#--*=}"); fi
	case $kind in
		file) _files ;;
		folder) _files -/ ;;
		text) ;;
		?*) _describe $kind lines ;;
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

const fish = `# Completion of zconn for fish: zconn completion fish > ~/.config/fish/completions/zconn.fish

# Finds what can stand here. Fails where a file can: fish itself knows those best.
function __zconn_ask
	set -l words (commandline -opc)
	set -l typed (commandline -ct)
	set -g __zconn_lines (command zconn __complete $words[2..-1] "$typed" 2>/dev/null)
	set -l kind (string split ' ' -- $__zconn_lines[-1])
	set -e __zconn_lines[-1]
	switch "$kind[1]"
		case :file
			return 1
		case :folder
			set -g __zconn_lines (__fish_complete_directories)
		case :program
			set -l rest $words[(math $kind[2] + 1)..-1]
			set -g __zconn_lines (complete --do-complete=(string join ' ' -- (string escape -- $rest) "$typed"))
		case '*'
			# fish would look for the letters in what a word means, too.
			set -g __zconn_lines (string match -eir -- '^[^\\t]*'(string escape --style=regex -- "$typed") $__zconn_lines)
	end
	return 0
end

complete -c zconn -n __zconn_ask -f -k -a '$__zconn_lines'
`;

/** For PowerShell 5 and newer. Where it offers nothing, PowerShell itself offers files. */
const powershell = `# Completion of zconn for PowerShell. In $PROFILE: zconn completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName zconn, zconn.cmd, zconn.ps1 -ScriptBlock {
	param($typed, $tree, $cursor)
	$words = @($tree.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
		if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.ToString() }
	})
	# The blank: older ones hand on no empty word.
	$lines = @(zconn __complete @words "$typed " 2>$null)
	$kind = "$($lines[-1])"
	if ($kind -eq ":program $($words.Count + 1)") {
		return [System.Management.Automation.CompletionCompleters]::CompleteCommand($typed)
	}
	$type = switch ($kind) { ':command' { 'Command' } ':flag' { 'ParameterName' } default { 'ParameterValue' } }
	foreach ($line in $lines -notlike ':*') {
		$word, $tip = $line -split "\`t", 2
		$text = $word -replace '^--[^=]+='
		if (-not $tip) { $tip = $text }
		if ($word.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) {
			[System.Management.Automation.CompletionResult]::new($word, $text, $type, $tip)
		}
	}
}
`;

/** What each shell runs at the press of Tab: it asks `zconn __complete` and knows no command itself. */
export const scripts: Readonly<Record<(typeof shells)[number], string>> = {bash, zsh, fish, powershell};
