import {
	anything,
	type Check,
	fits,
	is,
	mapOf,
	number,
	oneOf,
	orNull,
	text,
	truth,
} from '../../connection/file/parts.js';
import type {Claim, Outcome} from '../../connection/shared/changes.js';
import {createSealedFiles, type FilesWorld} from './token-cache.js';

/** What a machine still has to write: a rotated refresh token that came while the store could not be reached. */
export type Spooled = {readonly claim: Claim; readonly outcome: Outcome};

const spooled: Check<Spooled> = fits({
	claim: fits({
		name: text,
		by: text,
		machine: text,
		leaseNumber: number,
		refreshNumber: number,
		isTakeover: truth,
	}),
	outcome: fits({
		kind: oneOf('tokens'),
		accessToken: text,
		life: number,
		refreshToken: orNull(text),
		facts: mapOf(anything),
	}),
});

/** Rotated refresh tokens that could not be written, sealed with key R, flushed to the disk. */
export const createSpool = (world: FilesWorld) => {
	const files = createSealedFiles(world, 'spool', {field: 'spool'});
	return {
		read: (name: string): Spooled | undefined => {
			const kept = files.read(name);
			return is(spooled, kept) ? kept : undefined;
		},
		/** False: it could not be kept. */
		write: (name: string, content: Spooled): boolean => files.write(name, content, true),
		forget: files.forget,
	};
};

export type Spool = ReturnType<typeof createSpool>;
