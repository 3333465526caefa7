/** Commands whose names may stand behind "practice" as well; a test compares them with the registry. */
export const namedCommands = [
	...(['new', 'edit', 'reconnect', 'list', 'show', 'services', 'token', 'api', 'exec', 'proxy'] as const),
	...(['mcp', 'refresh', 'test', 'rename', 'revoke', 'remove', 'sheet', 'export', 'import'] as const),
	...(['share', 'unshare', 'store', 'keep', 'log', 'scopes', 'secrets', 'doctor'] as const),
	'completion',
] as const;

let named: RegExp | undefined;

/**
 * A text of ours with each command as a person has to type it here. Texts say `zconn token zoho`; in practice mode a
 * person has to type `zconn practice token zoho`.
 *
 * @param program what is typed for `zconn` itself; undefined: just that
 */
export const withProgramName = (text: string, program: string | undefined): string => {
	if (program === undefined) return text;
	named ??= new RegExp(`\\bzconn(?= (?:${namedCommands.join('|')})\\b)|(?<=")zconn(?=")|(?<=: )zconn$`, 'g');
	// What stands before the words for the program is of no use where none follow.
	const alone = program.replace(/ --$/, '');
	return text.replaceAll(named, (name, at: number) => (text[at + name.length] === ' ' ? program : alone));
};
