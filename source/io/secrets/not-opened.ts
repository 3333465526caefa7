import {hasForeignSeals} from '../../connection/secrets/places.js';
import type {SecretPlace} from '../../connection/secrets/secret.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {Store} from '../ports.js';
import {secretDamaged, secretsChanged} from './refusals.js';

/**
 * Why a secret that is sealed with a key which the file does not name is not opened: it was read before another program sealed
 * everything again, unless such a secret stands there still.
 */
export const whyOfAnotherKey = (store: Pick<Store, 'read'>, place: SecretPlace): Refusal => {
	const now = store.read();
	return now.ok && !hasForeignSeals(now.value) ? secretsChanged : secretDamaged(place);
};
