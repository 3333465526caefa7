import {type Context, Hono} from 'hono';
import {findClient} from './clients.js';
import {changeFaults, type Faults, numberTexts, switchTexts} from './faults.js';
import {showPage} from './frames.js';
import {readForm} from './http.js';
import {controlsBody} from './pages/controls.js';
import {fullName, people} from './people.js';
import {provocationOf, provocationTexts, provoke, readWhose} from './provocations.js';
import {emptyState} from './state.js';
import {endTokens, isOf} from './tokens.js';
import type {Site, World} from './world.js';

const liveCounts = (world: World) => {
	const now = world.now();
	const {state} = world;
	return {
		clients: state.clients.length,
		consents: state.consents.length,
		codes: state.codes.filter(code => !code.isUsed && code.expiresAt > now).length,
		refreshTokens: state.refreshTokens.length,
		accessTokens: state.accessTokens.filter(token => token.expiresAt > now).length,
	};
};

/** What there is, counted; no secret, code or token is in it. Programs and tests read it. */
export const summarize = (world: World) => ({
	format: 1,
	...liveCounts(world),
	registered: world.state.clients.map(client => ({
		id: client.id,
		name: client.name,
		home: client.home,
		sameCredentials: client.sameCredentials,
		dataCenters: Object.keys(client.dataCenters).filter(id => client.dataCenters[id]?.isEnabled),
		redirectUris: client.redirectUris,
	})),
	grants: world.state.consents.map(({clientId, personId, organizationId, scopes}) => ({
		clientId,
		person: personId,
		organizationId,
		scopes,
		refreshTokens: world.state.refreshTokens.filter(isOf({clientId, personId})).length,
	})),
	people: people.map(person => ({id: person.id, name: fullName(person), dataCenter: person.dataCenter})),
	requests: Object.fromEntries(world.requests),
	tokenRequests: Object.fromEntries(world.tokenRequests),
});

export const reset = (world: World): void => {
	Object.assign(world.state, emptyState());
	world.requests.clear();
	world.tokenRequests.clear();
	world.tickets.clear();
	world.save();
};

/** What needs no more than to be asked for. */
const actions = {reset, 'end-tokens': (world: World): void => endTokens(world, {}, 'remembers')};

const setFaults = (world: World, faults: Faults): void => {
	Object.assign(world.state.faults, faults);
	world.save();
};

const formChanges = (form: URLSearchParams): Record<string, unknown> => ({
	...Object.fromEntries(switchTexts.map(({name}) => [name, form.has(name)])),
	...Object.fromEntries(numberTexts.map(({name}) => [name, Number(form.get(name))])),
});

const readJson = (c: Context): Promise<unknown> => c.req.json().catch(() => undefined);

/**
 * The controls as JSON, for tests and programs: `/practice/control/{faults,state,reset,end-tokens}`, and one address for each
 * provocation, which takes `{"person": …, "client": …}`.
 */
const jsonRoutes = (world: World): Hono => {
	const app = new Hono();
	app.get('/practice/control/faults', c => c.json(world.state.faults));
	app.post('/practice/control/faults', async c => {
		const changed = changeFaults(world.state.faults, await readJson(c));
		if ('problem' in changed) return c.json({error: changed.problem}, 400);
		setFaults(world, changed);
		return c.json(world.state.faults);
	});
	app.get('/practice/control/state', c => c.json(summarize(world)));
	for (const [name, act] of Object.entries(actions))
		app.post(`/practice/control/${name}`, c => {
			act(world);
			return c.json({done: true});
		});
	for (const {name} of provocationTexts)
		app.post(`/practice/control/${name}`, async c => {
			const whose = readWhose(world, await readJson(c));
			if ('problem' in whose) return c.json({error: whose.problem}, 400);
			provoke(world, name, whose);
			return c.json({done: true});
		});
	return app;
};

const notes: Readonly<Record<string, string>> = {
	'end-tokens': 'Every token has ended.',
	reset: 'Everything is as on the first day.',
	'evict-grants': 'Twenty newer grants are there; every older one is over.',
	'use-up-tokens': 'Ten access tokens were minted just now; the next one is refused.',
	'remove-app': 'The app was removed, with its grants.',
	'change-password': 'The password is a new one; every token of the account has ended.',
};

const showControls = (site: Site, c: Context, note: string, status: 200 | 400 = 200) => {
	const {world} = site;
	const live = liveCounts(world);
	const body = controlsBody({
		dataCenters: world.dataCenters,
		faults: world.state.faults,
		counts: {
			Clients: live.clients,
			Consents: live.consents,
			'Refresh tokens': live.refreshTokens,
			'Access tokens': live.accessTokens,
		},
		grants: summarize(world).grants.map(({clientId, person, refreshTokens}) => ({
			clientId,
			clientName: findClient(world, clientId)?.name ?? clientId,
			person,
			refreshTokens,
		})),
		note,
	});
	return showPage(site, c, 'controls', {title: 'Practice controls', body, status});
};

/** The controls page and its JSON twin; both only on the first data center's accounts server. */
export const controlsApp = (site: Site): Hono => {
	const {world} = site;
	const app = jsonRoutes(world);
	const path = '/practice/controls';
	app.get(path, c => showControls(site, c, notes[c.req.query('done') ?? ''] ?? ''));
	app.post(`${path}/faults`, async c => {
		const changed = changeFaults(world.state.faults, formChanges(await readForm(c)));
		if ('problem' in changed) return showControls(site, c, `Not saved. ${changed.problem}`, 400);
		setFaults(world, changed);
		return c.redirect(path, 303);
	});
	app.post(`${path}/provoke`, async c => {
		const form = await readForm(c);
		const what = provocationOf(form.get('what'));
		const [person, client] = [form.get('person') ?? undefined, form.get('client') ?? undefined];
		const whose = readWhose(world, {person, client});
		if (what === undefined || 'problem' in whose) return c.redirect(path, 303);
		provoke(world, what, whose);
		return c.redirect(`${path}?done=${what}`, 303);
	});
	for (const [name, act] of Object.entries(actions))
		app.post(`${path}/${name}`, c => {
			act(world);
			return c.redirect(`${path}?done=${name}`, 303);
		});
	return app;
};
