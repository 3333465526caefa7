import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type ConnectionsFile, emptyFile} from '../../source/connection/file/format.js';
import {toldApartBy} from '../../source/connection/file/listed.js';
import {draftWords} from '../../source/home/draft-words.js';
import type {HomeEffect} from '../../source/home/effects.js';
import type {Action, HomeEvent} from '../../source/home/events.js';
import {reduceHome} from '../../source/home/machine.js';
import {
	highlightedRow,
	highlightIndex,
	rowsOf,
	serviceRows,
	shownConnections,
} from '../../source/home/rows.js';
import {type HomeState, type Outcome, placeOf} from '../../source/home/state.js';
import {ok, type Refusal, refused} from '../../source/zoho/refusal.js';
import {sampleConnection, sampleNow} from '../connection/samples.js';
import {fullFile, homeOf, iso, manyConnections, sampleDraft} from './samples.js';

const refusal: Refusal = {id: 'example', what: 'No.', why: 'Because.', next: 'Later.', exitCode: 4};

/** Home as it is driven, with what it has asked for. */
class Home {
	state: HomeState;
	effects: HomeEffect[] = [];

	constructor(file: ConnectionsFile = fullFile()) {
		this.state = homeOf(file);
	}

	send(...events: readonly HomeEvent[]): this {
		for (const event of events) {
			const [state, effects] = reduceHome(this.state, event);
			this.state = state;
			this.effects.push(...effects);
		}
		return this;
	}

	act(action: Action): this {
		return this.send({type: 'wanted', action});
	}

	highlight(linkName: string): this {
		const index = rowsOf(this.state).findIndex(({key}) => key === `connection ${linkName}`);
		assert.ok(index >= 0, linkName);
		return this.send({type: 'highlighted', index});
	}

	lastEffect(): HomeEffect | undefined {
		return this.effects.at(-1);
	}
}

const actions = [
	...(['new', 'refresh', 'refresh-all', 'test', 'test-all', 'reconnect', 'edit', 'rename'] as const),
	...(['revoke', 'remove', 'undo', 'sheet', 'end-replaced', 'services', 'filter', 'keys'] as const),
	...(['share', 'discard-drafts'] as const),
];

const renamed = {name: 'Acme 2', linkName: 'acme_2', previous: {name: 'Acme', linkName: 'acme'}};

const lost: Extract<Outcome, {kind: 'refused'}> = {kind: 'refused', linkName: 'acme', refusal};

const anyEvent: fc.Arbitrary<HomeEvent> = fc.oneof(
	fc.constantFrom<HomeEvent>(
		{type: 'accepted'},
		{type: 'went-back'},
		{type: 'answered-yes'},
		{type: 'progressed', outcome: lost},
		{type: 'file-failed', refusal},
		{type: 'file-read', file: fullFile()},
		{type: 'file-read', file: emptyFile},
		{type: 'file-read', file: manyConnections(30)},
		{type: 'refreshed', outcomes: [], of: 2},
		{type: 'refreshed', outcomes: [{kind: 'refused', linkName: 'acme', refusal}], of: 1},
		{type: 'tested', outcomes: [{kind: 'refused', linkName: 'acme', refusal, calls: []}], of: 1, at: iso(0)},
		{type: 'renamed', result: ok(renamed)},
		{type: 'renamed', result: refused(refusal)},
		{type: 'revoked', linkName: 'acme', result: ok({name: 'Acme', what: 'grant', how: 'revoked'})},
		{type: 'replaced-ended', linkName: 'dead', result: ok({revoked: 1})},
		{type: 'drafts-discarded', count: 1, result: ok(true)},
		{type: 'store-seen', linkName: 'acme', result: ok({address: 'postgres at db.example', canRefresh: true})},
		{type: 'shared', result: refused(refusal)},
		{type: 'wizard-ended', notice: undefined, linkName: 'zoo'},
		{type: 'wizard-refused', refusal},
	),
	fc.record({type: fc.constant('wanted' as const), action: fc.constantFrom(...actions)}),
	fc.record({type: fc.constant('highlighted' as const), index: fc.integer({min: -2, max: 40})}),
	fc.record({type: fc.constant('scrolled' as const), to: fc.integer({min: -5, max: 50})}),
	fc.record({type: fc.constant('typed' as const), text: fc.constantFrom('', 'acme', 'Acme', 'x y', 'zoo')}),
);

test('any events in any order: one is somewhere that exists, and nothing is done that was not wanted', () => {
	// Enter does what the highlighted answer says, and the highlight was moved there by a person.
	const asked: ReadonlySet<string> = new Set(['revoke', 'remove', 'discard-drafts', 'share', 'undo']);
	fc.assert(
		fc.property(fc.array(anyEvent, {maxLength: 60}), events => {
			let state = homeOf();
			for (const event of events) {
				const before = state;
				const [next, effects] = reduceHome(state, event);
				state = next;
				assert.equal(state.places[0]?.at, 'list');
				const place = placeOf(state);
				if (place.at === 'details') assert.ok(state.file.connections[place.linkName]);
				assert.ok(highlightIndex(state) <= Math.max(0, rowsOf(state).length - 1));
				for (const effect of effects) {
					if (asked.has(effect.type)) {
						const answered = placeOf(before);
						assert.match(event.type, /^(?:answered-yes|accepted)$/);
						if (event.type === 'accepted') assert.ok(answered.at !== 'question' || answered.isYes);
					}
					// One thing at a time.
					if (before.running) assert.match(effect.type, /^(?:stop|leave)$/);
				}
			}
		}),
		{numRuns: 600},
	);
});

test('drafts come first, the newest on top; then connections by the name that is shown', () => {
	assert.deepEqual(
		rowsOf(homeOf()).map(({key}) => key),
		[
			...['draft draft-2', 'draft draft-1'],
			...['connection dead', 'connection acme', 'connection zoo', 'connection off'],
		],
	);
});

test('Enter goes on with a draft, opens a connection, and makes one where there is none', () => {
	assert.deepEqual(new Home().send({type: 'accepted'}).lastEffect(), {
		type: 'open-wizard',
		request: {kind: 'draft', id: 'draft-2'},
	});
	const home = new Home().highlight('zoo').send({type: 'accepted'});
	assert.deepEqual(placeOf(home.state), {at: 'details', linkName: 'zoo', scroll: 0});
	assert.deepEqual(new Home(emptyFile).send({type: 'accepted'}).lastEffect(), {
		type: 'open-wizard',
		request: {kind: 'new', service: undefined},
	});
});

test('the filter narrows what is shown and what "all" means, and Esc drops it before it leaves', () => {
	const home = new Home().act('filter').send({type: 'typed', text: 'ACME pat'}, {type: 'accepted'});
	assert.deepEqual(shownConnections(home.state), ['dead', 'acme', 'zoo']);
	home.send({type: 'typed', text: 'not heard'});
	assert.equal(home.state.filter, 'ACME pat');
	home.act('filter').send({type: 'typed', text: 'desk'}, {type: 'accepted'}).act('test-all');
	assert.deepEqual(home.lastEffect(), {type: 'test', linkNames: ['off']});
	home.send({type: 'tested', outcomes: [], of: 1, at: iso(0)}, {type: 'went-back'});
	assert.equal(home.state.filter, '');
	assert.notDeepEqual(home.lastEffect(), {type: 'leave'});
	assert.deepEqual(home.send({type: 'went-back'}).lastEffect(), {type: 'leave'});
});

test('more than twenty at once are asked about, and Esc stops what is under way', () => {
	const home = new Home(manyConnections(21)).act('refresh-all');
	assert.equal(placeOf(home.state).at, 'question');
	assert.deepEqual(home.effects, []);
	const progressed = {type: 'progressed', outcome: lost} as const;
	home.send({type: 'answered-yes'}, progressed, progressed);
	assert.deepEqual(home.state.running, {what: 'Refreshing', done: 2, of: 21, isStopping: false});
	assert.deepEqual(home.send({type: 'went-back'}).lastEffect(), {type: 'stop'});
	home.send({type: 'refreshed', outcomes: [], of: 21});
	const place = placeOf(home.state);
	assert.ok(place.at === 'many' && place.isOver && place.linkNames.length === 21);
});

test('to remove, the name has to be typed: another one is told, none at all leaves everything', () => {
	const home = new Home()
		.highlight('acme')
		.act('remove')
		.send({type: 'typed', text: 'zoo'}, {type: 'accepted'});
	assert.match(JSON.stringify(placeOf(home.state)), /this one is called acme/);
	assert.deepEqual(home.effects, []);
	home.send({type: 'typed', text: ' Acme '}, {type: 'accepted'});
	assert.deepEqual(home.effects, [{type: 'remove', linkName: 'acme'}]);
	const none = new Home().highlight('acme').act('remove').send({type: 'accepted'});
	assert.deepEqual([placeOf(none.state).at, none.effects], ['list', []]);
});

test('a name that is taken is told at the field; a new one is followed by highlight and open page', () => {
	const home = new Home().highlight('acme').send({type: 'accepted'}).act('rename');
	home.send({type: 'typed', text: 'Zoo'}, {type: 'accepted'});
	assert.match(JSON.stringify(placeOf(home.state)), /link name zoo is taken/);
	home.send({type: 'typed', text: 'Acme 2'}, {type: 'accepted'});
	assert.deepEqual(home.effects, [{type: 'rename', linkName: 'acme', name: 'Acme 2'}]);
	const {acme, ...others} = home.state.file.connections;
	const file = {
		...home.state.file,
		connections: {...others, acme_2: sampleConnection({...acme, linkName: 'acme_2', name: 'Acme 2'})},
	};
	home.send({type: 'renamed', result: ok(renamed)}, {type: 'file-read', file});
	assert.deepEqual(placeOf(home.state), {at: 'details', linkName: 'acme_2', scroll: 0});
	assert.equal(home.state.highlight, 'connection acme_2');
	assert.match(home.state.notice?.text ?? '', /Scripts now use the link name acme_2/);
});

test('the highlight stays on its row when the file changes, or where that row was', () => {
	const home = new Home().highlight('dead');
	const {acme: _gone, ...without} = home.state.file.connections;
	home.send({type: 'file-read', file: {...home.state.file, connections: without}});
	assert.equal(home.state.highlight, 'connection dead');
	assert.equal(home.state.total, 3);
	const {dead: _dead, ...rest} = without;
	home.send({type: 'file-read', file: {...home.state.file, connections: rest}});
	const row = highlightedRow(home.state);
	assert.equal(row?.key, 'connection zoo');
});

test('the page of a connection that was renamed is there at once, also where the file cannot be read again', () => {
	const home = new Home().highlight('acme').send({type: 'accepted'}, {type: 'renamed', result: ok(renamed)});
	assert.deepEqual(placeOf(home.state), {at: 'details', linkName: 'acme_2', scroll: 0});
	assert.equal(home.state.file.connections.acme_2?.name, 'Acme 2');
	assert.equal(home.state.file.connections.acme, undefined);
	assert.equal(highlightedRow(home.state)?.key, 'connection acme_2');
	home.act('refresh');
	assert.deepEqual(home.lastEffect(), {type: 'refresh', linkNames: ['acme_2']});
});

test('where a server other than Zoho revokes grants is not known, so nothing is asked', () => {
	const file = {...fullFile(), connections: {else: sampleConnection({linkName: 'else', dataCenter: null})}};
	const home = new Home(file).highlight('else').act('revoke');
	assert.equal(placeOf(home.state).at, 'list');
	assert.match(home.state.notice?.text ?? '', /account settings there/);
	assert.deepEqual(home.effects, []);
});

test('the page of a connection that another program removes is left, and that is said', () => {
	const home = new Home().highlight('acme').send({type: 'accepted'});
	const {acme: _gone, ...rest} = home.state.file.connections;
	const isGone = {type: 'file-read', file: {...home.state.file, connections: rest}} as const;
	home.send(isGone, {type: 'answered-yes'});
	assert.deepEqual([placeOf(home.state).at, home.effects], ['list', []]);
	assert.match(home.state.notice?.text ?? '', /another program/);
	// A question about it says so itself, once it is answered.
	const asked = new Home().highlight('acme').send({type: 'accepted'}).act('revoke').send(isGone);
	assert.equal(placeOf(asked.state).at, 'question');
	asked.send({type: 'answered-yes'});
	assert.deepEqual([placeOf(asked.state).at, asked.effects], ['conflict', []]);
});

test('a service in use is not removed by a question, one that is not is; using it begins a connection', () => {
	const home = new Home().act('services');
	const at = (linkName: string): HomeEvent => ({
		type: 'highlighted',
		index: serviceRows(home.state).findIndex(({service}) => service.linkName === linkName),
	});
	home.send(at('spare')).act('remove');
	assert.equal(placeOf(home.state).at, 'question');
	home.send(
		{type: 'answered-yes'},
		{type: 'service-removed', result: ok(fullFile().services.spare ?? assert.fail())},
	);
	assert.deepEqual(home.effects, [{type: 'remove-service', linkName: 'spare'}]);
	home.send(at('suite'), {type: 'accepted'});
	assert.deepEqual(home.lastEffect(), {type: 'open-wizard', request: {kind: 'new', service: 'suite'}});
	home.act('edit');
	assert.deepEqual(home.lastEffect(), {type: 'open-wizard', request: {kind: 'edit', linkName: 'dead'}});
});

test('a draft takes no key of a connection; d asks, then discards it', () => {
	const home = new Home();
	for (const action of ['refresh', 'test', 'reconnect', 'edit', 'rename', 'revoke'] as const)
		home.act(action);
	assert.deepEqual([home.effects, placeOf(home.state).at], [[], 'list']);
	home.act('remove').send({type: 'answered-yes'});
	assert.deepEqual(home.effects, [{type: 'discard-drafts', ids: ['draft-2']}]);
});

test('old grants are ended where there are some, and it is said where there are none', () => {
	const home = new Home().highlight('acme').act('end-replaced');
	assert.deepEqual(home.effects, []);
	assert.match(home.state.notice?.text ?? '', /no old grant/);
	assert.deepEqual(home.highlight('dead').act('end-replaced').effects, [
		{type: 'end-replaced', linkName: 'dead'},
	]);
});

test('ten thousand rows are sorted once: moving and filtering take little', () => {
	const home = new Home(manyConnections(10_000));
	assert.equal(rowsOf(home.state), rowsOf(home.state));
	home.act('filter').send({type: 'typed', text: '9999'});
	assert.deepEqual(shownConnections(home.state), ['c09999']);
});

test('names that look alike are told apart by account, else by link name', () => {
	const named = (linkName: string, email: string | null) =>
		sampleConnection({
			linkName,
			name: 'Books',
			account: email === null ? null : {id: email, email, name: null},
		});
	const file = {
		...fullFile(),
		connections: {
			one: named('one', 'ana@example.com'),
			two: named('two', 'ben@example.com'),
			three: named('three', 'ben@example.com'),
			four: named('four', null),
			other: sampleConnection({linkName: 'other', name: 'Other'}),
		},
	};
	const told = Object.values(file.connections).map(row => toldApartBy(file, row));
	assert.deepEqual(told, ['ana@example.com', 'two', 'three', 'four', undefined]);
});

test('drafts are told apart by client and age, and discarded together after a question', () => {
	const drafts = {
		a: sampleDraft({id: 'a', answers: {clientId: '1000.AB12CD34EF56GH78IJ90KL12MN34OP'}}),
		b: sampleDraft({id: 'b', answers: {service: 'desk'}, updatedAt: iso(-60 * 24 - 5)}),
		c: sampleDraft({id: 'c', answers: {dataCenter: 'eu'}, step: 'client', updatedAt: iso(-120)}),
		d: sampleDraft({id: 'd', target: 'acme', answers: {connectionName: 'New'}, updatedAt: iso(0)}),
	};
	const file = {...fullFile(), drafts};
	const words = Object.values(drafts).map(draft =>
		Object.values(draftWords(draft, file, sampleNow)).join(' | '),
	);
	assert.deepEqual(words, [
		'New connection, step 3 of 6 | client 1000.AB12…34OP | 30 minutes ago',
		'New connection, step 3 of 6 | service Desk | yesterday',
		'New connection, step 1 of 6 | no client yet | 2 hours ago',
		'Changes to Acme, step 3 of 6 |  | just now',
	]);
	const home = new Home(file).act('discard-drafts');
	const place = placeOf(home.state);
	assert.ok(place.at === 'question' && /all 4 drafts/.test(place.text) && !place.isYes);
	home.send({type: 'accepted'});
	assert.deepEqual([home.effects, placeOf(home.state).at], [[], 'list']);
	home.act('discard-drafts').send({type: 'highlighted', index: 1}, {type: 'accepted'});
	const effect = home.lastEffect();
	assert.ok(effect?.type === 'discard-drafts');
	assert.deepEqual(effect.ids.toSorted(), ['a', 'b', 'c', 'd']);
});

test('a key that cannot work says why, and asks for nothing', () => {
	const home = new Home().highlight('dead');
	const said = (action: Action): string => {
		const before = home.effects.length;
		home.act(action);
		assert.equal(home.effects.length, before, action);
		return home.state.notice?.text ?? '';
	};
	assert.match(said('refresh'), /needs reconnecting .*c consents again/);
	assert.match(said('undo'), /nothing to undo/i);
	assert.match(said('share'), /zconn store init/);
	home.highlight('acme');
	assert.match(said('end-replaced'), /no old grant/);
	home.highlight('off');
	assert.match(said('revoke'), /not known/);
	home.send({type: 'highlighted', index: 0});
	assert.match(said('test'), /draft/);
});

test('many at once: the list is the progress, Esc stops it, Enter reconnects the first that needs it', () => {
	const home = new Home({...fullFile(), drafts: {}}).act('refresh-all');
	const gone = {kind: 'refused', linkName: 'dead', refusal: {...refusal, exitCode: 3}} as const;
	home.send({type: 'progressed', outcome: gone});
	const place = placeOf(home.state);
	assert.ok(place.at === 'many' && !place.isOver && place.outcomes.length === 1);
	assert.deepEqual(home.send({type: 'went-back'}).lastEffect(), {type: 'stop'});
	home.send({type: 'refreshed', outcomes: [lost, gone], of: 4}, {type: 'accepted'});
	assert.deepEqual(home.lastEffect(), {
		type: 'open-wizard',
		request: {kind: 'reconnect', linkName: 'dead'},
	});
	assert.equal(placeOf(home.state).at, 'list');
	// Where the list was left, what became of them is said.
	const left = new Home({...fullFile(), drafts: {}}).act('test-all');
	left.send(
		{type: 'went-back'},
		{type: 'went-back'},
		{type: 'tested', outcomes: [{...lost, calls: []}], of: 4, at: iso(0)},
	);
	assert.match(left.state.notice?.text ?? '', /0 ready, 1 unknown/);
});

test('sharing is asked about with what it does, and a rename that is undone is followed', () => {
	const home = new Home().highlight('acme');
	home.send({
		type: 'store-seen',
		linkName: 'acme',
		result: ok({address: 'postgres at db.example.com', canRefresh: true}),
	});
	const place = placeOf(home.state);
	assert.ok(place.at === 'question' && place.isYes && place.isYesFirst);
	assert.deepEqual(home.send({type: 'accepted'}).lastEffect(), {type: 'share', linkName: 'acme'});
	const back = new Home().highlight('acme').send({type: 'accepted'});
	back.send({
		type: 'undone',
		linkName: 'acme',
		result: ok({name: 'First', linkName: 'first', isGrantBack: false, problem: undefined}),
	});
	assert.deepEqual(placeOf(back.state), {at: 'details', linkName: 'first', scroll: 0});
	assert.match(back.state.notice?.text ?? '', /Scripts use the link name first again/);
});
