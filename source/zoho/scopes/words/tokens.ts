const plain = /[^a-z0-9]+/;
const anyScript = /[^\p{L}\p{N}]+/u;

/** Words in lower case. Nearly all texts are plain, and for these a plain pattern is several times quicker. */
export const wordsOf = (text: string): readonly string[] => {
	const low = text.toLowerCase();
	return low.split(/^[\x20-\x7E\n\t]*$/.test(low) ? plain : anyScript).filter(word => word !== '');
};

/** As `wordsOf`, with names such as `InstantMessages` taken apart. */
export const partsOf = (text: string): readonly string[] =>
	wordsOf(/[a-z][A-Z]/.test(text) ? text.replaceAll(/([a-z])([A-Z])/g, '$1 $2') : text);

/** "categories" as "category", "contacts" as "contact"; "status" and "address" are no plurals. */
export const singularOf = (word: string): string => {
	if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	return word.length > 3 && word.endsWith('s') && !/[su]s$/.test(word) ? word.slice(0, -1) : word;
};

/** Words of a sentence that say nothing about a scope. */
export const emptyWords: ReadonlySet<string> = new Set(
	[
		'a an and any are at be by can do does for from how i in into is it many me my need of on or our please',
		'that the this to us want we what who with zoho',
	]
		.join(' ')
		.split(' '),
);
