/** In columns: what roff's own linters hold to, so that a difference between two versions of a page can be read. */
const width = 78;

const characters: Readonly<Record<string, string>> = {
	'\\': '\\e',
	// A bare one is a hyphen: no option that is copied from the page would work.
	'-': '\\-',
	"'": '\\(aq',
	'"': '\\(dq',
	'`': '\\(ga',
	'^': '\\(ha',
	'~': '\\(ti',
	'…': '...',
};

/** Text of one line as roff prints it letter for letter, wherever it stands but at the beginning of a line. */
export const escapeRoff = (text: string): string =>
	text.replaceAll(/[\\\-'"`^~]|[^ -~]/g, character => {
		const escaped = characters[character];
		if (escaped !== undefined) return escaped;
		return `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
	});

/** The same where a line begins: a dot there would be a request. */
const atLineStart = (escaped: string): string => (escaped.startsWith('.') ? `\\&${escaped}` : escaped);

/** Kept in one piece where a line ends, as what is to be typed must be. */
const inFont = (font: string, text: string): string =>
	`\\f${font}${text
		.split(' ')
		.map(word => `\\%${escapeRoff(word)}`)
		.join(' ')}\\fR`;

export const bold = (text: string): string => inFont('B', text);
export const italic = (text: string): string => inFont('I', text);

/** What is typed, in a sentence: a quoted command loses its quotes to the bold letters. */
const typed = /"(?<command>(?:zconn|pass) [^"]+)"|(?<![\w-])--[a-z][a-z-]*[a-z]|\b[A-Z]+_[A-Z_]*[A-Z]\b/g;

const emphasize = (text: string): string => {
	let result = '';
	let end = 0;
	for (const match of text.matchAll(typed)) {
		result += escapeRoff(text.slice(end, match.index)) + bold(match.groups?.command ?? match[0]);
		end = match.index + match[0].length;
	}
	return result + escapeRoff(text.slice(end));
};

const wrap = (escaped: string): readonly string[] => {
	const lines: string[] = [];
	for (const word of escaped.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(atLineStart(word));
	}
	return lines;
};

/** Sentences, each from a line of its own: roff knows the end of one by the end of the line. */
export const prose = (text: string): readonly string[] =>
	text.split(/(?<=\.) (?=[A-Z])/).flatMap(line => wrap(emphasize(line)));

export const paragraph = (text: string): readonly string[] => ['.PP', ...prose(text)];

/** A heading begins a paragraph by itself; another one would be an empty one. */
const afterHeading = (content: readonly (readonly string[])[]): readonly string[] => {
	const lines = content.flat();
	return lines[0] === '.PP' ? lines.slice(1) : lines;
};

export const section = (title: string, ...content: readonly (readonly string[])[]): readonly string[] => [
	`.SH ${title}`,
	...afterHeading(content),
];

/** @param title escaped already */
export const subsection = (title: string, ...content: readonly (readonly string[])[]): readonly string[] => [
	`.SS ${title}`,
	...afterHeading(content),
];

/** A term, escaped already, and what it means, below and to the right. */
export const entry = (term: string, text: string): readonly string[] => [
	'.TP',
	atLineStart(term),
	...prose(text),
];

/** Lines to be typed, as they are. */
export const codeBlock = (lines: readonly string[]): readonly string[] => [
	'.PP',
	'.RS 4',
	'.EX',
	...lines.map(line => atLineStart(escapeRoff(line))),
	'.EE',
	'.RE',
];
