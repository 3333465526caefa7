import {
	type CompletedCommand,
	type CompletedFlag,
	globalFlags,
	type Kind,
	ownFlags,
	topFlags,
} from './model.js';

const quotedForFish = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const offer = (kind: Kind): string => {
	switch (kind.type) {
		case 'words':
			return `-f -a ${quotedForFish(kind.words.join(' '))}`;
		case 'names':
			return `-f -k -a '(__zconn_names)'`;
		case 'files':
			return '-F';
		case 'folders':
			return `-f -a '(__fish_complete_directories)'`;
		case 'zconn':
		case 'text':
			return '-f';
		case 'command':
			return `-f -k -a '(__zconn_other)'`;
	}
};

const flagLine = (condition: string, {names, summary, value}: CompletedFlag): string => {
	const spelled = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
	const taken = value === undefined ? '' : ` -r ${offer(value)}`;
	return `complete -c zconn -n ${quotedForFish(condition)} ${spelled.join(' ')}${taken} -d ${quotedForFish(summary)}`;
};

const commandLines = (
	commands: readonly CompletedCommand[],
	command: CompletedCommand,
): readonly string[] => {
	const {name, summary, places, passesThrough} = command;
	const words = commands.map(one => one.name).join(' ');
	return [
		// There is no practice within practice.
		`complete -c zconn -n '__zconn_top${name === 'practice' ? '' : ' practice'}' -f -a ${name} -d ${quotedForFish(summary)}`,
		...places.flatMap(({kind, isList}, index) => {
			const condition = `__zconn_at ${name} ${index}${isList ? ' more' : ''}`;
			if (kind.type === 'text') return [];
			if (kind.type !== 'zconn') return [`complete -c zconn -n '${condition}' ${offer(kind)}`];
			return name === 'practice' ? [] : [`complete -c zconn -n '${condition}' -f -a '${words}'`];
		}),
		...ownFlags(command).map(flag =>
			flagLine(passesThrough ? `__zconn_at ${name} 0` : `__zconn_in ${name}`, flag),
		),
	];
};

/** What takes the next word, as `command:flag`. */
const takers = (commands: readonly CompletedCommand[]): readonly string[] => {
	const rows = (name: string, flags: readonly CompletedFlag[]): readonly string[] =>
		flags.flatMap(({names, value}) => (value === undefined ? [] : names.map(flag => `'${name}:${flag}'`)));
	return [...rows('*', globalFlags), ...commands.flatMap(command => rows(command.name, ownFlags(command)))];
};

const passing = (commands: readonly CompletedCommand[]): string =>
	commands.flatMap(({name, passesThrough}) => (passesThrough ? [name] : [])).join(' ');

export const fishScript = (
	commands: readonly CompletedCommand[],
): string => `# Completion of zconn for fish: zconn completion fish > ~/.config/fish/completions/zconn.fish

# The command that is typed, and behind it the words that are no flags; "practice" before another one is left out.
function __zconn_words
	set -l tokens (commandline -opc)
	set -l found
	set -l skip 1
	set -l over 0
	for word in $tokens
		if test $skip = 1
			set skip 0
		else if test $over = 0; and test "$word" = --
			set over 1
		else if test $over = 0; and string match -q -- '-?*' "$word"
			switch "$found[1]:$word"
				case ${takers(commands).join(' ')}
					set skip 1
			end
		else
			if test (count $found) = 1; and test $found[1] = practice
				set -e found
			end
			set -a found "$word"
			if test (count $found) -gt 1; and contains -- $found[1] ${passing(commands)}
				set over 1
			end
		end
	end
	string join -- \\n $found
end

# No command yet, or none behind "practice", where that is allowed.
function __zconn_top
	set -l words (__zconn_words)
	test (count $words) = 0; or begin; test (count $argv) = 1; and test "$words" = practice; end
end

function __zconn_in
	set -l words (__zconn_words)
	test (count $words) -gt 0; and test $words[1] = $argv[1]
end

# A command, how many words behind it, and whether more of them count too.
function __zconn_at
	set -l words (__zconn_words)
	test (count $words) -gt 0; and test $words[1] = $argv[1]; or return 1
	set -l at (math (count $words) - 1)
	test $at = $argv[2]; or begin; test (count $argv) = 3; and test $at -gt $argv[2]; end
end

# Where flags of every command are taken: not behind the first word of one that hands them on.
function __zconn_everywhere
	set -l words (__zconn_words)
	test (count $words) -lt 2; or not contains -- $words[1] ${passing(commands)}
end

function __zconn_names
	set -l tokens (commandline -opc)
	set -l place
	for i in (seq (count $tokens))
		switch $tokens[$i]
			case practice
				set -a place practice
			case '--config-dir=*'
				set -a place $tokens[$i]
			case --config-dir
				set -a place --config-dir (string replace -r '^~/' "$HOME/" -- $tokens[(math $i + 1)])
		end
	end
	command zconn __complete $place 2>/dev/null
end

# The command line of another program: what stands behind the words of our own and, if it is there, behind --.
function __zconn_other
	set -l words (__zconn_words)
	set -l rest $words[3..-1]
	if test (count $rest) -gt 0; and test $rest[1] = --
		set -e rest[1]
	end
	complete --do-complete=(string join ' ' -- (string escape -- $rest) (commandline -ct))
end

complete -c zconn -f
${topFlags.map(flag => flagLine(globalFlags.includes(flag) ? '__zconn_everywhere' : '__zconn_top', flag)).join('\n')}
${commands.flatMap(command => commandLines(commands, command)).join('\n')}
`;
