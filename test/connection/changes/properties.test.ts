import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {add, freeName} from '../../../source/connection/changes/add.js';
import {withEdit} from '../../../source/connection/changes/edit.js';
import {
	detach,
	incomingOf,
	putIncoming,
	takeOver,
	withIdentity,
} from '../../../source/connection/changes/take-over.js';
import type {Connection} from '../../../source/connection/connection.js';
import {bare} from '../../../source/connection/file/contents.js';
import {type ConnectionsFile, emptyFile} from '../../../source/connection/file/format.js';
import {withoutDraft} from '../../../source/connection/file/rows.js';
import {isLinkName} from '../../../source/connection/link-name.js';
import type {Service} from '../../../source/connection/service.js';
import {sampleConnection, sampleService} from '../samples.js';

const at = '2026-11-25T00:00:00.000Z';

/** Few, so that they meet; some are names of what every object has. */
const names = ['acme', 'acme_2', 'beta', 'constructor', 'valueOf', 'hasownproperty'].filter(isLinkName);
const name = fc.constantFrom(...names);
const draftId = fc.constantFrom('d1', 'd2', 'constructor');

const serviceWith = (linkName: string, change: Partial<Service> = {}): Service =>
	sampleService({linkName, clientId: `1000.${linkName}`, ...change});

const incoming = (service: Service | null, linkName = 'x') =>
	incomingOf(
		sampleConnection({
			linkName,
			name: 'New',
			refreshToken: {plain: 'new-refresh'},
			accessToken: {plain: 'new-access'},
		}),
		service,
		at,
	);

const row = fc
	.record({linkName: name, service: name, waits: fc.option(fc.option(name, {nil: null}), {nil: undefined})})
	.map(({linkName, service, waits}): Connection => {
		const one = sampleConnection({linkName, service});
		return waits === undefined
			? one
			: {...one, incoming: incoming(waits === null ? null : serviceWith(waits))};
	});

const draft = (id: string) => ({
	id,
	step: 'client',
	field: 'clientId',
	answers: {},
	clientSecret: null,
	createdAt: at,
	updatedAt: at,
});

const mapOf = <T>(rows: readonly T[], keyOf: (row: T) => string) =>
	bare(Object.fromEntries(rows.map(one => [keyOf(one), one])));

const file = fc.record({rows: fc.array(row, {maxLength: 5}), drafts: fc.array(draftId, {maxLength: 3})}).map(
	({rows, drafts}): ConnectionsFile => ({
		...emptyFile,
		services: mapOf(
			[...new Set(rows.map(({service}) => service))].map(linkName => serviceWith(linkName)),
			({linkName}) => linkName,
		),
		connections: mapOf(rows, ({linkName}) => linkName),
		drafts: mapOf(drafts.map(draft), ({id}) => id),
	}),
);

const without = <T>(rows: Readonly<Record<string, T>>, ...keys: readonly string[]) =>
	Object.entries(rows).filter(([key]) => !keys.includes(key));

/** A change leaves its input alone, and the maps of what it makes have no prototype. */
const changed = (
	before: ConnectionsFile,
	change: (file: ConnectionsFile) => ConnectionsFile,
): ConnectionsFile => {
	const text = JSON.stringify(before);
	const after = change(before);
	assert.equal(JSON.stringify(before), text);
	for (const rows of [after.services, after.connections, after.drafts])
		assert.equal(Object.getPrototypeOf(rows), null);
	return after;
};

test('a free name is a link name that nothing has; the wanted one where that is so', () => {
	fc.assert(
		fc.property(file, name, ({connections}, wanted) => {
			const free = freeName(wanted, connections);
			assert.ok(isLinkName(free));
			assert.ok(!Object.keys(connections).includes(free));
			assert.equal(free === wanted, !Object.keys(connections).includes(wanted));
		}),
	);
});

test('what is added is there with its service, its draft is gone, and all else is as it was', () => {
	fc.assert(
		fc.property(
			file,
			name,
			fc.option(name, {nil: undefined}),
			draftId,
			(before, wanted, wantedService, done) => {
				const linkName = freeName(wanted, before.connections);
				const service = wantedService && serviceWith(freeName(wantedService, before.services));
				const connection = sampleConnection({linkName, service: service ? service.linkName : 'acme'});
				const after = changed(before, given => add(given, connection, service || undefined, done));
				assert.equal(after.connections[linkName], connection);
				if (service) assert.equal(after.services[service.linkName], service);
				assert.deepEqual(without(after.connections, linkName), without(before.connections));
				assert.deepEqual(without(after.services, service ? service.linkName : ''), without(before.services));
				assert.deepEqual(
					Object.keys(after.drafts),
					without(before.drafts, done).map(([id]) => id),
				);
			},
		),
	);
});

test('an edit changes one row and the service that it brings; of a connection that is gone, nothing', () => {
	const scopes = {scopesRequested: ['a', 'b'], scopesGranted: null};
	fc.assert(
		fc.property(
			file,
			name,
			fc.option(name, {nil: undefined}),
			fc.boolean(),
			(before, linkName, other, isWider) => {
				const service = other === undefined ? undefined : serviceWith(other, {name: 'Edited'});
				const edit = {name: 'Edited', service, scopes: isWider ? scopes : undefined, at};
				const old = before.connections[linkName];
				if (!old) {
					assert.equal(withEdit(before, linkName, edit), before);
					return;
				}
				const after = changed(before, given => withEdit(given, linkName, edit));
				const expected = {
					name: 'Edited',
					service: other ?? old.service,
					updatedAt: at,
					...(isWider ? scopes : {}),
				};
				assert.deepEqual(after.connections[linkName], {...old, ...expected});
				assert.deepEqual(without(after.connections, linkName), without(before.connections, linkName));
				assert.deepEqual(without(after.services, other ?? ''), without(before.services, other ?? ''));
				// Editing twice is editing once.
				assert.deepEqual(withEdit(after, linkName, edit), after);
			},
		),
	);
});

test('a grant that waits is detached whole: its row is there, its service too, and nothing waits any more', () => {
	fc.assert(
		fc.property(file, name, (before, linkName) => {
			const old = before.connections[linkName];
			const apart = sampleConnection({linkName: freeName('apart', before.connections), name: 'Apart'});
			if (!old?.incoming) {
				assert.equal(detach(before, linkName, apart), before);
				return;
			}
			const after = changed(before, given => detach(given, linkName, apart));
			const {incoming: waited, ...rest} = old;
			assert.deepEqual(after.connections[linkName], rest);
			assert.equal(after.connections[apart.linkName], apart);
			if (waited.service) assert.equal(after.services[waited.service.linkName], waited.service);
			assert.equal(Object.keys(after.connections).length, Object.keys(before.connections).length + 1);
			assert.equal(detach(after, linkName, apart), after);
		}),
	);
});

test('a grant that is put beside another and takes over is the one in use then', () => {
	fc.assert(
		fc.property(file, name, fc.option(name, {nil: null}), (before, linkName, other) => {
			const waits = incoming(other === null ? null : serviceWith(other));
			const after = changed(before, given => takeOver(putIncoming(given, linkName, waits), linkName, at));
			const now = after.connections[linkName];
			if (!now) {
				assert.equal(after, before);
				return;
			}
			const {service, at: _issued, ...grant} = waits;
			for (const [key, value] of Object.entries(grant)) assert.deepEqual(Reflect.get(now, key), value, key);
			assert.equal(now.service, service?.linkName ?? before.connections[linkName]?.service);
			assert.deepEqual([now.linkName, now.incoming], [linkName, undefined]);
		}),
	);
});

test('who gave a grant is noted of the newest one, and only there', () => {
	const who = {account: {id: '1', email: null, name: 'Ana'}, organization: null};
	fc.assert(
		fc.property(file, name, (before, linkName) => {
			const after = changed(before, given => withIdentity(given, linkName, who, at));
			const old = before.connections[linkName];
			const now = after.connections[linkName];
			if (!old || !now) {
				assert.equal(after, before);
			} else if (old.incoming) {
				assert.deepEqual(now, {...old, incoming: {...old.incoming, ...who}});
			} else {
				assert.deepEqual(now, {...old, ...who, verifiedAt: at, updatedAt: at});
			}
		}),
	);
});

test('a draft that is done is gone, and the same file comes back where there was none', () => {
	fc.assert(
		fc.property(file, draftId, (before, id) => {
			const after = changed(before, given => withoutDraft(given, id));
			assert.equal(after === before, !Object.keys(before.drafts).includes(id));
			assert.deepEqual(
				Object.keys(after.drafts),
				without(before.drafts, id).map(([key]) => key),
			);
			assert.equal(withoutDraft(after, id), after);
		}),
	);
});
