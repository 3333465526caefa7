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
	if (program === undefined || !text.includes('zconn')) return text;
	named ??= new RegExp(`\\bzconn(?= (?:${namedCommands.join('|')})\\b)|(?<=")zconn(?=")|(?<=: )zconn$`, 'g');
	// What stands before the words for the program is of no use where none follow.
	const alone = program.replace(/ --$/, '');
	return text.replaceAll(named, (name, at: number) => (text[at + name.length] === ' ' ? program : alone));
};

/** What is to be typed: a command in quotation marks, or from a colon to the end of its row. */
const command =
	/"(?:zconn|npm|npx|sudo|chmod)\b[^"]*"|(?<=: )(?:zconn|npm|npx|sudo|chmod|ssh|echo|export)\b.*$/g;

/**
 * Breaks a text between words, because readers of the screen speak rows; each row has the text's indent. A word that is longer than a row
 * stays whole, and so does a command: they have to be copied in one piece.
 *
 * @param widthOf columns of a text; as many as it has letters when left out, for those who must not wait for what measures them
 */
export const wrapWords = (
	text: string,
	columns: number,
	widthOf = ({length}: string): number => length,
): readonly string[] => {
	const [indent = ''] = /^ */.exec(text) ?? [];
	const rows: string[] = [];
	let row = '';
	const held = text.slice(indent.length).replace(command, whole => whole.replaceAll(' ', '\0'));
	for (const piece of held.split(' ')) {
		const word = piece.replaceAll('\0', ' ');
		const joined = row === '' ? word : `${row} ${word}`;
		if (row !== '' && widthOf(indent + joined) > columns) {
			rows.push(indent + row);
			row = word;
		} else row = joined;
	}
	return [...rows, indent + row];
};
