import type {TestContext} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import type {EffectContext, EffectsOptions} from '../../../source/io/effects/context.js';
import {createEffectRunner, type EffectRunner} from '../../../source/io/effects/wizard.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import type {Accounts, CallbackListener, CallbackServer, Store} from '../../../source/io/ports.js';
import type {BrowserPage, Effect, ExchangeRequest} from '../../../source/wizard/effects.js';
import type {WorldEvent} from '../../../source/wizard/events.js';
import {readCallback} from '../../../source/zoho/consent/callback.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../../source/zoho/refusal.js';
import {readTokenResponse} from '../../../source/zoho/tokens/response.js';
import {connection, epoch, service, temporaryFolder} from './files.js';
import {createPlainSecrets} from './plain-secrets.js';
import {unusedAccounts} from './unused-accounts.js';

const notExpected = (name: string) => (): never => {
	throw new Error(`${name} was not expected.`);
};

export const refusal = (id: string): Refusal => ({id, what: 'W', why: 'Y', next: 'N', exitCode: 4});
export const prepare = {
	type: 'prepare-consent',
	id: 'one',
	accountsUrl: 'https://accounts.zoho.com',
} as const;
/** The answer to an exchange that went well. */
export const tokens = readTokenResponse({
	body: '{"access_token":"a","refresh_token":"r","expires_in":3600}',
	status: 200,
	now: epoch,
});

/** An exchange with a grant that was pasted. */
export const request = (clientSecret: ExchangeRequest['clientSecret']): ExchangeRequest => {
	const reading = readCallback('1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef', {
		state: 's',
		redirectUris: ['http://localhost:8790/callback'],
		dataCenters: builtInDataCenters,
		isZoho: true,
		via: 'paste',
	});
	if (reading.kind !== 'grant') throw new Error('No grant was made.');
	return {
		tokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
		isZoho: true,
		clientId: 'id',
		clientSecret,
		grant: reading.grant,
		redirectUri: 'http://localhost:8790/callback',
		codeVerifier: 'v',
	};
};

/** A callback server without sockets; `call` is a callback that arrives, `pages` what the browser was told. */
export const fakeCallbackServer = (free: readonly number[] = [8790, 8791]) => {
	const pages: BrowserPage[] = [];
	const seen = {open: 0, authorizeUrl: '', browserUrl: '', state: '', browserState: ''};
	let call: (url: string) => void = notExpected('A callback');
	const server: CallbackServer = {
		check: async ports => ({
			free: ports.filter(port => free.includes(port)),
			taken: ports.filter(port => !free.includes(port)),
		}),
		listen: async ({ports, state, browserState, onCallback}): Promise<Result<CallbackListener>> => {
			const port = ports.find(one => free.includes(one));
			if (port === undefined) {
				return refused({id: 'ports-taken', what: 'Taken.', why: '', next: '', exitCode: 4});
			}
			call = onCallback;
			seen.open++;
			seen.state = state;
			seen.browserState = browserState;
			return ok({
				port,
				redirectUri: `http://localhost:${port}/callback`,
				isListening: true,
				shortLink: `http://localhost:${port}/go/short`,
				browserLink: `http://localhost:${port}/go/browser`,
				setAddresses: ({shown, browser}) => {
					seen.authorizeUrl = shown;
					seen.browserUrl = browser;
				},
				answer: page => pages.push(page),
				close: async () => {
					seen.open--;
				},
			});
		},
	};
	return {server, pages, seen, call: (url: string) => call(url)};
};

/** A runner over a real file and fakes; everything not named is not expected to be used. */
export const runnerWith = (
	t: TestContext,
	change: Omit<Partial<EffectContext['world']>, 'accounts'> & {
		readonly accounts?: Partial<Accounts>;
		readonly options?: Partial<EffectsOptions>;
	} = {},
) => {
	const {accounts, options, ...rest} = change;
	const lock = createLock();
	const store = createStore({folder: temporaryFolder(t), lock});
	const events: WorldEvent[] = [];
	const faults: unknown[] = [];
	const announced: (readonly [string, string | undefined])[] = [];
	const lines: string[] = [];
	const waiting = new Set<() => void>();
	const fake = fakeCallbackServer();
	const world: EffectContext['world'] = {
		environment: {},
		platform: process.platform,
		store,
		keyedFileIn: folder => ({store: createStore({folder, lock}), secrets: createPlainSecrets()}),
		secrets: createPlainSecrets(),
		dataCenters: () => ok(builtInDataCenters),
		accounts: async () => ({
			...unusedAccounts(notExpected),
			reach: async () => ok(true),
			...accounts,
		}),
		tokenKeeper: {accessToken: notExpected('A token')},
		callbackServer: async () => fake.server,
		browser: async () => ({open: notExpected('A browser'), hints: () => []}),
		clipboard: async () => ({copy: notExpected('The clipboard')}),
		clock: {now: () => epoch},
		random: {bytes: count => new Uint8Array(count).fill(events.length + 1)},
		debug: line => lines.push(line),
		...rest,
	};
	const runner: EffectRunner = createEffectRunner(world, {
		ports: [8790, 8791],
		timeoutSeconds: 600,
		announce: (...words) => announced.push(words),
		onFault: error => faults.push(error),
		dispatch: event => {
			events.push(event);
			for (const wake of waiting) wake();
		},
		...options,
	});
	t.after(() => runner.stop());
	/** Resolves with the first event of a kind, also one that came already. */
	const eventOf = <Type extends WorldEvent['type']>(type: Type): Promise<Extract<WorldEvent, {type: Type}>> =>
		new Promise(resolve => {
			const look = (): void => {
				const found = events.find((event): event is Extract<WorldEvent, {type: Type}> => event.type === type);
				if (!found) return;
				waiting.delete(look);
				resolve(found);
			};
			waiting.add(look);
			look();
		});
	return {runner, world, store, events, faults, announced, lines, eventOf, ...fake};
};

type Save = Extract<Effect, {type: 'save-connection'}>;

/** What is to be saved after an exchange. */
export const save = (change: Partial<Save> = {}): Save => ({
	type: 'save-connection',
	id: 'one',
	service: {...service(), clientSecret: 'typed-secret'},
	connection: {...connection(), refreshToken: 'issued-refresh', accessToken: 'issued-access'},
	draftId: 'draft-1',
	...change,
});

/** All that stands in the file. */
export const contentOf = (store: Store): ConnectionsFile => {
	const file = store.read();
	if (!file.ok) throw new Error(file.refusal.what);
	return file.value;
};
