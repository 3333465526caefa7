import fs from 'node:fs';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {type DataCenter, findDataCenter, parseSafeUrl} from '../../zoho/data-center.js';
import type {Result} from '../../zoho/refusal.js';
import {dataCentersFile} from '../file/data-centers.js';
import type {CallbackServer} from '../ports.js';
import type {SharedDoor} from '../shared/door.js';
import type {World} from '../world.js';
import {examineAccess, examineFiles} from './files.js';
import {type Finding, fine, found, wrongBy} from './finding.js';
import {examineNetwork, type Host, type NetworkNeeds} from './network.js';
import {examinePorts} from './ports.js';
import {examineSaved} from './saved.js';
import {examineSecrets} from './secrets.js';
import {examineShared} from './shared.js';

type Needs = NetworkNeeds &
	Pick<World, 'secrets' | 'store' | 'dataCenters'> & {
		readonly callbackServer: () => Promise<Pick<CallbackServer, 'check'>>;
		readonly ports: readonly number[];
		readonly shared: SharedDoor;
	};

/** The accounts servers that what is saved depends on; while nothing is, the first of the table. */
const hostsOf = (file: ConnectionsFile, table: readonly DataCenter[]): readonly Host[] => {
	const services = Object.values(file.services);
	const used = new Set([
		...Object.values(file.connections).map(({dataCenter}) => dataCenter),
		...services.map(({dataCenter}) => dataCenter),
	]);
	const zoho = [...used].flatMap(id => findDataCenter(table, id ?? undefined) ?? []);
	const others = services.flatMap(({dataCenter, name, accessTokenUrl}) => {
		const url = dataCenter === null ? parseSafeUrl(accessTokenUrl) : undefined;
		return url ? [{name, origin: url.origin, isZoho: false}] : [];
	});
	const first = used.size === 0 ? table.slice(0, 1) : [];
	return [
		...[...zoho, ...first].map(({name, accounts}) => ({name, origin: accounts, isZoho: true})),
		...others,
	];
};

/** A table of its own decides where secrets are sent: worth knowing also where all is well. */
const examineTable = (folder: string, table: Result<readonly DataCenter[]>): readonly Finding[] => {
	const file = dataCentersFile(folder);
	if (!table.ok) return found(wrongBy('data-centers', table.refusal), examineAccess(file, 0o600));
	return fs.existsSync(file)
		? [fine('data-centers', `The data centers come from ${file}; no other user can change it.`)]
		: [];
};

/** Looks at everything that a connection needs. Changes nothing that is saved. */
export const examine = async (world: Needs): Promise<readonly Finding[]> => {
	const {store, clock, dataCenters} = world;
	const files = await examineFiles(store);
	const read = store.read();
	const table = dataCenters();
	const hosts = read.ok && table.ok ? hostsOf(read.value, table.value) : [];
	const [ports, network] = await Promise.all([
		world.callbackServer().then(server => examinePorts(server, world.ports, world.platform)),
		examineNetwork(world, hosts),
	]);
	return [
		ports,
		...network,
		...examineTable(store.folder, table),
		...files,
		...(read.ok
			? [...(await examineSecrets(world, read.value)), ...examineSaved(read.value, clock.now())]
			: []),
		...(await examineShared(world, read.ok ? read.value : undefined, clock.now())),
	];
};
