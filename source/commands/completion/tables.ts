import {type CompletedCommand, globalFlags, kindText, ownFlags, quoted, topFlags} from './model.js';

const lines = (flags: CompletedCommand['flags']): string =>
	flags.flatMap(({names, summary}) => names.map(name => quoted(`${name}:${summary}`))).join(' ');

const valueRows = (command: string, flags: CompletedCommand['flags']): readonly string[] =>
	flags.flatMap(({names, value}) =>
		value === undefined
			? []
			: [
					`\t\t${names.map(name => `${command}:${name}`).join('|')}) _zconn_reply=${quoted(kindText(value))} ;;`,
				],
	);

/**
 * What bash and zsh look up, in the language that both speak: the commands and their flags with summaries, one a line; what
 * a flag's value is and what stands in a place, in `_zconn_reply`, which is empty for neither.
 */
export const tables = (commands: readonly CompletedCommand[]): string => `_zconn_commands() {
	local rows=(${commands.map(({name, summary}) => quoted(`${name}:${summary}`)).join(' ')})
	# There is no practice within practice.
	if [[ $1 == practice ]]; then rows=("\${rows[@]/#practice:*/}"); fi
	printf '%s\\n' "\${rows[@]}"
}

# Whether a command takes no flags any more behind its first word.
_zconn_passes() {
	case $1 in
		${commands.flatMap(({name, passesThrough}) => (passesThrough ? [name] : [])).join('|')}) return 0 ;;
	esac
	return 1
}

_zconn_flags() {
	case $1 in
${commands.map(command => `\t\t${command.name}) printf '%s\\n' ${lines(command.flags)} ;;`).join('\n')}
		*) printf '%s\\n' ${lines(topFlags)} ;;
	esac
}

_zconn_value() {
	_zconn_reply=
	case $1:$2 in
${commands.flatMap(command => valueRows(command.name, ownFlags(command))).join('\n')}
${valueRows('*', globalFlags).join('\n')}
	esac
}

_zconn_place() {
	_zconn_reply=
	case $1:$2 in
${commands
	.flatMap(({name, places}) =>
		places.map(
			({kind, isList}, index) =>
				`\t\t${name}:${isList ? '*' : index}) _zconn_reply=${quoted(kindText(kind))} ;;`,
		),
	)
	.join('\n')}
	esac
}
`;
