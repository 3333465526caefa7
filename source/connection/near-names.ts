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

/** Why a saved thing is not found: nothing is saved, or which names are near. @param file that was looked in */
export const whyNotFound = (wanted: string, names: readonly string[], file?: string): string => {
	// Under cron and sudo another HOME is in use than the one that was meant.
	if (names.length === 0)
		return file === undefined ? 'Nothing is saved yet.' : `Nothing is saved yet in ${file}`;
	const near = nearNames(wanted, names);
	return near.length === 0
		? `None of the ${names.length} that are saved has that name.`
		: `Did you mean ${near.join(' or ')}?`;
};
