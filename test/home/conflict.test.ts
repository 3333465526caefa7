import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withOldNames} from '../../source/connection/changes/rename.js';
import type {Connection} from '../../source/connection/connection.js';
import {changedMeanwhile} from '../../source/connection/refusals.js';
import type {Service} from '../../source/connection/service.js';
import {placeOf} from '../../source/home/state.js';
import {refused} from '../../source/zoho/refusal.js';
import {sampleConnection} from '../connection/samples.js';
import {HomeScreen} from '../ui/states/shown.js';
import {fullFile, iso} from './samples.js';

const atAcme = (): HomeScreen => new HomeScreen().press('down', 'down', 'down');

/** Another program changes Acme; undefined removes it. */
const changed = (screen: HomeScreen, change: Partial<Connection> | undefined): HomeScreen => {
	const {acme, ...others} = screen.state.file.connections;
	assert.ok(acme);
	const now = change && {...acme, ...change};
	const connections = {...others, ...(now ? {[now.linkName]: now} : {})};
	return screen.send({type: 'file-read', file: {...screen.state.file, connections}});
};

const textOf = (screen: HomeScreen): string =>
	screen
		.frame()
		.lines.map(({spans}) => spans.map(({text}) => text).join(''))
		.join('\n');

const theirs = {name: 'Theirs', undo: undefined} as const;
/** What the rename of another program leaves in the row. */
const renamedUndo = withOldNames(
	fullFile(),
	sampleConnection(),
	sampleConnection({linkName: 'other', name: 'Other'}),
	iso(0),
).undo;

const openers = {rename: 'm', remove: 'd', revoke: 'v'} as const;

/** What a page wants done, as far as it can be wanted with keys. */
const goOn = (screen: HomeScreen, what: keyof typeof openers): HomeScreen => {
	if (what === 'rename') return screen.type(' of Asia').press('enter');
	return what === 'remove' ? screen.type('acme').press('enter') : screen.type('y');
};

test('what another program changed while a page was open is said, and nothing is done before an answer', () => {
	for (const what of ['rename', 'remove', 'revoke'] as const) {
		const screen = goOn(changed(atAcme().type(openers[what]), theirs), what);
		assert.deepEqual(screen.effects, [], what);
		assert.match(textOf(screen), /^✖ Acme was changed by another program while this page was open\.$/m, what);
		assert.match(textOf(screen.press('enter')), /Connection Name: Acme → Theirs/, what);
		assert.deepEqual(screen.press('enter').effects, [what]);
	}
});

test('discarded, nothing is done; a new access token is no change', () => {
	for (const what of ['rename', 'remove', 'revoke'] as const) {
		const left = goOn(changed(atAcme().type(openers[what]), theirs), what).press('down', 'down', 'enter');
		assert.deepEqual(left.effects, [], what);
		assert.equal(placeOf(left.state).at, 'list');
		const refreshed = changed(atAcme().type(openers[what]), {
			accessToken: {plain: 'another'},
			updatedAt: iso(9),
		});
		assert.deepEqual(goOn(refreshed, what).effects, [what]);
	}
});

test('one that was renamed is found again; of one that is gone only that is said', () => {
	const renamed = goOn(
		changed(atAcme().type('m'), {linkName: 'other', name: 'Other', undo: renamedUndo}),
		'rename',
	);
	assert.match(textOf(renamed.press('enter')), /Link name: acme → other/);
	assert.deepEqual(renamed.press('enter').effects, ['rename']);
	const gone = goOn(changed(atAcme().type('v'), undefined), 'revoke');
	assert.match(textOf(gone), /Acme was removed by another program/);
	assert.match(textOf(gone), /❯ {2}Leave it as it is /);
	assert.equal(placeOf(gone.press('enter').state).at, 'list');
});

test('a refusal at the very moment of writing is told on the same screen', () => {
	const screen = goOn(atAcme().type('m'), 'rename');
	assert.deepEqual(screen.effects, ['rename']);
	screen.send({type: 'renamed', result: refused(changedMeanwhile('acme'))});
	assert.match(textOf(changed(screen, theirs)), /✖ Acme was changed by another program/);
	assert.match(textOf(screen), /Apply my changes to the new version/);
});

test('a service that was renamed or changed meanwhile is a conflict as well, and one that is gone', () => {
	const atService = (key: string): HomeScreen => new HomeScreen().type('s').press('end').type(key);
	const changedService = (screen: HomeScreen, change: Partial<Service> | undefined): HomeScreen => {
		const {suite, ...others} = screen.state.file.services;
		assert.ok(suite);
		const services = {...others, ...(change ? {suite: {...suite, ...change}} : {})};
		return screen.send({type: 'file-read', file: {...screen.state.file, services}});
	};
	const theirName = {name: 'Theirs', updatedAt: '2026-11-24T13:22:00.000Z'};
	const screen = changedService(atService('m'), theirName).type(' 2').press('enter');
	assert.deepEqual(screen.effects, []);
	assert.match(textOf(screen), /^✖ Suite was changed by another program while this page was open\.$/m);
	assert.match(
		textOf(screen).replaceAll(/\s+/g, ' '),
		/It was saved at 13:22 UTC; the file does not say by which program\. Nothing was overwritten\./,
	);
	assert.match(textOf(screen.press('enter')), /Service Name: Suite → Theirs/);
	assert.deepEqual(screen.press('enter').effects, ['rename-service']);
	const gone = changedService(atService('m'), undefined).type(' 2').press('enter');
	assert.match(textOf(gone), /^✖ Suite was removed by another program while this page was open\.$/m);
	assert.deepEqual(gone.press('enter').effects, []);
	const late = atService('m').type(' 2').press('enter');
	late.send({type: 'service-renamed', result: refused(changedMeanwhile('suite'))});
	assert.match(textOf(changedService(late, theirName)), /✖ Suite was changed by another program/);
});

test('who was first in the shared store is said as soon as the store has said it', () => {
	const screen = atAcme();
	const {acme} = screen.state.file.connections;
	assert.ok(acme);
	const shared = {...acme, refreshToken: {shared: 'acme'}} as unknown as Connection;
	changed(screen, shared).type('m');
	goOn(changed(screen, {...shared, name: 'Theirs'}), 'rename');
	assert.deepEqual(screen.effects, ['look-for-change']);
	assert.match(textOf(screen), /^✖ Acme was changed on another machine while this page was open\.$/m);
	screen.send({
		type: 'change-found',
		linkName: 'acme',
		change: {by: 'build-07', at: '2026-11-24T13:22:00.000Z'},
	});
	assert.match(textOf(screen), /build-07 changed it at 13:22 UTC\./);
});
