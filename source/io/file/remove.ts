import fs from 'node:fs';

/**
 * Removes what is of no use any more. Where that cannot be done (a virus scanner has it open, a folder takes new files only) it
 * takes room, and is no reason for what was done to fail.
 */
export const removeUseless = (place: string): void => {
	try {
		fs.rmSync(place, {recursive: true, force: true});
	} catch {
		// The next program tries again.
	}
};
