import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {changedMeanwhile} from '../../../source/connection/refusals.js';
import {failureOptions} from '../../../source/wizard/consent/failure.js';
import {answersOf} from '../../../source/wizard/state.js';
import {sampleConnection, sampleFile, sampleService} from '../../connection/samples.js';
import {Driver, reconnecting, withTarget} from '../driver.js';
import {proof} from '../flows/driver.js';

const scope = 'ZohoBooks.contacts.READ';

/** An edit of the name of the service that came second. @param now the file as the first one left it */
const overtaken = (
	now: ConnectionsFile | undefined,
	given: ConstructorParameters<typeof Driver>[0] = {serviceName: 'Mine'},
) => {
	const driver = new Driver(given, withTarget()).enter();
	const {id} = driver.last('apply-edit');
	driver.send({type: 'edit-applied', id, refusal: changedMeanwhile('acme')});
	assert.equal(driver.last('look-again').linkName, 'acme');
	return driver.send({type: 'looked-again', linkName: 'acme', file: now, change: undefined});
};

const file = sampleFile();
const withService = (change: Partial<ReturnType<typeof sampleService>>): ConnectionsFile => ({
	...file,
	services: {...file.services, suite: {...sampleService(), updatedAt: '2026-11-24T11:00:00.000Z', ...change}},
});

const refusalOf = ({state: {consent}}: Driver) => (consent.phase === 'failed' ? consent.refusal : undefined);
const labelsOf = (driver: Driver) => failureOptions(driver.state).map(({label}) => label);

test('the second one is told who was first and sees the change, and nothing is overwritten', () => {
	const driver = overtaken(withService({name: 'Theirs'}));
	assert.match(refusalOf(driver)?.what ?? '', /^Acme was changed by another program while you edited it\.$/);
	assert.equal(driver.count('apply-edit'), 1);
	assert.deepEqual(labelsOf(driver), [
		'Show what changed',
		'Apply my changes to the new version',
		'Discard my changes',
	]);
	driver.enter();
	const {consent} = driver.state;
	assert.ok(consent.phase === 'failed' && consent.conflict);
	assert.ok(
		consent.conflict.changes.some(change => change.endsWith('→ Theirs')),
		consent.conflict.changes.join(),
	);
	assert.deepEqual(labelsOf(driver), ['Apply my changes to the new version', 'Discard my changes']);
});

test('one that another program renamed is found again; one that is gone can only be discarded', () => {
	const {acme} = file.connections;
	assert.ok(acme);
	const renamed = {...file, connections: {other: {...acme, linkName: 'other', name: 'Other'}}};
	const found = overtaken(renamed);
	assert.match(refusalOf(found)?.what ?? '', /^Acme was changed by another program/);
	found.enter().enter();
	assert.equal(found.last('apply-edit').linkName, 'other');
	const gone = overtaken({...file, connections: {}});
	assert.match(refusalOf(gone)?.what ?? '', /^Acme was removed by another program while you edited it\.$/);
	assert.deepEqual(labelsOf(gone), ['Discard my changes']);
});

test('after a consent it is told the same way, and discarding revokes the new grant', () => {
	const {account} = sampleConnection();
	const driver = reconnecting().send({type: 'proven', id: 'draft-1-1', proof: {...proof, account}});
	const {id, seen} = driver.last('take-over');
	assert.equal(seen.name, 'Acme');
	driver
		.send({type: 'taken-over', id, refusal: changedMeanwhile('acme')})
		.send({type: 'looked-again', linkName: 'acme', file: withService({name: 'Theirs'}), change: undefined});
	assert.match(refusalOf(driver)?.what ?? '', /^Acme was changed by another program while you edited it\.$/);
	assert.deepEqual(labelsOf(driver).slice(0, 1), ['Show what changed']);
	driver.send({type: 'answered-conflict', choice: 'discard', at: 0});
	assert.equal(driver.last('give-up-grant').linkName, 'acme');
	assert.equal(driver.state.consent.phase, 'kept');
});

test('applied, mine stands on top of the new version and is checked against it', () => {
	const driver = overtaken(withService({scopeDelimiter: 'space'}))
		.enter()
		.enter();
	const applied = driver.last('apply-edit');
	assert.equal(driver.count('apply-edit'), 2);
	assert.equal(applied.seen.service.updatedAt, '2026-11-24T11:00:00.000Z');
	assert.equal(applied.service?.name, 'Mine');
	assert.equal(applied.service?.scopeDelimiter, 'space');
});

test('a list keeps what the first one added, with what I added and without what I took out', () => {
	const driver = overtaken(withService({scopes: [scope, 'Desk.tickets.READ']})).send({
		type: 'typed',
		key: 'scopes',
		value: [scope],
	});
	assert.deepEqual(driver.state.consent.phase, 'failed');
	const mine = new Driver({scopes: ['ZohoBooks.bills.READ']}, withTarget()).enter();
	const {id} = mine.last('prepare-consent');
	mine.send({type: 'consent-not-prepared', id, refusal: changedMeanwhile('acme')}).send({
		type: 'looked-again',
		linkName: 'acme',
		file: withService({scopes: [scope, 'Desk.tickets.READ']}),
		change: {by: 'build-07', at: '2026-11-24T13:22:00.000Z'},
	});
	assert.match(refusalOf(mine)?.why ?? '', /^build-07 changed it at 13:22 UTC\./);
	mine.enter().enter();
	assert.deepEqual(answersOf(mine.state).scopes, ['Desk.tickets.READ', 'ZohoBooks.bills.READ']);
});

test('discarded, mine is gone with its draft; a connection that is gone cannot be applied to', () => {
	const driver = overtaken(withService({name: 'Theirs'}));
	const discard = failureOptions(driver.state)[2];
	assert.ok(discard);
	driver.send(discard.event(driver.at));
	assert.equal(driver.state.consent.phase, 'kept');
	assert.equal(driver.last('drop-draft').draftId, 'draft-1');
	assert.equal(driver.count('apply-edit'), 1);
	const gone = overtaken({...file, connections: {}});
	assert.match(refusalOf(gone)?.what ?? '', /^Acme was removed /);
	assert.deepEqual(labelsOf(gone), ['Discard my changes']);
});

test('where the new version cannot be read, it is tried again or left', () => {
	const driver = overtaken(undefined);
	assert.deepEqual(labelsOf(driver), ['Try again', 'Leave it']);
	assert.equal(driver.enter().count('apply-edit'), 2);
});
