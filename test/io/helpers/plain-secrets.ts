import type {SecretStore} from '../../../source/io/ports.js';
import {secretDamaged} from '../../../source/io/secrets/refusals.js';
import {ok, refused} from '../../../source/zoho/refusal.js';

/**
 * Secrets as they are: protected by the file's mode (0600 in a 0700 folder) alone, as gh, npm and the AWS CLI keep theirs.
 * The place is not bound; a sealed store binds it.
 */
export const createPlainSecrets = (): SecretStore => ({
	seal: async secret => ok({plain: secret}),
	open: async (secret, place) => ('plain' in secret ? ok(secret.plain) : refused(secretDamaged(place))),
	unlock: async () => ok(true),
});
