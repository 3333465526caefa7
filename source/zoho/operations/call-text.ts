import {trimWhile} from '../text.js';

/** A call as a person writes it down: `POST /books/v3/invoices`, an address, or a curl line. */
export type WrittenCall = {
	readonly method: string;
	readonly path: string;
	/** Undefined for a path alone. */
	readonly host: string | undefined;
};

const methods = 'GET|POST|PUT|PATCH|DELETE|HEAD';
const withMethod = new RegExp(`^(${methods})\\s+(\\S+)$`, 'i');
/** Long enough for every line that a page of documentation prints. */
const longest = 20_000;

/** The words of a shell line, without their quotes. Line breaks behind a backslash or a caret are none. */
const shellWords = (text: string): readonly string[] => {
	const joined = text.replaceAll(/[\\^`]\s+/g, ' ');
	const words = joined.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g);
	return [...words].map(([word]) => word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, '$1$2'));
};

const ofAddress = (text: string, method: string): WrittenCall | undefined => {
	const bare = trimWhile(text, /[<>"'`,;)\]]/);
	if (/^\/[^/\s]/.test(bare)) return {method, path: bare, host: undefined};
	if (!/^https?:\/\//i.test(bare)) return undefined;
	// Placeholders of documentation pages, `{organization_id}`, may stand in the host too.
	const [, host = '', path = '/'] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(bare) ?? [];
	return host === '' || host.includes('@')
		? undefined
		: {method, path: path || '/', host: host.toLowerCase()};
};

const withValue = new Set(
	'-H --header -A --user-agent -b --cookie -o --output -u --user -e --referer -x --proxy -w --write-out -m --max-time'.split(
		' ',
	),
);
const withBody = /^(?:-d|--data(?:-raw|-binary|-urlencode|-ascii)?|-F|--form(?:-string)?|--json)$/;

/** Only method and address are read; headers may hold a token, and are passed over. */
const ofCurl = (text: string): WrittenCall | undefined => {
	const words = shellWords(text).slice(1);
	let method: string | undefined;
	let address: string | undefined;
	let hasBody = false;
	let isGet = false;
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index] ?? '';
		const value = words[index + 1] ?? '';
		const [, joinedMethod] = /^(?:-X|--request=)([A-Za-z]+)$/.exec(word) ?? [];
		if (joinedMethod !== undefined) method = joinedMethod;
		else if (word === '-X' || word === '--request') method = value;
		else if (word === '--url') address = value;
		else if (word === '-G' || word === '--get') isGet = true;
		else if (word === '-I' || word === '--head') method ??= 'GET';
		else if (/^(?:-T|--upload-file)$/.test(word)) method ??= 'PUT';
		else if (/^(?:--data|--json|--form|-d.)/.test(word) || withBody.test(word)) hasBody = true;
		else if (!word.startsWith('-')) address ??= ofAddress(word, '') ? word : undefined;
		if (['-X', '--request', '--url', '-T', '--upload-file'].includes(word)) index += 1;
		else if (withValue.has(word) || withBody.test(word)) index += 1;
	}
	const meant = (method ?? (hasBody && !isGet ? 'POST' : 'GET')).toUpperCase();
	return address === undefined ? undefined : ofAddress(address, meant);
};

/** A call in one line, as it can be read again; of a curl line nothing that could be a secret is left. */
export const callLine = ({method, path, host}: WrittenCall): string =>
	`${method} ${host === undefined ? '' : `https://${host}`}${path}`;

/**
 * Reads a call out of a text: a method and a path or address, one of them alone (a GET), or a line for curl. Undefined for
 * anything else. Of a curl line nothing but method, host and path is kept.
 */
export const readCall = (text: string): WrittenCall | undefined => {
	const line = text.trim().replace(/^[$>]\s+/, '');
	if (line === '' || line.length > longest) return undefined;
	if (/^curl(?:\.exe)?\s/i.test(line)) return ofCurl(line);
	const [, method = 'GET', address = line] = withMethod.exec(line) ?? [];
	return /\s/.test(address) ? undefined : ofAddress(address, method.toUpperCase());
};
