/** What a terminal obeys (all controls but line ends and tabs), and what turns the order of a text around. */
const steering = /\r(?!\n)|[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text from outside that is shown on a terminal as it is, except that what steers a terminal is written as JSON writes it.
 * JSON that is laid out stays the same JSON.
 */
export const visibleControls = (text: string): string =>
	text.replace(steering, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
