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
import {createSealedFiles, type FilesWorld} from './token-cache.js';
import type {Spool, Spooled} from './world.js';

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
export const createSpool = (world: FilesWorld): Spool => {
	const files = createSealedFiles(world, 'spool', {field: 'spool'});
	return {
		read: name => {
			const kept = files.read(name);
			return is(spooled, kept) ? kept : undefined;
		},
		write: (name, content) => files.write(name, content, true),
		forget: files.forget,
	};
};
