/** A window's lines in a frame, for the message of a test whose wait timed out. */
export const drawScreen = (screen: string, columns: number): string => {
	const edge = '─'.repeat(columns);
	const lines = screen.split('\n').map(line => `│${line}`);
	return [`┌${edge}`, ...lines, `└${edge}`].join('\n');
};

/** What was waited for, in words. */
export const describeWish = (wish: string | RegExp | ((text: string) => boolean)): string => {
	if (typeof wish === 'string') return JSON.stringify(wish);
	return wish instanceof RegExp ? String(wish) : `a screen that satisfies ${wish}`;
};

/** Whether a text has what was waited for. */
export const isGranted = (wish: string | RegExp | ((text: string) => boolean), text: string): boolean => {
	if (typeof wish === 'string') return text.includes(wish);
	// `search` ignores `lastIndex`, so that a global expression can be used again.
	return wish instanceof RegExp ? text.search(wish) !== -1 : wish(text);
};
