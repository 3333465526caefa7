import type {ConnectionsFile} from '../../source/connection/file/format.js';
import type {Answers} from '../../source/wizard/answers.js';
import {targetOf} from '../../source/wizard/edit/target.js';
import type {Attempt, Effect} from '../../source/wizard/effects.js';
import type {WizardEvent} from '../../source/wizard/events.js';
import type {Target, WizardContext} from '../../source/wizard/field.js';
import {reduce} from '../../source/wizard/machine.js';
import {itemsOf, startWizard, type WizardState} from '../../source/wizard/state.js';
import {stepOfItem} from '../../source/wizard/steps/index.js';
import {builtInDataCenters} from '../../source/zoho/data-center.js';
import {sampleConnection, sampleFile, sampleNow, sampleService} from '../connection/samples.js';

export const context = (change: Partial<WizardContext> = {}): WizardContext => ({
	dataCenters: builtInDataCenters,
	services: [],
	connectionLinkNames: [],
	ports: [8790, 8791],
	openBrowser: true,
	secrets: 'plain',
	...change,
});

export const withService = (): WizardContext => context({services: [sampleService()]});

/** The sample connection as what is edited or reconnected. */
export const withTarget = (
	asks: Target['asks'] = 'everything',
	file: ConnectionsFile = sampleFile(),
): WizardContext => {
	const target = targetOf(file, 'acme', asks);
	return context({
		services: Object.values(file.services),
		connectionLinkNames: Object.keys(file.connections),
		target,
	});
};

/** The sample file with a second connection of the same service. */
export const sharedFile = (): ConnectionsFile => {
	const file = sampleFile();
	const other = sampleConnection({linkName: 'beta', name: 'Beta'});
	return {...file, connections: {...file.connections, beta: other}};
};

/** A pure wizard under test: remembers every effect it asked for. */
export class Driver {
	state: WizardState;
	readonly effects: Effect[] = [];
	at = sampleNow;

	constructor(given: Partial<Answers> = {}, about: WizardContext = context()) {
		this.state = startWizard({context: about, draftId: 'draft-1', at: this.at, given});
	}

	send(event: WizardEvent): this {
		const [next, effects] = reduce(this.state, event);
		this.state = next;
		this.effects.push(...effects);
		return this;
	}

	type(key: keyof Answers, value: string | boolean | readonly string[]): this {
		return this.send({type: 'typed', key, value});
	}

	enter(times = 1): this {
		for (let count = 0; count < times; count++) this.send({type: 'accepted', at: this.at});
		return this;
	}

	tab(by: 1 | -1 = 1): this {
		return this.send({type: 'moved-focus', by, at: this.at});
	}

	escape(times = 1): this {
		for (let count = 0; count < times; count++) this.send({type: 'went-back', at: this.at});
		return this;
	}

	/** Enter (and Tab) until a field is focused; fails when it never is. */
	enterUntil(field: WizardState['field']): this {
		for (let count = 0; count < 40 && this.state.field !== field; count++) {
			// Fields of a form with a button, and the link name, are off the way of Enter.
			const hasButton = itemsOf(this.state).some(({key}) => key === 'useValues');
			const isOff = (hasButton && field !== 'useValues') || field === 'linkName';
			if (isOff && stepOfItem(field).id === this.state.step) this.tab();
			else this.enter();
		}
		if (this.state.field !== field)
			throw new Error(`Stuck at ${this.state.field}: ${this.state.problem?.text ?? ''}`);
		return this;
	}

	last<T extends Effect['type']>(type: T): Extract<Effect, {type: T}> {
		const found = this.effects.findLast(
			(effect): effect is Extract<Effect, {type: T}> => effect.type === type,
		);
		if (!found)
			throw new Error(`No effect ${type}; there were ${this.effects.map(effect => effect.type).join(', ')}`);
		return found;
	}

	count(type: Effect['type']): number {
		return this.effects.filter(effect => effect.type === type).length;
	}
}

/** A wizard whose terminal hears lines and no single keys. */
export const plainDriver = (given: Partial<Answers> = {}, change: Partial<WizardContext> = {}): Driver =>
	new Driver(given, context({hasKeys: false, ...change}));

export const answers: Partial<Answers> = {
	dataCenter: 'us',
	clientId: '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE',
	clientSecret: '0123456789abcdef0123456789abcdef0123456789',
	scopes: ['ZohoBooks.contacts.READ'],
	connectionName: 'Acme',
};

export const attempt = (id: string, change: Partial<Attempt> = {}): Attempt => ({
	id,
	state: 'S'.repeat(43),
	browserState: 'B'.repeat(43),
	codeVerifier: 'V'.repeat(43),
	codeChallenge: 'C'.repeat(43),
	redirectUri: 'http://localhost:8790/callback',
	isListening: true,
	shortLink: 'http://localhost:8790/go/abcdefghijklmnop',
	notices: [],
	startedAt: sampleNow,
	deadline: sampleNow + 600_000,
	...change,
});

/** A wizard that waits for the browser. */
export const waiting = (given: Partial<Answers> = {}, about: WizardContext = context()): Driver => {
	const driver = new Driver({...answers, ...given}, about).enterUntil('review').enter();
	const {id} = driver.last('prepare-consent');
	return driver.send({type: 'consent-prepared', id, attempt: attempt(id)});
};

export const code = `1000.${'a'.repeat(32)}.${'b'.repeat(32)}`;

export const callbackUrl = (query: Readonly<Record<string, string>>): string =>
	`http://localhost:8790/callback?${new URLSearchParams(query)}`;

export const goodCallback = (location = 'us', accounts = 'https://accounts.zoho.com'): string =>
	callbackUrl({code, location, 'accounts-server': accounts, state: 'S'.repeat(43)});

export const tokens = (change: Record<string, unknown> = {}) => ({
	kind: 'tokens' as const,
	tokens: {
		accessToken: `1000.${'c'.repeat(32)}.${'d'.repeat(32)}`,
		refreshToken: `1000.${'e'.repeat(32)}.${'f'.repeat(32)}`,
		apiDomain: 'https://www.zohoapis.com',
		scopes: ['ZohoBooks.contacts.READ'],
		issuedAt: sampleNow,
		expiresAt: sampleNow + 3_600_000,
		...change,
	},
});

/** A reconnect (or an edit) whose new grant is being proven. */
export const reconnecting = (
	given: Partial<Answers> = {},
	about: WizardContext = withTarget('consent'),
): Driver => {
	const driver = new Driver(given, about).enter();
	const {id} = driver.last('prepare-consent');
	return driver
		.send({type: 'consent-prepared', id, attempt: attempt(id)})
		.send({type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow})
		.send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow})
		.send({type: 'connection-saved', id, linkName: 'acme', path: '/home/me/connections.json'});
};

/** An edit that adds a scope, while Zoho is asked whether the grant can be widened. */
export const askingToWiden = (
	given: Partial<Answers> = {},
	about: WizardContext = withTarget(),
	change: Partial<Attempt> = {},
): Driver => {
	const scopes = ['ZohoBooks.contacts.READ', 'ZohoBooks.bills.READ'];
	const driver = new Driver({scopes, ...given}, about).enter();
	const {id} = driver.last('prepare-consent');
	return driver.send({type: 'consent-prepared', id, attempt: attempt(id, change)});
};

export const widenedUrl = 'http://localhost:8790/callback?status=success&scope_enhanced=true';

/** The same, after a person has agreed on Zoho's page. */
export const widening = (given: Partial<Answers> = {}, about: WizardContext = withTarget()): Driver => {
	const driver = askingToWiden(given, about, {notices: ['This is a container: paste its address here.']});
	const {id} = driver.last('prepare-consent');
	return driver
		.send({type: 'widening-asked', id, problem: undefined})
		.send({type: 'callback-arrived', id, via: 'loopback', text: widenedUrl, at: sampleNow});
};
