const special = /[\\^$.*+?()[\]{}|/-]/g;

/** One character as JSON, an address, a page or a text may write it. Every repetition is bounded: a long text takes no longer. */
const spellings = (character: string): string => {
	const code = character.charCodeAt(0);
	const hex = code.toString(16).padStart(2, '0');
	const plain = character.replace(special, String.raw`\$&`);
	return `(?:\\\\{0,8}${plain}|\\\\{1,8}(?:u00|x)${hex}|%(?:25){0,3}${hex}|&#(?:0{0,6}${code}|x0{0,6}${hex});?${character === ' ' ? '|\\+' : ''})`;
};

/** What base64 makes of a text, wherever it stands in what is encoded: without the letters that its neighbors share. */
const base64Forms = (secret: string): readonly string[] => {
	if (secret.length < 12) return [];
	const bytes = [...secret].map(character => character.charCodeAt(0));
	return [0, 1, 2].map(shift => {
		const text = btoa(String.fromCharCode(...Array.from({length: shift}, () => 0), ...bytes));
		const whole = Math.floor(((shift + bytes.length) * 8) / 6);
		return text
			.slice(Math.ceil((shift * 8) / 6), whole)
			.replaceAll('+', '[+-]')
			.replaceAll('/', '[/_]');
	});
};

const hexForm = (secret: string): readonly string[] =>
	secret.length < 8
		? []
		: [[...secret].map(character => character.charCodeAt(0).toString(16).padStart(2, '0')).join('')];

const patternOf = (secret: string): RegExp =>
	new RegExp(
		[[...secret].map(spellings).join(''), ...hexForm(secret), ...base64Forms(secret)].join('|'),
		'gi',
	);

/** Tokens of Zoho by their shape, and what a text itself calls a token. */
const shapes: ReadonlyArray<readonly [RegExp, string]> = [
	[/\b1\d{3}\.[0-9a-f]{16,}\.[0-9a-f]{16,}\b/gi, '[redacted token]'],
	[/\b(Zoho-oauthtoken|Bearer)(\s+|%20)[\w.~+/=-]{16,}/gi, '$1$2[redacted]'],
	[/(["'](?:access_token|refresh_token|client_secret)\\*["']\s*:\s*\\*["'])[^"'\\]+/gi, '$1[redacted]'],
	[/\b((?:access_token|refresh_token|client_secret)=)[^\s&"'<>]+/gi, '$1[redacted]'],
];

/**
 * Takes secrets out of texts that others wrote and others read. For data that is handed on: unlike `redact`, which is for logs and takes out all that is called a code or a state, it leaves everything
 * but secrets as it is. Those that it knows are found however they are escaped; others of Zoho by their shape.
 */
export const createConcealer = () => {
	const known = new Map<string, RegExp>();
	return {
		/** A secret to look for from now on. One of less than four characters is none. */
		add: (secret: string): void => {
			if (secret.length >= 4 && !known.has(secret)) known.set(secret, patternOf(secret));
		},
		conceal: (text: string): string => {
			let clean = text;
			for (const pattern of known.values()) clean = clean.replace(pattern, '[redacted]');
			for (const [pattern, instead] of shapes) clean = clean.replace(pattern, instead);
			return clean;
		},
	};
};

export type Concealer = ReturnType<typeof createConcealer>;
