import type {ConnectionsFile} from '../../connection/file/format.js';
import {policyOf} from '../../connection/secrets/places.js';
import type {Runtime} from '../../io/runtime.js';
import {shownPath} from '../../io/system/user-folders.js';
import {flagOption, type Invocation, numberOption} from '../../kit/invocation.js';
import {chooseMode} from '../../kit/terminal/mode.js';
import type {Answers} from '../../wizard/answers.js';
import type {WizardContext} from '../../wizard/field.js';
import type {WizardState} from '../../wizard/state.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {missingService, readBrought, readNewAnswers} from './answers.js';
import type {WizardEntry} from './entry.js';
import type {BegunWizard, Host} from './run-mode.js';

const defaultTimeoutSeconds = 600;

const usersIn = ({connections}: ConnectionsFile): WizardContext['users'] => {
	const users = new Map<string, string[]>();
	for (const {service, linkName} of Object.values(connections)) {
		const known = users.get(service);
		if (known) known.push(linkName);
		else users.set(service, [linkName]);
	}
	return users;
};

const contextOf = (
	invocation: Invocation,
	file: ConnectionsFile,
	dataCenters: readonly DataCenter[],
	ports: readonly number[],
): WizardContext => ({
	dataCenters,
	services: Object.values(file.services),
	users: usersIn(file),
	connectionLinkNames: Object.keys(file.connections),
	ports,
	openBrowser: !flagOption(invocation, 'no-browser') && invocation.environment.ZCONN_NO_BROWSER !== '1',
	secrets: policyOf(file).kept,
});

/** The store that a new connection can go to. It is not asked yet; what is wrong with its variables is said when it was asked for. */
const sharedStoreOf = async (
	runtime: Runtime,
	isWanted: boolean,
): Promise<Result<WizardContext['sharedStore']>> => {
	const {shared, folder} = runtime;
	if (!isWanted && !shared.isKnown) return ok(undefined);
	const access = await shared.open('The shared store');
	if (!access.ok) return isWanted ? access : ok(undefined);
	const {sealer, address} = access.value;
	const isRefresher = sealer.ids('a').length > 0 && sealer.ids('r').length > 0;
	if (isRefresher) return ok({host: address.host, folder: shownPath(folder, runtime)});
	if (!isWanted) return ok(undefined);
	const {storeKeyMissing} = await import('../../connection/shared/refusals.js');
	return refused(storeKeyMissing('the secrets', 'To keep a connection there, both kinds are needed.'));
};

/**
 * What the server of the issuer says of itself, before anything is asked: a flag gave the issuer, or a draft goes on that had asked it.
 *
 * @param isGiven by a flag: then a refusal ends it
 */
const askServer = async (
	{accounts}: Host['runtime'],
	state: WizardState,
	isGiven: boolean,
): Promise<Result<WizardState>> => {
	const {issuer, authorizeUrl} = state.given;
	if (!issuer || (authorizeUrl !== undefined && !isGiven)) return ok(state);
	const server = await (await accounts()).discover(issuer);
	if (server.ok) return ok({...state, context: {...state.context, server: server.value}});
	return isGiven ? server : ok(state);
};

/** Loaded where the command line says something alone: the first screen does not wait for it. */
const unusedOf = async (state: WizardState, given: Partial<Answers>): Promise<Refusal | undefined> => {
	const {code, refreshToken} = state.context.brought ?? {};
	if (Object.values({...given, code, refreshToken}).every(answer => answer === undefined)) return undefined;
	const {unusedAnswer} = await import('./unused.js');
	return unusedAnswer(state, given);
};

/** Begins a wizard: reads what is saved and what the command line says. @param isAsking whether a person can be asked */
export const beginWizard = async (
	{invocation, runtime}: Pick<Host, 'invocation' | 'runtime'>,
	plan: WizardEntry,
	isAsking: boolean,
): Promise<Result<BegunWizard>> => {
	const port = numberOption(invocation, 'port', {least: 1, most: 65_535, example: 8790});
	if (!port.ok) return port;
	const timeout = numberOption(invocation, 'timeout', {least: 1, most: 86_400, example: 600});
	if (!timeout.ok) return timeout;
	const brought = readBrought(invocation);
	if (!brought.ok) return brought;
	const dataCenters = runtime.dataCenters();
	if (!dataCenters.ok) return dataCenters;
	const given = readNewAnswers(invocation, dataCenters.value);
	if (!given.ok) return given;
	const read = runtime.store.read();
	if (!read.ok) return read;
	// Before anything is drawn: a passphrase may have to be asked for.
	const unlocked = await runtime.secrets.unlock();
	if (!unlocked.ok) return unlocked;
	const noService = missingService(given.value, Object.keys(read.value.services), runtime.store.path);
	if (noService) return refused(noService);
	const sharedStore = await sharedStoreOf(runtime, given.value.keptIn === 'shared');
	if (!sharedStore.ok) return sharedStore;
	const ports = port.value === undefined ? runtime.callbackPorts() : ok([port.value]);
	if (!ports.ok) return ports;
	const context = {
		...contextOf(invocation, read.value, dataCenters.value, ports.value),
		sharedStore: sharedStore.value,
		brought: brought.value,
		// Without a person a callback alone can finish a consent.
		canPaste: isAsking,
		hasKeys: chooseMode(invocation) !== 'plain',
		keepsDrafts: isAsking,
	};
	const at = runtime.clock.now();
	const start = {invocation, runtime, file: read.value, context, given: given.value, isAsking, at};
	const begun = await plan.begin(start);
	if (!begun.ok) return begun;
	const unused = await unusedOf(begun.value, given.value);
	if (unused) return refused(unused);
	const initial = await askServer(runtime, begun.value, given.value.issuer !== undefined);
	if (!initial.ok) return initial;
	const timeoutSeconds = timeout.value ?? defaultTimeoutSeconds;
	return ok({initial: initial.value, ports: ports.value, timeoutSeconds});
};
