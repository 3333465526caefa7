import type {ConnectionsFile} from '../../connection/file-format.js';
import {policyOf} from '../../connection/secret-places.js';
import type {Environment, SecretStore} from '../ports.js';
import {type Finding, fine, note, wrongBy} from './finding.js';

export type SecretsWorld = {
	readonly secrets: SecretStore;
	readonly environment: Environment;
};

const sources = ['ZCONN_PASSPHRASE', 'ZCONN_PASSPHRASE_COMMAND'];

/** How secrets are kept, and whether the key can be had. A passphrase that only a person knows is not asked for. */
export const examineSecrets = async (
	{secrets, environment}: SecretsWorld,
	file: ConnectionsFile,
): Promise<readonly Finding[]> => {
	const {kept} = policyOf(file);
	if (kept === 'plain') {
		return Object.keys(file.services).length === 0
			? []
			: [
					note(
						'secrets',
						'Client secrets and tokens stand in the file as plain text; its mode is what protects them.',
						'"zconn secrets keychain" or "zconn secrets passphrase" seals them. Else keep it out of backups and synchronized folders that others can read.',
					),
				];
	}
	const isTyped = kept === 'passphrase' && !sources.some(name => environment[name]);
	if (isTyped) {
		return [
			note(
				'secrets',
				'Client secrets and tokens are sealed with a passphrase, which is asked for at a terminal.',
				'For programs, give it in ZCONN_PASSPHRASE, or name a command that prints it in ZCONN_PASSPHRASE_COMMAND.',
			),
		];
	}
	const unlocked = await secrets.unlock();
	return [
		unlocked.ok
			? fine('secrets', `Client secrets and tokens are sealed, and their key (${kept}) is there.`)
			: wrongBy('secrets', unlocked.refusal),
	];
};
