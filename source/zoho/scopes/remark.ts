import type {FoundScopes} from './search.js';

/** What a search made of the words, as the end of a sentence: `with "settings" for "setings", without "subscribers"`. */
export const remarkOn = ({ignored, meant}: FoundScopes): string | undefined => {
	const parts = [
		...meant.map(({typed, meant: taken}) => `with "${taken}" for "${typed}"`),
		...(ignored.length > 0 ? [`without ${ignored.map(word => `"${word}"`).join(', ')}`] : []),
	];
	return parts.length > 0 ? parts.join(', ') : undefined;
};
