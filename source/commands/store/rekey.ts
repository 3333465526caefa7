import type {Runtime} from '../../io/runtime.js';
import {rekey} from '../../io/shared/moves/rekey.js';
import {newSpelledKey} from '../../io/shared/sealing.js';
import {unwrap} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {sayFailures} from '../../kit/output/failures.js';
import {printData, printJson, say} from '../../kit/output/print.js';
import {worstExitCode} from '../../kit/output/worst-exit-code.js';
import type {ExitCode} from '../../zoho/refusal.js';

/** Seals every row with the first keys of ZCONN_STORE_KEY; with one pair only, says how to get another. */
export const run = async (invocation: Invocation, {shared}: Runtime): Promise<ExitCode> => {
	const {streams} = invocation;
	const access = unwrap(await shared.open('The shared store'));
	const {sealer} = access;
	const isRotating = sealer.ids('a').length > 1 || sealer.ids('r').length > 1;
	const {count, bound, left} = unwrap(await rekey(access));
	if (flagOption(invocation, 'json')) {
		const rest = left.map(({name, refusal}) => ({linkName: name, error: refusal.id}));
		printJson(streams, {
			store: {resealed: count, bound: bound.map(({name, url}) => ({linkName: name, url})), left: rest},
		});
	} else if (left.length > 0) {
		sayFailures(
			streams,
			left.map(({name, refusal}) => ({linkName: name, refusal})),
		);
	} else if (count === 0 && !isRotating) {
		say(streams, 'Every row has these keys already. For new ones put two in front of those you have:');
		printData(streams, `${newSpelledKey('a')},${newSpelledKey('r')}`);
		say(
			streams,
			'Set ZCONN_STORE_KEY=NEW,OLD on every machine, run this again, then take the old ones away.',
		);
	} else {
		const rows = count === 1 ? '1 connection is' : `${count} connections are`;
		const next = isRotating ? ' Take the old ones out of ZCONN_STORE_KEY.' : '';
		printData(streams, `${rows} sealed again; all have the newest keys.${next}`);
		for (const {name, url} of bound) printData(streams, `${name}  its secrets go to ${url} only`);
		if (bound.length > 0) {
			say(
				streams,
				'An earlier zconn had not bound these to their servers. An address that is not yours was changed in the database: "zconn revoke" it.',
			);
		}
	}
	return worstExitCode(left.map(({refusal}) => refusal.exitCode));
};
