import {editDistance} from '../zoho/edit-distance.js';

/** At most three of the names that may have been meant, the likeliest first. */
export const nearNames = (wanted: string, names: readonly string[]): readonly string[] => {
	const text = wanted.toLowerCase();
	const limit = Math.max(1, Math.floor(text.length / 3));
	return names
		.map(name => ({name, steps: editDistance(text, name), isPart: text !== '' && name.includes(text)}))
		.filter(({steps, isPart}) => steps <= limit || isPart)
		.sort((one, other) => one.steps - other.steps || (one.name < other.name ? -1 : 1))
		.slice(0, 3)
		.map(({name}) => name);
};

/** Why a saved thing is not found: nothing is saved, or which names are near. */
export const whyNotFound = (wanted: string, names: readonly string[]): string => {
	if (names.length === 0) return 'Nothing is saved yet.';
	const near = nearNames(wanted, names);
	return near.length === 0
		? `None of the ${names.length} that are saved has that name.`
		: `Did you mean ${near.join(' or ')}?`;
};
