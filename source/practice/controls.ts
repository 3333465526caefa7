import {type Context, Hono} from 'hono';
import {findClient} from './clients.js';
import {changeFaults, numberTexts, switchTexts} from './faults.js';
import {showPage} from './frames.js';
import {readForm} from './http.js';
import {controlsBody} from './pages/controls.js';
import {fullName, people} from './people.js';
import {provocations, readWhose} from './provocations.js';
import {emptyState} from './state.js';
import {endTokens, isOf} from './tokens.js';
import type {World} from './world.js';

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
};

/** What needs no more than to be asked for. */
const actions = {reset, 'end-tokens': (world: World): void => endTokens(world, {}, 'remembers')};

const formChanges = (form: URLSearchParams): Record<string, unknown> => ({
	...Object.fromEntries(switchTexts.map(({name}) => [name, form.has(name)])),
	...Object.fromEntries(numberTexts.map(({name}) => [name, Number(form.get(name))])),
});

const readJson = (c: Context): Promise<unknown> => c.req.json().catch(() => undefined);

/**
 * The controls as JSON, for tests and programs: `/practice/control/{faults,state,reset,end-tokens}`, and one address for each
 * provocation, which takes `{"person": …, "client": …}`.
 */
const jsonRoutes = new Hono();
jsonRoutes.get('/practice/control/faults', c => c.json(c.var.world.state.faults));
jsonRoutes.post('/practice/control/faults', async c => {
	const {faults} = c.var.world.state;
	const changed = changeFaults(faults, await readJson(c));
	return 'problem' in changed
		? c.json({error: changed.problem}, 400)
		: c.json(Object.assign(faults, changed));
});
jsonRoutes.get('/practice/control/state', c => c.json(summarize(c.var.world)));
for (const [name, act] of Object.entries(actions))
	jsonRoutes.post(`/practice/control/${name}`, c => {
		act(c.var.world);
		return c.json({done: true});
	});
for (const {name, provoke} of provocations)
	jsonRoutes.post(`/practice/control/${name}`, async c => {
		const whose = readWhose(c.var.world, await readJson(c));
		if ('problem' in whose) return c.json({error: whose.problem}, 400);
		provoke(c.var.world, whose);
		return c.json({done: true});
	});

const notes: Readonly<Record<string, string>> = {
	'end-tokens': 'Every token has ended.',
	reset: 'Everything is as on the first day.',
	...Object.fromEntries(provocations.map(({name, done}) => [name, done])),
};

const showControls = (c: Context, note: string, status: 200 | 400 = 200) => {
	const {world} = c.var;
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
	return showPage(c, 'controls', {title: 'Practice controls', body, status});
};

const path = '/practice/controls';

/** The controls page and its JSON twin; both only on the first data center's accounts server. */
export const controlsRoutes = new Hono().route('/', jsonRoutes);
controlsRoutes.get(path, c => showControls(c, notes[c.req.query('done') ?? ''] ?? ''));
controlsRoutes.post(`${path}/faults`, async c => {
	const {faults} = c.var.world.state;
	const changed = changeFaults(faults, formChanges(await readForm(c)));
	if ('problem' in changed) return showControls(c, `Not saved. ${changed.problem}`, 400);
	Object.assign(faults, changed);
	return c.redirect(path, 303);
});
controlsRoutes.post(`${path}/provoke`, async c => {
	const form = await readForm(c);
	const what = provocations.find(({name}) => name === form.get('what'));
	const [person, client] = [form.get('person') ?? undefined, form.get('client') ?? undefined];
	const whose = readWhose(c.var.world, {person, client});
	if (what === undefined || 'problem' in whose) return c.redirect(path, 303);
	what.provoke(c.var.world, whose);
	return c.redirect(`${path}?done=${what.name}`, 303);
});
for (const [name, act] of Object.entries(actions))
	controlsRoutes.post(`${path}/${name}`, c => {
		act(c.var.world);
		return c.redirect(`${path}?done=${name}`, 303);
	});
