import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withOldNames} from '../../source/connection/changes/rename.js';
import type {Connection} from '../../source/connection/connection.js';
import {changedMeanwhile} from '../../source/connection/refusals.js';
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
