import type {ConnectionsFile} from '../../connection/file/format.js';
import {policyOf} from '../../connection/secrets/places.js';
import type {Runtime} from '../../io/runtime.js';
import {shownPath} from '../../io/system/user-folders.js';
import {unwrap} from '../../kit/command.js';
import {flagOption, type Invocation, numberOption} from '../../kit/invocation.js';
import {chooseMode} from '../../kit/terminal/mode.js';
import type {Answers} from '../../wizard/answers.js';
import type {WizardContext} from '../../wizard/field.js';
import type {WizardState} from '../../wizard/state.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {RefusedError} from '../../zoho/refusal.js';
import {checkService, readBrought, readNewAnswers} from './answers.js';
import type {WizardEntry} from './entry.js';
import type {BegunWizard, Host} from './run-mode.js';

const defaultTimeoutSeconds = 600;

const usersIn = ({connections}: ConnectionsFile): WizardContext['users'] => {
	const groups = Map.groupBy(Object.values(connections), ({service}) => service);
	return new Map([...groups].map(([service, users]) => [service, users.map(({linkName}) => linkName)]));
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
const sharedStoreOf = async (runtime: Runtime, isWanted: boolean): Promise<WizardContext['sharedStore']> => {
	const {shared, folder} = runtime;
	if (!isWanted && !shared.isKnown) return undefined;
	const access = await shared.open('The shared store');
	if (!access.ok && !isWanted) return undefined;
	const {sealer, address} = unwrap(access);
	const isRefresher = sealer.ids('a').length > 0 && sealer.ids('r').length > 0;
	if (isRefresher) return {host: address.host, folder: shownPath(folder, runtime)};
	if (!isWanted) return undefined;
	const {storeKeyMissing} = await import('../../connection/shared/refusals.js');
	throw new RefusedError(
		storeKeyMissing('the secrets', 'To keep a connection there, both kinds are needed.'),
	);
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
): Promise<WizardState> => {
	const {issuer, authorizeUrl} = state.given;
	if (!issuer || (authorizeUrl !== undefined && !isGiven)) return state;
	const server = await (await accounts()).discover(issuer);
	if (!server.ok && !isGiven) return state;
	return {...state, context: {...state.context, server: unwrap(server)}};
};

/** Loaded where the command line says something alone: the first screen does not wait for it. */
const checkUse = async (state: WizardState, given: Partial<Answers>): Promise<void> => {
	const {code, refreshToken} = state.context.brought ?? {};
	if (Object.values({...given, code, refreshToken}).every(answer => answer === undefined)) return;
	const {unusedAnswer} = await import('./unused.js');
	const unused = unusedAnswer(state, given);
	if (unused) throw new RefusedError(unused);
};

/**
 * Begins a wizard: reads what is saved and what the command line says. Throws the refusal where it cannot.
 *
 * @param isAsking whether a person can be asked
 */
export const beginWizard = async (
	{invocation, runtime}: Pick<Host, 'invocation' | 'runtime'>,
	plan: WizardEntry,
	isAsking: boolean,
): Promise<BegunWizard> => {
	const port = unwrap(numberOption(invocation, 'port', {least: 1, most: 65_535, example: 8790}));
	const timeout = unwrap(numberOption(invocation, 'timeout', {least: 1, most: 86_400, example: 600}));
	const brought = readBrought(invocation);
	const dataCenters = unwrap(runtime.dataCenters());
	const given = readNewAnswers(invocation, dataCenters);
	const file = unwrap(runtime.store.read());
	// Before anything is drawn: a passphrase may have to be asked for.
	unwrap(await runtime.secrets.unlock());
	checkService(given, Object.keys(file.services), runtime.store.path);
	const sharedStore = await sharedStoreOf(runtime, given.keptIn === 'shared');
	const ports = port === undefined ? unwrap(runtime.callbackPorts()) : [port];
	const context = {
		...contextOf(invocation, file, dataCenters, ports),
		sharedStore,
		brought,
		// Without a person a callback alone can finish a consent.
		canPaste: isAsking,
		hasKeys: chooseMode(invocation) !== 'plain',
		keepsDrafts: isAsking,
	};
	const at = runtime.clock.now();
	const begun = await plan.begin({invocation, runtime, file, context, given, isAsking, at});
	await checkUse(begun, given);
	const initial = await askServer(runtime, begun, given.issuer !== undefined);
	return {initial, ports, timeoutSeconds: timeout ?? defaultTimeoutSeconds};
};
