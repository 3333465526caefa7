import {type CompletedCommand, type CompletedFlag, globalFlags, type Kind} from './model.js';

const quotedForFish = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const offer = (kind: Kind): string => {
	switch (kind.type) {
		case 'words':
			return `-f -a ${quotedForFish(kind.words.join(' '))}`;
		case 'names':
			return `-f -a '(__zconn_names)'`;
		case 'files':
			return '-F';
		case 'folders':
			return `-f -a '(__fish_complete_directories)'`;
		case 'zconn':
		case 'text':
			return '-f';
		case 'command':
			return `-a '(__fish_complete_subcommand)'`;
	}
};

const flagLine = (condition: string, {names, summary, value}: CompletedFlag): string => {
	const spelled = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
	const taken = value === undefined ? '' : ` -r ${offer(value)}`;
	return `complete -c zconn -n ${quotedForFish(condition)} ${spelled.join(' ')}${taken} -d ${quotedForFish(summary)}`;
};

const commandLines = ({name, summary, flags, places}: CompletedCommand): readonly string[] => [
	`complete -c zconn -n '__zconn_at' -f -a ${name} -d ${quotedForFish(summary)}`,
	...places.flatMap(({kind, isList}, index) =>
		kind.type === 'text' || kind.type === 'zconn'
			? []
			: [`complete -c zconn -n '__zconn_at ${name} ${isList ? '' : index}' ${offer(kind)}`],
	),
	...flags.filter(flag => !globalFlags.includes(flag)).map(flag => flagLine(`__zconn_in ${name}`, flag)),
];

/** Flags that take the next word. */
const takers = (commands: readonly CompletedCommand[]): readonly string[] => [
	...new Set(
		[...commands.flatMap(({flags}) => flags), ...globalFlags].flatMap(({names, value}) =>
			value === undefined ? [] : names,
		),
	),
];

export const fishScript = (
	commands: readonly CompletedCommand[],
): string => `# Completion of zconn for fish: zconn completion fish > ~/.config/fish/completions/zconn.fish

# The command that is typed, and behind it the words that are no flags; "practice" only leads to another one.
function __zconn_words
	set -l words (commandline -opc)
	set -l skip 1
	for word in $words
		if test $skip = 1
			set skip 0
		else if contains -- $word ${takers(commands).join(' ')}
			set skip 1
		else if string match -qv -- '-*' $word; and test $word != practice
			echo $word
		end
	end
end

function __zconn_in
	set -l words (__zconn_words)
	test (count $words) -gt 0; and test $words[1] = $argv[1]
end

# Without arguments: no command yet. With a command and a number: so many words behind it. With a command alone: any number.
function __zconn_at
	set -l words (__zconn_words)
	if test (count $argv) = 0
		test (count $words) = 0
	else
		__zconn_in $argv[1]; and begin; test (count $argv) = 1; or test (count $words) = (math $argv[2] + 1); end
	end
end

function __zconn_names
	set -l words (commandline -opc)
	set -l place
	for i in (seq (count $words))
		switch $words[$i]
			case practice
				set -a place practice
			case '--config-dir=*'
				set -a place $words[$i]
			case --config-dir
				set -a place --config-dir $words[(math $i + 1)]
		end
	end
	command zconn __complete $place 2>/dev/null
end

complete -c zconn -f
${globalFlags.map(flag => flagLine('true', flag)).join('\n')}
${commands.flatMap(commandLines).join('\n')}
`;
