const escaped = (character: string): string =>
	Array.from(
		{length: character.length},
		(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
	).join('');

/**
 * What a terminal obeys: all controls but line ends and tabs. And what is not seen and changes what is: order of writing, joiners and
 * marks without width, tags, ends of lines that only some programs know; all but the two joiners that emoji and the scripts of Persian
 * and India are written with.
 */
let steering: RegExp | undefined;

/**
 * A text that is shown on a terminal as it is, except that what steers a terminal, or cannot be seen, is written as JSON writes it.
 * JSON that is laid out stays the same JSON. Every door to a terminal passes its texts through this: names come from Zoho, from other
 * people's files and from databases.
 */
export const visibleControls = (text: string): string => {
	// Most texts are of nothing else, and need not wait for the tables of Unicode.
	if (/^[\n -~]*$/.test(text)) return text;
	steering ??=
		/\r(?!\n)|[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]|(?![\u200C\u200D])(?=\p{Cf})\p{Default_Ignorable_Code_Point}|[\u2028\u2029\uFFF9-\uFFFB]/gu;
	return text.replace(steering, escaped);
};

/** The same in one row. */
export const visibleRow = (text: string): string => visibleControls(text).replaceAll(/[\t\r\n]+/g, ' ');
