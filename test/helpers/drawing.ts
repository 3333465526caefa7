/** A window's lines in a frame, for the message of a test whose wait timed out. */
export const drawScreen = (screen: string, columns: number): string => {
	const edge = '─'.repeat(columns);
	const lines = screen.split('\n').map(line => `│${line}`);
	return [`┌${edge}`, ...lines, `└${edge}`].join('\n');
};

/** What was waited for, in words. */
export const describeExpected = (expected: string | RegExp | ((text: string) => boolean)): string => {
	if (typeof expected === 'string') return JSON.stringify(expected);
	return expected instanceof RegExp ? String(expected) : `a screen that satisfies ${expected}`;
};

/** Whether a text has what was waited for. */
export const isShown = (expected: string | RegExp | ((text: string) => boolean), text: string): boolean => {
	if (typeof expected === 'string') return text.includes(expected);
	// `search` ignores `lastIndex`, so that a global expression can be used again.
	return expected instanceof RegExp ? text.search(expected) !== -1 : expected(text);
};
