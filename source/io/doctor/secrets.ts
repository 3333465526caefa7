import type {ConnectionsFile} from '../../connection/file/format.js';
import {policyOf} from '../../connection/secrets/places.js';
import type {World} from '../world.js';
import {type Finding, fine, note, wrongBy} from './finding.js';

const sources = ['ZCONN_PASSPHRASE', 'ZCONN_PASSPHRASE_COMMAND'];

/** What SSH, cron and services lack; asked for only where the keychain failed. */
const noBus = note(
	'keychain-session',
	'This session has no DBUS_SESSION_BUS_ADDRESS, by which a Secret Service is found.',
	'Run it in the desktop session, or in a terminal that was opened from there.',
);

/** How secrets are kept, and whether the key can be had. A passphrase that only a person knows is not asked for. */
export const examineSecrets = async (
	{secrets, environment, platform}: Pick<World, 'secrets' | 'environment' | 'platform'>,
	file: ConnectionsFile,
): Promise<readonly Finding[]> => {
	const {kept} = policyOf(file);
	if (kept === 'plain') {
		if (Object.keys(file.services).length === 0) return [];
		return [
			note(
				'secrets',
				'Client secrets and tokens are in the file as plain text; its mode is what protects them.',
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
	if (unlocked.ok)
		return [fine('secrets', `Client secrets and tokens are sealed, and their key (${kept}) is there.`)];
	const isOfDesktop = kept === 'keychain' && platform === 'linux' && !environment.DBUS_SESSION_BUS_ADDRESS;
	return [wrongBy('secrets', unlocked.refusal), ...(isOfDesktop ? [noBus] : [])];
};
